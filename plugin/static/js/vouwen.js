// What stands folded opens in place when asked: a text, or a picture that is drawn anew. Nothing of it is in the page before.

import { load, patiently } from "./deel.js";
import { call } from "./request.js";

const MOST_PIXELS = 40_000_000;
const WIDEST = 1600; // px: a picture on the page needs no more
const UNSEEN = "Wij kunnen deze afbeelding hier niet laten zien. Download het origineel.";

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (!button) return;
  const { toon, beeld, open } = button.dataset;
  if (toon) void show(button, (target) => load(target, toon));
  if (beeld) void show(button, (target) => draw(target, beeld));
  if (open) unfold(open);
  if (button.dataset.verberg !== undefined) hide(button);
});

/** Focus goes in. @param {HTMLElement} button @param {(target: HTMLElement) => Promise<unknown>} fill */
async function show(button, fill) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  const target = /** @type {HTMLElement} */ (document.getElementById(String(button.getAttribute("aria-controls"))));
  await fill(target);
  button.removeAttribute("aria-disabled");
  target.hidden = false;
  const inside = /** @type {HTMLElement | null} */ (target.querySelector("[data-verberg]"));
  if (!inside) return;
  button.hidden = true;
  button.setAttribute("aria-expanded", "true");
  inside.focus();
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

/** The pixels alone reach the page: the file itself, with all that it carries along, does not.
 * @param {HTMLElement} target @param {string} path */
async function draw(target, path) {
  try {
    const answer = await patiently(call(path));
    if (!answer.ok) throw new Error("not there");
    target.replaceChildren(hider(), await picture(await answer.blob(), String(target.dataset.naam)));
  } catch {
    const said = document.createElement("p");
    said.className = "fout";
    said.setAttribute("role", "alert");
    said.textContent = UNSEEN;
    target.replaceChildren(said);
  }
}

/** @param {Blob} file @param {string} name */
async function picture(file, name) {
  const bitmap = await createImageBitmap(new Blob([file]));
  if (bitmap.width * bitmap.height > MOST_PIXELS) throw new Error("too large");
  const scale = Math.min(1, WIDEST / bitmap.width);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  canvas.className = "beeld";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${name}, zoals de melder die stuurde`);
  return canvas;
}

function hider() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "knop tekst";
  button.dataset.verberg = "";
  button.textContent = "Verberg de afbeelding";
  const line = document.createElement("p");
  line.append(button);
  return line;
}

/** @param {string} selector */
function unfold(selector) {
  const fold = /** @type {HTMLDetailsElement} */ (document.querySelector(selector));
  fold.open = true;
  /** @type {HTMLElement | null} */ (fold.querySelector("summary"))?.focus();
}
