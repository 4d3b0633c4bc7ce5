// Where neither Outlook nor Microsoft 365 gives the original: what Outlook shows of a mail, as evidence that says so.
// Loaded only then.

import { asked, can } from "./mail.js";

/** @typedef {import("./mail.js").Item} Item */

/** Headers and text, in a mail that says of itself that it is no original. @param {Item} item */
export async function rebuilt(item) {
  const headers = can("1.8") ? await asked((done) => item.getAllInternetHeadersAsync(done)).catch(() => "") : "";
  const text = await asked((done) => item.body.getAsync(Office.CoercionType.Text, done));
  const words = `Dit is niet het origineel. Outlook gaf alleen deze tekst door.\r\n\r\n${headers}\r\n\r\n${text}`;
  const lines = [
    `From: <${plain(item.from?.emailAddress ?? "")}>`,
    `Date: ${item.dateTimeCreated.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: ${plain(item.internetMessageId ?? "<onbekend@invalid>")}`,
    "Subject: niet het origineel",
    "X-Meld-Herkomst: niet het origineel",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
  ];
  return new Blob([`${lines.join("\r\n")}\r\n\r\n${inLines(words)}\r\n`], { type: "message/rfc822" });
}

/** One line without anything that could begin another header. @param {string} value */
function plain(value) {
  return value.replace(/[^\x21-\x7e]/g, "");
}

/** @param {string} words */
function inLines(words) {
  const bytes = new TextEncoder().encode(words);
  let coded = "";
  for (const byte of bytes) coded += String.fromCharCode(byte);
  return (btoa(coded).match(/.{1,76}/g) ?? []).join("\r\n");
}
