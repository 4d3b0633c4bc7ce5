// One question at a time: which step is in view, with the focus on its heading.

import { summarise } from "./melding.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("melden"));

export let step = "start";

/** @param {string} name */
export function show(name) {
  if (name === "klopt") summarise();
  for (const section of document.querySelectorAll("[id^=stap-]")) /** @type {HTMLElement} */ (section).hidden = section.id !== `stap-${name}`;
  form.hidden = name === "versturen" || name === "klaar";
  step = name;
  window.scrollTo(0, 0);
  /** @type {HTMLElement | null} */ (document.querySelector(`#stap-${name} h1`))?.focus();
}
