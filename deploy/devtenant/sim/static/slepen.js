// A mail dragged from the list onto the pane. As in Outlook on the web the pane sees no drag of its own: the mail
// program tells it by an event, with the mail as a file ("Drag and drop messages and attachments into the task pane").

/** @typedef {import("./methods.js").Mail} Mail */

/** @param {{ rows: Iterable<HTMLElement>, cover: HTMLElement, mailOf: (key: string) => Mail,
 *   original: (mail: Mail) => Promise<ArrayBuffer>, tell: (event: object) => void }} given */
export function dragging({ rows, cover, mailOf, original, tell }) {
  /** @type {Mail | null} */
  let dragged = null;

  /** @param {DragEvent} event @param {object} facts */
  const told = ({ pageX, pageY }, facts) => tell({ event: "olkDragAndDropEvent", data: { pageX, pageY, ...facts } });

  for (const row of rows) {
    row.draggable = true;
    row.addEventListener("dragstart", () => {
      dragged = mailOf(String(row.dataset.sleutel));
      // The frame would take the drag away from this page; Chromium ends a drag when the page changes at once.
      setTimeout(() => (cover.hidden = false));
    });
    row.addEventListener("dragend", () => (cover.hidden = true));
  }
  cover.addEventListener("dragover", (event) => {
    event.preventDefault();
    told(event, { type: "dragover" });
  });
  cover.addEventListener("drop", async (event) => {
    event.preventDefault();
    cover.hidden = true;
    if (!dragged) return;
    const fileContent = new Blob([await original(dragged)], { type: "message/rfc822" });
    const files = [{ name: `${dragged.subject}.eml`, type: "message/rfc822", fileContent }];
    told(event, { type: "drop", dataTransfer: { files } });
  });
}
