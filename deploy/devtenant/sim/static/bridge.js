// The line between the mail program and the pane, a page of another origin: hello, a port, calls and answers.

/** @typedef {{ id: number, method: string, args: any[] }} Question */

/** @param {any} failure */
const told = ({ code, name, message }) => ({ code, name: name === "TypeError" ? undefined : name, message });

/** Wait for a pane to say hello and answer it. What comes from another window or origin is not heard.
 * @param {{ frame: HTMLIFrameElement, origin: string, methods: Record<string, (...given: any[]) => any>,
 *   fail: string[], slow: number, start: () => any }} given
 * @returns {{ tell: (event: object) => void }} */
export function listen({ frame, origin, methods, fail, slow, start }) {
  /** @type {MessagePort | null} */
  let port = null;

  /** @param {Question} question */
  async function answer({ id, method, args }) {
    const line = port;
    await new Promise((done) => setTimeout(done, slow));
    try {
      if (fail.includes(method)) throw { message: "This call fails on purpose." };
      if (!Object.hasOwn(methods, method)) throw { message: `The mail program knows no ${method}.` };
      line?.postMessage({ id, value: await methods[method](...args) });
    } catch (failure) {
      line?.postMessage({ id, error: told(failure) });
    }
  }

  window.addEventListener("message", async (message) => {
    const pane = frame.contentWindow;
    if (!pane || message.source !== pane || message.origin !== origin || message.data !== "sim-hello") return;
    if (fail.includes("hello")) return;
    await new Promise((done) => setTimeout(done, slow));
    const channel = new MessageChannel();
    port?.close();
    port = channel.port1;
    port.onmessage = ({ data }) => void answer(data);
    pane.postMessage({ type: "sim-init", start: start() }, origin, [channel.port2]);
  });

  return { tell: (event) => port?.postMessage(event) };
}
