// What stands folded opens in place when asked: a text, or a picture that the service drew anew. Nothing of it is in the page before.

import { load, patiently } from "./deel.js";
import { call } from "./request.js";

const UNSEEN = "Wij kunnen deze afbeelding nu niet laten zien. Probeer het opnieuw, of download het origineel.";

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

/** The service's own copy of the picture; why there is none is said in its place.
 * @param {HTMLElement} target @param {string} path */
async function draw(target, path) {
  try {
    const answer = await patiently(call(path));
    if (!answer.ok) return refuse(target, (await answer.json()).detail);
    target.replaceChildren(hider(), await picture(await answer.blob(), String(target.dataset.naam)));
  } catch {
    refuse(target, UNSEEN);
  }
}

/** @param {Blob} file @param {string} name */
async function picture(file, name) {
  const image = new Image();
  image.className = "beeld";
  image.alt = `${name}, zoals de melder die stuurde`;
  image.src = URL.createObjectURL(file);
  await image.decode().finally(() => URL.revokeObjectURL(image.src));
  return image;
}

/** @param {HTMLElement} target @param {string} sentence */
function refuse(target, sentence) {
  const said = document.createElement("p");
  said.className = "fout";
  said.setAttribute("role", "alert");
  said.textContent = sentence;
  target.replaceChildren(said);
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
