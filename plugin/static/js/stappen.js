// One question at a time: which step is in view, with the focus on its heading.

const form = /** @type {HTMLFormElement} */ (document.getElementById("melden"));

export let step = "start";
/** How often another step came into view. */
export let turns = 0;

/** @type {(name: string) => void} */
let listening = () => {};

/** Tell now and later which step is in view. @param {(name: string) => void} listener */
export function onStep(listener) {
  listening = listener;
  listener(step);
}

/** @param {string} name */
export function show(name) {
  for (const section of document.querySelectorAll("[id^=stap-]")) /** @type {HTMLElement} */ (section).hidden = section.id !== `stap-${name}`;
  form.hidden = name === "versturen" || name === "klaar";
  step = name;
  turns += 1;
  listening(name);
  window.scrollTo(0, 0);
  /** @type {HTMLElement | null} */ (document.querySelector(`#stap-${name} h1`))?.focus();
}
