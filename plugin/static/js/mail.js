// The mails in Outlook: which is open, which are chosen together, and the original of each with all headers.

import { host, inTime } from "./host.js";
import { MAIL, MAIL_SHARED, token } from "./signin.js";

/** A mail in Outlook's list; one that is not open has no `item` yet.
 * @typedef {{ id: string, van: string, op: Date | null, bijlagen: number, item: Office.MessageRead | null }} Mail */
/** @typedef {{ inhoud: Blob, original: boolean, op: Date | null }} Evidence */

const PATIENCE = 30_000; // ms: an Outlook that does not answer by then, will not

/** The mail beside this pane; null when there is none. @returns {Promise<Mail | null>} */
export async function openMail() {
  if (!(await host).office) return null;
  const item = /** @type {Office.MessageRead | null} */ (Office.context.mailbox?.item ?? null);
  if (!item?.itemId) return null;
  const seen = (item.attachments ?? []).filter((one) => !one.isInline).length;
  return { id: item.itemId, van: item.from?.emailAddress ?? "", op: item.dateTimeCreated, bijlagen: seen, item };
}

/** The mails that are chosen together in the list; null where Outlook does not tell: it is too old, or the
 * organisation installed the button without the right that Microsoft asks for it. @returns {Promise<Mail[] | null>} */
export async function chosenMails() {
  if (!(await host).office || !can("1.13")) return null;
  /** @type {Office.SelectedItemDetails[] | null} */
  const found = await asked((done) => Office.context.mailbox.getSelectedItemsAsync(done)).catch(() => null);
  return found && found.filter((one) => one.itemType === "message").map(({ itemId }) => ({ id: itemId, van: "", op: null, bijlagen: 0, item: null }));
}

/** Tell when other mails are chosen beside a pinned pane. @param {() => void} listener */
export async function onOtherMail(listener) {
  if (!(await host).office) return;
  const { mailbox } = Office.context;
  if (can("1.5")) mailbox.addHandlerAsync(Office.EventType.ItemChanged, listener);
  if (can("1.13")) mailbox.addHandlerAsync(Office.EventType.SelectedItemsChanged, listener);
}

/** The mail as evidence: the original if Outlook or Microsoft 365 gives it, else what is shown of it.
 * @param {Mail} mail @returns {Promise<Evidence>} */
export async function read(mail) {
  const loaded = mail.item ? null : await load(mail.id).catch(() => null);
  const item = mail.item ?? loaded;
  try {
    for (const way of [fromOutlook, fromGraph]) {
      const inhoud = await way(mail.id, item).catch(() => null);
      if (inhoud?.size) return { inhoud, original: true, op: mail.op ?? item?.dateTimeCreated ?? (await sentOn(inhoud)) };
    }
    if (!item) throw new Error("not to be had");
    const { rebuilt } = await import("./nagemaakt.js");
    return { inhoud: await rebuilt(item), original: false, op: item.dateTimeCreated };
  } finally {
    // Outlook loads one mail at a time.
    if (loaded) await asked((done) => loaded.unloadAsync(done)).catch(() => {});
  }
}

/** @param {string} set */
export function can(set) {
  return Office.context.requirements.isSetSupported("Mailbox", set);
}

/** @param {string} id @returns {Promise<Office.LoadedMessageRead | null>} */
async function load(id) {
  if (!can("1.15")) return null;
  /** @type {Office.LoadedMessageRead | Office.LoadedMessageCompose} */
  const loaded = await asked((done) => Office.context.mailbox.loadItemByIdAsync(id, done));
  return "dateTimeCreated" in loaded ? loaded : null;
}

/** @typedef {Office.MessageRead | Office.LoadedMessageRead} Item */

/** @param {string} _id @param {Item | null} item @returns {Promise<Blob | null>} */
async function fromOutlook(_id, item) {
  if (!item || !can("1.14")) return null;
  const coded = await asked((done) => item.getAsFileAsync(done));
  return new Blob([Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0))], { type: "message/rfc822" });
}

/** With the person's own right to that mailbox: their own, or one that is shared with them.
 * @param {string} id @param {Item | null} item @returns {Promise<Blob | null>} */
async function fromGraph(id, item) {
  const shared = await sharedMailbox(item);
  const key = await token({ scopes: shared ? MAIL_SHARED : MAIL });
  if (!key) return null;
  const phone = ["IOS", "Android"].includes(Office.context.mailbox.diagnostics.hostName.replace("Outlook", ""));
  const rest = phone ? id : Office.context.mailbox.convertToRestId(id, Office.MailboxEnums.RestVersion.v2_0);
  const owner = shared ? `users/${encodeURIComponent(shared)}` : "me";
  const address = `${document.body.dataset.graph}/v1.0/${owner}/messages/${encodeURIComponent(rest)}/$value`;
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(address, { headers: { Authorization: `Bearer ${key}` }, cache: "no-store", credentials: "omit", signal });
  return answer.ok ? answer.blob() : null;
}

/** Whose mailbox it is, when it is not one's own; "" otherwise. @param {Item | null} item */
async function sharedMailbox(item) {
  if (!item?.getSharedPropertiesAsync || !can("1.8")) return "";
  /** @type {Office.SharedProperties | null} */
  const known = await asked((done) => item.getSharedPropertiesAsync(done)).catch(() => null);
  return known?.targetMailbox ?? "";
}

/** The date in the mail's own header. @param {Blob} mail @returns {Promise<Date | null>} */
async function sentOn(mail) {
  const head = await mail.slice(0, 65_536).text();
  const moment = new Date(/^date:(.*)$/im.exec(head)?.[1] ?? "");
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** Outlook's way of answering, as a promise. @template T
 * @param {(done: (result: Office.AsyncResult<T>) => void) => void} ask @returns {Promise<T>} */
export function asked(ask) {
  const answer = new Promise((done, failed) =>
    ask((result) => (String(result.status) === "succeeded" ? done(result.value) : failed(new Error(result.error?.name)))),
  );
  return inTime(/** @type {Promise<T>} */ (answer), PATIENCE);
}
