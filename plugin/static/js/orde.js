// The steps of who leads a disturbed meeting: each with the time it happened.

const rows = /** @type {HTMLElement} */ (document.getElementById("orde-rijen"));

/** What was done, on which day and at what time. @typedef {{ stap: string, dag: string, tijd: string }} Ordestap */

/** @returns {Ordestap[]} */
export function stepsNow() {
  return [...rows.children].map((row) => {
    const { stap, dag } = /** @type {HTMLElement} */ (row).dataset;
    return { stap: String(stap), dag: String(dag), tijd: /** @type {HTMLInputElement} */ (row.querySelector("input")).value };
  });
}

/** Now. @param {string} step */
export function addOrderStep(step) {
  const now = new Date();
  putOrderStep({ stap: step, dag: now.toDateString(), tijd: now.toTimeString().slice(0, 5) });
}

/** @param {Ordestap} given */
export function putOrderStep({ stap: step, dag, tijd }) {
  const words = String(document.querySelector(`[data-orde="${step}"]`)?.textContent);
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("rij-ordestap"));
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const label = /** @type {HTMLLabelElement} */ (row.querySelector("label"));
  const time = /** @type {HTMLInputElement} */ (row.querySelector("input"));
  const away = /** @type {HTMLElement} */ (row.querySelector(".weg"));
  Object.assign(row.dataset, { stap: step, dag });
  /** @type {HTMLElement} */ (row.querySelector(".tekst")).textContent = words;
  time.id = `orde-${rows.childElementCount}-${Date.now()}`;
  time.value = tijd;
  label.htmlFor = time.id;
  label.textContent = `Tijd van ${words.toLowerCase()}`;
  /** @type {HTMLElement} */ (away.querySelector("span")).textContent = `Haal ${words.toLowerCase()} weg`;
  away.onclick = () => remove(row);
  rows.append(row);
  rows.hidden = false;
}

/** @param {HTMLElement} row */
function remove(row) {
  row.remove();
  rows.hidden = !rows.childElementCount;
  /** @type {HTMLElement | null} */ (document.querySelector("[data-orde]"))?.focus();
}
