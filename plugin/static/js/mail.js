// The mail that is open in Outlook: what the card says of it, and its original with all headers.

import { host } from "./host.js";
import { MAIL, token } from "./signin.js";

/** @typedef {{ id: string, van: string, op: Date, bijlagen: number, item: Office.MessageRead }} OpenMail */

/** The mail beside this pane; null when there is none. @returns {Promise<OpenMail | null>} */
export async function openMail() {
  if (!(await host).office) return null;
  const item = /** @type {Office.MessageRead | null} */ (Office.context.mailbox?.item ?? null);
  if (!item?.itemId) return null;
  const seen = (item.attachments ?? []).filter((one) => !one.isInline).length;
  return { id: item.itemId, van: item.from?.emailAddress ?? "", op: item.dateTimeCreated, bijlagen: seen, item };
}

/** Tell when another mail is chosen beside a pinned pane. @param {() => void} listener */
export async function onOtherMail(listener) {
  if (!(await host).office || !can("1.5")) return;
  Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, listener);
}

/** The mail as evidence: the original if Outlook or Microsoft 365 gives it, else what is shown of it.
 * @param {OpenMail} mail @returns {Promise<{ inhoud: Blob, original: boolean }>} */
export async function read(mail) {
  for (const way of [fromOutlook, fromGraph]) {
    const inhoud = await way(mail).catch(() => null);
    if (inhoud?.size) return { inhoud, original: true };
  }
  return { inhoud: await rebuilt(mail), original: false };
}

/** @param {string} set */
function can(set) {
  return Office.context.requirements.isSetSupported("Mailbox", set);
}

/** @param {OpenMail} mail @returns {Promise<Blob | null>} */
async function fromOutlook({ item }) {
  if (!can("1.14")) return null;
  const coded = await asked((done) => item.getAsFileAsync(done));
  return new Blob([Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0))], { type: "message/rfc822" });
}

/** With the person's own right to the person's own mailbox. @param {OpenMail} mail @returns {Promise<Blob | null>} */
async function fromGraph({ id }) {
  const key = await token({ scopes: MAIL });
  if (!key) return null;
  const phone = ["iOS", "Android"].includes(Office.context.mailbox.diagnostics.hostName.replace("Outlook", ""));
  const rest = phone ? id : Office.context.mailbox.convertToRestId(id, Office.MailboxEnums.RestVersion.v2_0);
  const address = `${document.body.dataset.graph}/v1.0/me/messages/${encodeURIComponent(rest)}/$value`;
  const answer = await fetch(address, { headers: { Authorization: `Bearer ${key}` }, cache: "no-store", credentials: "omit" });
  return answer.ok ? answer.blob() : null;
}

/** Headers and text, in a mail that says of itself that it is no original. @param {OpenMail} mail */
async function rebuilt({ item, van, op }) {
  const headers = can("1.8") ? await asked((done) => item.getAllInternetHeadersAsync(done)).catch(() => "") : "";
  const text = await asked((done) => item.body.getAsync(Office.CoercionType.Text, done));
  const words = `Dit is niet het origineel. Outlook gaf alleen deze tekst door.\r\n\r\n${headers}\r\n\r\n${text}`;
  const lines = [
    `From: <${plain(van)}>`,
    `Date: ${op.toUTCString().replace("GMT", "+0000")}`,
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

/** Outlook's way of answering, as a promise. @template T
 * @param {(done: (result: Office.AsyncResult<T>) => void) => void} ask @returns {Promise<T>} */
function asked(ask) {
  return new Promise((done, failed) =>
    ask((result) => (String(result.status) === "succeeded" ? done(result.value) : failed(new Error(result.error?.name)))),
  );
}
