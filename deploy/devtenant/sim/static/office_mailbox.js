// Office.context.mailbox: the open mail, the chosen mails, and what happens to them.

import { itemOf, loading } from "./office_item.js";
import { asyncOf, inOfficeWay } from "./office_line.js";

/** @typedef {import("./office_item.js").Facts} Facts */
/** @typedef {import("./office_item.js").Has} Has */
/** @typedef {{ mailbox: string, naa: boolean, phone: boolean, platform: string, hostName: string, permission: string,
 *   theme: Record<string, any>, user: Office.EmailAddressDetails, settings: Record<string, any>,
 *   item: Facts | null }} Start */

// The requirement set in which each event came ("Office.Mailbox", addHandlerAsync).
const SINCE = /** @type {Record<string, string>} */ ({
  olkItemSelectedChanged: "1.5", olkSelectedItemsChanged: "1.13", officeThemeChanged: "1.14",
  olkDragAndDropEvent: "1.5",
});
const DRAG = "olkDragAndDropEvent"; // of Outlook on the web and the new one on Windows alone
/** @type {Map<string, Set<Function>>} */
const handlers = new Map();

/** @param {string} type @param {object} told */
export function raise(type, told) {
  for (const handler of handlers.get(type) ?? []) handler({ type, ...told });
}

/** @param {Has} has @param {boolean} drags */
function events(has, drags) {
  /** @satisfies {Pick<Office.Mailbox, "addHandlerAsync" | "removeHandlerAsync">} */
  const methods = {
    addHandlerAsync: inOfficeWay(async (/** @type {string} */ type, /** @type {Function} */ handler) => {
      if (!SINCE[type] || !has(SINCE[type]) || (type === DRAG && !drags)) throw { message: "The event is not supported." };
      handlers.set(type, (handlers.get(type) ?? new Set()).add(handler));
    }, 2),
    removeHandlerAsync: inOfficeWay(async (/** @type {string} */ type) => void handlers.delete(type), 1),
  };
  return methods;
}

/** Office asks for the right to read and write a whole mailbox here; who has less gets an exception, not an answer.
 * @param {string} permission @param {string} name @param {(...given: any[]) => void} method */
const elevated = (permission, name, method) => (/** @type {any[]} */ ...given) => {
  if (permission !== "ReadWriteMailbox") throw new Error(`Elevated permission is required to call the method: '${name}'.`);
  method(...given);
};

/** @param {Start} start @param {Has} has */
export function mailboxOf(start, has) {
  /** @satisfies {Pick<Office.Mailbox, "convertToRestId" | "convertToEwsId">} */
  const convert = {
    convertToRestId: (/** @type {string} */ id) => id.replaceAll("/", "-").replaceAll("+", "_"),
    convertToEwsId: (/** @type {string} */ id) => id.replaceAll("-", "/").replaceAll("_", "+"),
  };
  /** @satisfies {Pick<Office.Mailbox, "getSelectedItemsAsync">} */
  const from113 = {
    getSelectedItemsAsync: elevated(start.permission, "getSelectedItemsAsync", asyncOf("getSelectedItemsAsync", 0)),
  };
  /** @satisfies {Pick<Office.Mailbox, "loadItemByIdAsync">} */
  const from115 = {
    loadItemByIdAsync: elevated(start.permission, "loadItemByIdAsync", inOfficeWay(loading(has), 1)),
  };
  /** @satisfies {Pick<Office.Mailbox, "userProfile"> & { diagnostics: Omit<Office.Diagnostics, "ews" | "OWAView"> }} */
  const facts = {
    userProfile: { ...start.user, timeZone: "W. Europe Standard Time", accountType: "enterprise" },
    diagnostics: { hostName: start.hostName, hostVersion: "0.0.0.1" },
  };
  return {
    ...facts,
    ...events(has, start.platform === "OfficeOnline"),
    item: start.item ? itemOf(start.item, has) : null,
    // A phone has REST ids already and knows no conversion.
    ...(start.phone ? {} : convert),
    ...(has("1.13") ? from113 : {}),
    ...(has("1.15") ? from115 : {}),
  };
}
