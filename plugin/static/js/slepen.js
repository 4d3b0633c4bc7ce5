// Files and mails that are dragged onto the page: by the browser, or by Outlook on the web in its own way.

import { host } from "./host.js";

/** @param {HTMLElement} form @param {(files: Iterable<File>) => void} taken */
export function onDrop(form, taken) {
  const hasFiles = (/** @type {DragEvent} */ event) => Boolean(event.dataTransfer?.types.includes("Files")) && !form.hidden;
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    form.classList.add("sleep");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || form.classList.remove("sleep"));
  document.addEventListener("drop", (event) => {
    form.classList.remove("sleep");
    if (!hasFiles(event)) return;
    event.preventDefault();
    taken(event.dataTransfer?.files ?? []);
  });
  void fromOutlook(form, taken);
}

/** Classic Outlook and Outlook on a Mac do not know this event; there the browser's own does it.
 * @param {HTMLElement} form @param {(files: Iterable<File>) => void} taken */
async function fromOutlook(form, taken) {
  if (!(await host).office || !Office.EventType.DragAndDropEvent) return;
  Office.context.mailbox.addHandlerAsync(Office.EventType.DragAndDropEvent, (/** @type {Office.DragAndDropEventArgs} */ { dragAndDropEventData: data }) => {
    form.classList.toggle("sleep", data.type === "dragover");
    if (data.type !== "drop" || form.hidden) return;
    taken(data.dataTransfer.files.map(({ fileContent, name, type }) => new File([fileContent], name, { type })));
  });
}
