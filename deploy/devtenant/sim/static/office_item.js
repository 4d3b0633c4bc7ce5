// A mail as an add-in sees it: Office.MessageRead, and Office.LoadedMessageRead for one among several.

import { call, inOfficeWay } from "./office_line.js";

/** @typedef {Office.EmailAddressDetails} Who */
/** @typedef {{ id: string, name: string, size: number, contentType: string, attachmentType: string, isInline: boolean,
 *   contentId: string }} Part */
/** @typedef {{ itemId: string, internetMessageId: string, conversationId: string, subject: string, from: Who, to: Who[],
 *   cc: Who[], dateTimeCreated: string, dateTimeModified: string, attachments: Part[] }} Facts */
/** @typedef {(version: string) => boolean} Has whether this Outlook reaches a Mailbox requirement set */

/** @param {Facts} facts @param {Has} has @param {() => boolean} [stands] false: the mail was unloaded */
export function itemOf(facts, has, stands = () => true) {
  /** @param {string} method @param {number} wanted */
  const own = (method, wanted) =>
    inOfficeWay(async (...given) => {
      if (!stands()) throw { message: "The item was unloaded." };
      return call(method, facts.itemId, ...given);
    }, wanted);
  /** @satisfies {Pick<Office.MessageRead, "itemId" | "itemType" | "itemClass" | "subject" | "normalizedSubject" | "from" |
   *   "sender" | "to" | "cc" | "internetMessageId" | "conversationId" | "dateTimeCreated" | "dateTimeModified" |
   *   "attachments"> & { body: Pick<Office.Body, "getAsync"> }} */
  const item = {
    ...facts,
    itemType: "message",
    itemClass: "IPM.Note",
    normalizedSubject: facts.subject.replace(/^((re|fw|fwd|antw|doorst):\s*)+/i, ""),
    sender: facts.from,
    dateTimeCreated: new Date(facts.dateTimeCreated),
    dateTimeModified: new Date(facts.dateTimeModified),
    body: { getAsync: own("body.getAsync", 1) },
  };
  /** @satisfies {Pick<Office.MessageRead, "getAllInternetHeadersAsync" | "getAttachmentContentAsync" |
   *   "getSharedPropertiesAsync">} */
  const from18 = {
    getAllInternetHeadersAsync: own("getAllInternetHeadersAsync", 0),
    getAttachmentContentAsync: own("getAttachmentContentAsync", 1),
    getSharedPropertiesAsync: own("getSharedPropertiesAsync", 0),
  };
  /** @satisfies {Pick<Office.MessageRead, "getAsFileAsync">} */
  const from114 = { getAsFileAsync: own("getAsFileAsync", 0) };
  return { ...item, ...(has("1.8") ? from18 : {}), ...(has("1.14") ? from114 : {}) };
}

let loaded = ""; // one at a time

/** Load a mail by its id; it must be unloaded before the next. @param {Has} has */
export function loading(has) {
  /** @param {string} id */
  return async (id) => {
    if (loaded) throw { message: "Another item is loaded. Unload it first." };
    loaded = id;
    try {
      const item = itemOf(await call("loadItemByIdAsync", id), has, () => loaded === id);
      /** @satisfies {Pick<Office.LoadedMessageRead, "unloadAsync">} */
      const own = { unloadAsync: inOfficeWay(async () => void (loaded = ""), 0) };
      return { ...item, ...own };
    } catch (failure) {
      loaded = "";
      throw failure;
    }
  };
}
