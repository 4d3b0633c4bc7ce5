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

/** @param {{ persoon: { naam: string }, berichten: Mail[], opties: Record<string, any>, herkomst: string,
 *   shownId: (mail: Mail) => string, sluit: () => void }} given */
export function methodsOf({ persoon, berichten, opties, herkomst, shownId, sluit }) {
  /** @param {string} id @param {string} part */
  async function part(id, part) {
    const mail = berichten.find((one) => shownId(one) === id);
    if (!mail) throw { name: "ItemNotFound", message: "The item is not there." };
    const answer = await fetch(`/sim/${persoon.naam}/${mail.sleutel}/${part}`);
    if (!answer.ok) throw { message: `The mailbox answered ${answer.status}.` };
    return answer;
  }

  /** @param {string} id @param {string} attachment */
  async function attachmentOf(id, attachment) {
    const mail = berichten.find((one) => shownId(one) === id);
    const found = mail?.attachments.find((one) => one.id === attachment);
    if (!found) throw { name: "InvalidAttachmentId", message: "The attachment identifier is invalid." };
    const answer = await part(id, `bijlagen/${encodeURIComponent(attachment)}`);
    if (found.attachmentType === "item") return { content: await answer.text(), format: "eml" };
    return { content: base64(await answer.arrayBuffer()), format: "base64" };
  }

  /** @param {string} question */
  async function signIn(question) {
    const vraag = JSON.parse(question);
    const body = JSON.stringify({ persoon: persoon.naam, herkomst, klik: opties.naa === "klik", vraag });
    const answer = await fetch("/sim/naa", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    return answer.text();
  }

  const kept = `instellingen-${persoon.naam}`;
  return {
    /** @type {Record<string, (...given: any[]) => any>} */
    methods: {
      getAsFileAsync: async (id) => base64(await (await part(id, "origineel")).arrayBuffer()),
      getAllInternetHeadersAsync: async (id) => (await part(id, "koppen")).text(),
      getAttachmentContentAsync: attachmentOf,
      "body.getAsync": async (id, form) => (await part(id, `tekst?vorm=${form === "html" ? "html" : "text"}`)).text(),
      "roamingSettings.saveAsync": (values) => localStorage.setItem(kept, JSON.stringify(values)),
      "ui.closeContainer": sluit,
      "ui.openBrowserWindow": (address) => void window.open(address, "_blank", "noopener"),
      nestedAppAuth: signIn,
    },
    settings: () => JSON.parse(localStorage.getItem(kept) ?? "{}"),
  };
}
