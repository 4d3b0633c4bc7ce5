// The handler's pages: lists that are asked for, what opens when asked, proposals, drafts awaited.

import "./app.js";
import { focusHeading, load } from "./deel.js";
import { workBegan } from "./request.js";
import "./inzage.js";
import "./opslaan.js";
import "./posten.js";
import "./voorstel.js";
import "./vouwen.js";
import { keepSupportNear } from "./nazorgplek.js";
import { awaitDrafts } from "./wachten.js";

const place = /** @type {HTMLElement} */ (document.querySelector("[data-deel]"));

awaitDrafts(place);
keepSupportNear(place);
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (!button) return;
  if (button.dataset.meer) void more(button, button.dataset.meer);
  const { nieuweVersie, gelezen } = button.dataset;
  if (nieuweVersie) buildOn(/** @type {HTMLFormElement} */ (button.closest("form")), nieuweVersie, gelezen);
});
// The service itself had gone on, no person had: what was asked is sent once more, on top of the case as it is now.
document.addEventListener(
  "geweigerd",
  (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const told = /** @type {HTMLElement | null} */ (form.querySelector("[data-vanzelf]"));
    if (!told || form.dataset.opnieuw !== undefined) return;
    event.stopPropagation();
    form.dataset.opnieuw = "";
    buildOn(form, told.dataset.vanzelf, told.dataset.gelezen);
    told.remove();
    setTimeout(() => form.requestSubmit(), 0);
  },
  true,
);
// A form that keeps its words stays where it is, so the focus goes to why it was refused.
document.addEventListener("geweigerd", (event) => {
  const form = /** @type {HTMLElement} */ (event.target);
  const said = /** @type {HTMLElement | null} */ (form.querySelector("[data-fout] [role='alert']"));
  if (!said || form.dataset.houd === undefined) return;
  said.tabIndex = -1;
  said.focus();
});
document.addEventListener("input", (event) => {
  if (/** @type {HTMLElement} */ (event.target).closest("form")?.dataset.stuur) workBegan();
});

/** @param {HTMLElement} button @param {string} path */
async function more(button, path) {
  const target = /** @type {HTMLElement} */ (button.closest("#meer-zaken"));
  target.removeAttribute("id");
  await load(target, path);
  focusHeading(target);
}

/** What was typed builds on the case as it is now.
 * @param {HTMLFormElement} form @param {string | undefined} version @param {string | undefined} read */
function buildOn(form, version, read) {
  const [path] = String(form.dataset.stuur).split("?");
  form.dataset.versie = version;
  form.dataset.stuur = `${path}?gelezen=${encodeURIComponent(String(read))}`;
}
