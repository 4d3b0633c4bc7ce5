// What the mail program answers to an add-in: parts of a mail from the tenant, settings, and sign-in for the pane.

/** @typedef {{ sleutel: string, restId: string, attachments: any[] } & Record<string, any>} Mail */

/** @param {ArrayBuffer} bytes @returns {string} base64 */
function base64(bytes) {
  const piece = 0x8000; // as many arguments as every browser takes
  const view = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < view.length; at += piece) text += String.fromCharCode(...view.subarray(at, at + piece));
  return btoa(text);
}

const MOST = 100; // mails at a time, as documented for item multi-select
const READ = 1; // Office.MailboxEnums.DelegatePermissions

/** @param {{ persoon: { naam: string }, postvak: { naam: string, adres: string, gedeeld: boolean }, berichten: Mail[],
 *   opties: Record<string, any>, herkomst: string, shownId: (mail: Mail) => string, itemOf: (mail: Mail) => any,
 *   gekozen: () => Mail[], sluit: () => void }} given */
export function methodsOf({ persoon, postvak, berichten, opties, herkomst, shownId, itemOf, gekozen, sluit }) {
  /** @param {string} id */
  function found(id) {
    const mail = berichten.find((one) => shownId(one) === id);
    if (!mail) throw { name: "ItemNotFound", message: "The item is not there." };
    return mail;
  }

  /** @param {string} id @param {string} part */
  async function part(id, part) {
    const answer = await fetch(`/sim/${postvak.naam}/${found(id).sleutel}/${part}`);
    if (!answer.ok) throw { message: `The mailbox answered ${answer.status}.` };
    return answer;
  }

  /** @param {string} id @param {string} attachment */
  async function attachmentOf(id, attachment) {
    const known = found(id).attachments.find((one) => one.id === attachment);
    if (!known) throw { name: "InvalidAttachmentId", message: "The attachment identifier is invalid." };
    const answer = await part(id, `bijlagen/${encodeURIComponent(attachment)}`);
    if (known.attachmentType === "item") return { content: await answer.text(), format: "eml" };
    return { content: base64(await answer.arrayBuffer()), format: "base64" };
  }

  /** @param {string} question */
  async function signIn(question) {
    const vraag = JSON.parse(question);
    const body = JSON.stringify({ persoon: persoon.naam, herkomst, klik: opties.naa === "klik", vraag });
    const answer = await fetch("/sim/naa", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    return answer.text();
  }

  /** What is told of a mail among several. @param {Mail} mail */
  const details = (mail) => ({
    itemId: shownId(mail), itemType: "message", itemMode: "Read", subject: mail.subject, conversationId: mail.conversationId,
    internetMessageId: mail.internetMessageId, hasAttachment: mail.attachments.length > 0,
  });

  function shared() {
    if (!postvak.gedeeld) throw { message: "The folder or mailbox is not shared." };
    return { owner: postvak.adres, targetMailbox: postvak.adres, targetRestUrl: "https://outlook.office.com/api", delegatePermissions: READ };
  }

  const kept = `instellingen-${persoon.naam}`;
  return {
    /** @param {Mail} mail */
    original: async (mail) => (await part(shownId(mail), "origineel")).arrayBuffer(),
    /** @type {Record<string, (...given: any[]) => any>} */
    methods: {
      getAsFileAsync: async (id) => base64(await (await part(id, "origineel")).arrayBuffer()),
      getAllInternetHeadersAsync: async (id) => (await part(id, "koppen")).text(),
      getAttachmentContentAsync: attachmentOf,
      getSelectedItemsAsync: () => gekozen().slice(0, MOST).map(details),
      loadItemByIdAsync: (id) => itemOf(found(id)),
      getSharedPropertiesAsync: shared,
      "body.getAsync": async (id, form) => (await part(id, `tekst?vorm=${form === "html" ? "html" : "text"}`)).text(),
      "roamingSettings.saveAsync": (values) => localStorage.setItem(kept, JSON.stringify(values)),
      "ui.closeContainer": sluit,
      "ui.openBrowserWindow": (address) => void window.open(address, "_blank", "noopener"),
      nestedAppAuth: signIn,
    },
    settings: () => JSON.parse(localStorage.getItem(kept) ?? "{}"),
  };
}
