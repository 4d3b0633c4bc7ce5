// The receipt: help first, then what happens now.

import { written } from "./tijd.js";

/** @typedef {{ referentie: string, ontvangen_op: string, contact: { naam: string, functie: string, telefoon: string }, volgende_stappen: string[] }} Ontvangst */

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Ontvangst} receipt */
export function showReceipt({ referentie, ontvangen_op, contact, volgende_stappen }) {
  const call = /** @type {HTMLAnchorElement} */ (at("contact-bel"));
  at("contact-naam").textContent = `de ${contact.functie}`;
  call.href = `tel:${contact.telefoon.replace(/[^\d+]/g, "")}`;
  /** @type {HTMLElement} */ (call.querySelector("span")).textContent = `Bel ${contact.telefoon}`;
  const said = new Set([...at("al-gezegd").children].map((line) => line.textContent));
  at("stappen").replaceChildren(...volgende_stappen.filter((step) => !said.has(step)).map(line));
  at("kenmerk").textContent = referentie;
  at("ontvangen").textContent = written(new Date(ontvangen_op));
  /** @type {HTMLAnchorElement} */ (at("naar-mijn")).href = `/mijn/${encodeURIComponent(referentie)}`;
  at("afdrukken").onclick = () => window.print();
  at("nog-iets").onclick = () => location.reload();
}

// On paper nothing can be unfolded.
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("[data-afdrukken]")) /** @type {HTMLDetailsElement} */ (fold).open = true;
});

/** @param {string} words */
function line(words) {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}
