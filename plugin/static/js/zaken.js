// The handler's pages: lists that are asked for, texts that open when asked, files that are saved, drafts awaited.

import "./app.js";
import { focusHeading, load, patiently } from "./deel.js";
import { call, workBegan } from "./request.js";
import "./kiezen.js";
import { awaitDrafts } from "./wachten.js";

const place = /** @type {HTMLElement} */ (document.querySelector("[data-deel]"));
const GONE = "Dit lukt nu niet. Er is niets verloren. Probeer het opnieuw.";

awaitDrafts(place);
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (!button) return;
  const { toon, haal, meer, open, nieuweVersie } = button.dataset;
  if (toon) void show(button, toon);
  if (haal) void save(button, haal);
  if (meer) void more(button, meer);
  if (open) unfold(open);
  if (nieuweVersie) buildOn(button, nieuweVersie);
  if (button.dataset.verberg !== undefined) hide(button);
});
// A form that keeps its words stays where it is, so the focus goes to why it was refused.
document.addEventListener("geweigerd", (event) => {
  const form = /** @type {HTMLElement} */ (event.target);
  const said = /** @type {HTMLElement | null} */ (form.querySelector("[data-fout] [role='alert']"));
  if (!said || form.dataset.houd === undefined) return;
  said.tabIndex = -1;
  said.focus();
});
document.addEventListener("input", (event) => {
  const form = /** @type {HTMLElement} */ (event.target).closest("form");
  if (form?.dataset.stuur) workBegan();
  if (form?.id === "voorstel-formulier") document.getElementById("voorbeeld")?.replaceChildren();
});

/** A folded text opens in place; focus goes in. @param {HTMLElement} button @param {string} path */
async function show(button, path) {
  const target = /** @type {HTMLElement} */ (document.getElementById(String(button.getAttribute("aria-controls"))));
  await load(target, path);
  target.hidden = false;
  button.hidden = true;
  button.setAttribute("aria-expanded", "true");
  /** @type {HTMLElement | null} */ (target.querySelector("[data-verberg]"))?.focus();
}

/** @param {HTMLElement} button */
function hide(button) {
  const target = /** @type {HTMLElement} */ (button.closest("[id^='tekst-']"));
  const opener = /** @type {HTMLElement} */ (document.querySelector(`[aria-controls="${target.id}"]`));
  target.replaceChildren();
  target.hidden = true;
  opener.hidden = false;
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
}

/** Fetched with the token, and handed over as a file: never shown in the page.
 * @param {HTMLElement} button @param {string} path */
async function save(button, path) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    const answer = await patiently(call(path));
    if (!answer.ok) throw new Error((await answer.json()).detail);
    hand(await answer.blob(), String(button.dataset.naam));
    said(button, "");
  } catch (error) {
    said(button, error instanceof TypeError || !(/** @type {Error} */ (error).message) ? GONE : /** @type {Error} */ (error).message);
  }
  button.removeAttribute("aria-disabled");
}

/** @param {Blob} content @param {string} name */
function hand(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {HTMLElement} button @param {string} words */
function said(button, words) {
  const row = /** @type {HTMLElement} */ (button.closest("[data-rij]"));
  const line = row.querySelector("[role='alert']") ?? row.appendChild(document.createElement("p"));
  line.setAttribute("role", "alert");
  line.className = "fout";
  line.textContent = words;
}

/** @param {HTMLElement} button @param {string} path */
async function more(button, path) {
  const target = /** @type {HTMLElement} */ (button.closest("#meer-zaken"));
  target.removeAttribute("id");
  await load(target, path);
  focusHeading(target);
}

/** @param {string} selector */
function unfold(selector) {
  const fold = /** @type {HTMLDetailsElement} */ (document.querySelector(selector));
  fold.open = true;
  /** @type {HTMLElement | null} */ (fold.querySelector("summary"))?.focus();
}

/** Somebody else was first: what was typed is sent again, on top of the case as it is now.
 * @param {HTMLElement} button @param {string} version */
function buildOn(button, version) {
  const form = /** @type {HTMLFormElement} */ (button.closest("form"));
  const [path] = String(form.dataset.stuur).split("?");
  form.dataset.versie = version;
  form.dataset.stuur = `${path}?gelezen=${encodeURIComponent(String(button.dataset.gelezen))}`;
}
