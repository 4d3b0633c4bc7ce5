// What is still needed: one thing is said beside its field, more things as a list that leads there.

import { show, step as shown } from "./stappen.js";

/** @typedef {{ veld: string, zin: string }} Nodig */

/** @param {Nodig[]} found @param {string} step the step from which one sends */
export function complain(found, step) {
  for (const old of document.querySelectorAll(".samenvatting")) /** @type {HTMLElement} */ (old).hidden = true;
  for (const old of document.querySelectorAll(".mis")) clear(/** @type {HTMLElement} */ (old));
  /** @type {HTMLElement} */ (document.getElementById("bestanden-fout")).textContent = "";
  for (const one of found) mark(one);
  if (found.length === 1) return goTo(found[0].veld);
  if (found.length) list(step, "Er is nog iets nodig", found.map(line));
}

/** The service says no to the whole. @param {string} sentence @param {string} step */
export function refuse(sentence, step) {
  const item = document.createElement("li");
  item.textContent = sentence;
  list(step, "Versturen lukt nu niet", [item]);
}

/** @param {string} step @param {string} heading @param {HTMLElement[]} lines */
function list(step, heading, lines) {
  const summary = /** @type {HTMLElement} */ (document.querySelector(`#stap-${step} .samenvatting`));
  /** @type {HTMLElement} */ (summary.querySelector("strong")).textContent = heading;
  summary.querySelector("ul")?.replaceChildren(...lines);
  summary.hidden = false;
  summary.focus();
}

/** @param {Nodig} one */
function line({ veld, zin }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#${veld}`;
  link.textContent = zin;
  link.onclick = (event) => (event.preventDefault(), goTo(veld));
  item.append(link);
  return item;
}

/** Beside the field itself, tied to it. @param {Nodig} one */
function mark({ veld, zin }) {
  const field = /** @type {HTMLElement} */ (document.getElementById(veld));
  const place = field.closest(".veld");
  if (!place) return void (field.textContent = zin);
  const said = document.createElement("p");
  said.id = `${veld}-fout`;
  said.className = "fout";
  said.textContent = zin;
  place.classList.add("mis");
  place.append(said);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", said.id);
}

/** @param {HTMLElement} place */
function clear(place) {
  place.classList.remove("mis");
  place.querySelector(".fout")?.remove();
  const field = place.querySelector("[aria-invalid]");
  field?.removeAttribute("aria-invalid");
  field?.removeAttribute("aria-describedby");
}

/** @param {string} id */
export function goTo(id) {
  const field = /** @type {HTMLElement} */ (document.getElementById(id));
  const step = field.closest("[id^=stap-]")?.id.slice(5);
  if (step && step !== shown) show(step);
  const fold = field.closest("details");
  if (fold) fold.open = true;
  field.focus();
}
