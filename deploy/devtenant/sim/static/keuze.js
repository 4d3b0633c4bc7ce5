// Which mails are chosen: one that is read, or several at once in the order in which they were chosen.

/** @typedef {import("./methods.js").Mail} Mail */

/** @param {Mail[]} mails @param {(chosen: Mail[]) => void} changed */
export function choice(mails, changed) {
  /** @type {Mail[]} */
  let chosen = [];
  /** @param {string} key @param {boolean} beside keep the others */
  function choose(key, beside) {
    const mail = mails.filter(({ sleutel }) => sleutel === key);
    if (!beside) chosen = mail;
    else if (chosen.some(({ sleutel }) => sleutel === key)) chosen = chosen.filter(({ sleutel }) => sleutel !== key);
    else chosen = [...chosen, ...mail];
    changed(chosen);
  }
  return { choose, all: () => chosen, one: () => (chosen.length === 1 ? chosen[0] : null) };
}

/** Say in the list which mails are chosen. @param {Mail[]} chosen */
export function mark(chosen) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-sleutel]"))) {
    const mine = chosen.some(({ sleutel }) => sleutel === button.dataset.sleutel);
    button.toggleAttribute("aria-current", mine);
    if (mine) button.setAttribute("aria-current", "true");
  }
}
