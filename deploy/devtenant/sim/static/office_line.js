// The line to the mail program: calls over a port as {id, method, args}, answers as {id, value | error}.

/** @typedef {{ code?: number, name?: string, message?: string }} Failure */

/** @type {MessagePort | null} */
let port = null;
let last = 0;
const waiting = new Map();

/** @param {MessagePort} given @param {(told: any) => void} happened hears {event, ...} */
export function connect(given, happened) {
  port = given;
  port.onmessage = ({ data }) => (data.event ? happened(data) : answered(data));
}

/** @param {{ id: number, value?: any, error?: Failure }} answer */
function answered({ id, value, error }) {
  const { done, failed } = waiting.get(id);
  waiting.delete(id);
  if (error) failed(error);
  else done(value);
}

/** @param {string} method @param {any[]} args @returns {Promise<any>} */
export function call(method, ...args) {
  last += 1;
  const id = last;
  port?.postMessage({ id, method, args });
  return new Promise((done, failed) => waiting.set(id, { done, failed }));
}

/** Office's way: (arguments, [options], [callback]), the answer always in the callback.
 * @param {(...given: any[]) => Promise<any>} work @param {number} wanted how many arguments stand before the options */
export function inOfficeWay(work, wanted) {
  return (/** @type {any[]} */ ...given) => {
    const callback = given.length > wanted && typeof given.at(-1) === "function" ? given.pop() : () => {};
    const options = given.length > wanted ? given.pop() : {};
    const { asyncContext } = options ?? {};
    work(...given).then(
      (value) => callback({ status: "succeeded", value, error: undefined, asyncContext }),
      (failure) => callback({ status: "failed", value: undefined, error: failureOf(failure), asyncContext }),
    );
  };
}

/** @param {string} method @param {number} wanted @param {any[]} bound come before what the add-in gives */
export function asyncOf(method, wanted, ...bound) {
  return inOfficeWay((...given) => call(method, ...bound, ...given), wanted);
}

/** @param {Failure} failure */
const failureOf = ({ code = 5001, name = "GenericResponseError", message = "An internal error has occurred." }) =>
  ({ code, name, message });
