// A measure is chosen, then filled in: each choice brings its own form. A changed form takes its preview away.

import { focusHeading, load } from "./deel.js";

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (button?.dataset.kies) void choose(button.dataset.kies);
});
document.addEventListener("input", (event) => {
  const form = /** @type {HTMLElement} */ (event.target).closest("form");
  if (form?.id === "voorstel-formulier") document.getElementById("voorbeeld")?.replaceChildren();
});

/** @param {string} path */
async function choose(path) {
  const target = /** @type {HTMLElement} */ (document.getElementById("voorstel"));
  await load(target, path);
  target.hidden = false;
  focusHeading(target);
}
