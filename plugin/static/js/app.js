// A page that is a shell: fetch its part, and send what is filled in there.

import { focusHeading, insert, listen, load } from "./deel.js";

const place = document.querySelector("[data-deel]");

listen();
if (place instanceof HTMLElement) void load(place, String(place.dataset.deel));

// Changed meanwhile: show what it is now, and say so there. Words that were typed are in the form and stay: a page
// with fields marks it data-houd.
document.addEventListener("geweigerd", async (event) => {
  const { status, html } = /** @type {CustomEvent} */ (event).detail;
  const form = /** @type {HTMLElement} */ (event.target);
  if (status !== 409 || form.dataset.houd !== undefined || !(place instanceof HTMLElement)) return;
  if (!(await load(place, String(place.dataset.deel)))) return;
  const said = document.createElement("div");
  insert(said, html);
  place.prepend(said);
  focusHeading(place);
});
