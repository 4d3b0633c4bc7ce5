// A form with data-zoek asks for the part again with what was chosen; the choice stays out of the address bar.

import { focusHeading, load } from "./deel.js";

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.dataset.zoek) return;
  event.preventDefault();
  void ask(form);
});

/** @param {HTMLFormElement} form */
async function ask(form) {
  const place = /** @type {HTMLElement} */ (form.closest("[data-deel]"));
  const chosen = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  await load(place, `${form.dataset.zoek}?${chosen}`);
  focusHeading(place);
}
