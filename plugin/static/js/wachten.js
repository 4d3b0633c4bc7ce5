// A draft that is being made is awaited: the page asks now and then, and never throws typed words away.

import { insert } from "./deel.js";
import { call } from "./request.js";

const PAUSES = [1, 1, 2, 3, 5, 8, 15, 30]; // seconds between two looks

/** @param {HTMLElement} place */
export function awaitDrafts(place) {
  let waiting = false;
  new MutationObserver(async () => {
    const busy = /** @type {HTMLElement | null} */ (place.querySelector("[data-bezig]"));
    if (!busy || waiting) return;
    waiting = true;
    await untilDone(place, String(busy.dataset.bezig));
    waiting = false;
  }).observe(place, { childList: true });
}

/** @param {HTMLElement} place @param {string} path */
async function untilDone(place, path) {
  for (let turn = 0; place.querySelector("[data-bezig]"); turn++) {
    await new Promise((done) => setTimeout(done, PAUSES[Math.min(turn, PAUSES.length - 1)] * 1000));
    const answer = await call(path).catch(() => null);
    if (!answer?.ok) continue;
    const fresh = document.createElement("div");
    insert(fresh, await answer.text());
    if (!fresh.querySelector("[data-bezig]")) show(place, fresh);
  }
}

/** @param {HTMLElement} place @param {HTMLElement} fresh */
function show(place, fresh) {
  const focused = document.activeElement?.id;
  const open = [...place.querySelectorAll("details[open]")].map((fold) => fold.id);
  if (hasWords(place)) for (const card of fresh.querySelectorAll("article[id]")) document.getElementById(card.id)?.replaceWith(card);
  else place.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus();
  const said = document.getElementById("wachten");
  if (said) said.textContent = "De stand van het concept is bijgewerkt.";
}

/** @param {HTMLElement} place */
function hasWords(place) {
  return [...place.querySelectorAll("textarea, input:not([type='hidden']):not([type='radio'])")].some((field) => {
    const { value, defaultValue } = /** @type {HTMLInputElement} */ (field);
    return value !== defaultValue;
  });
}
