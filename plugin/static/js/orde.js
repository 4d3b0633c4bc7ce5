// The steps of who leads a disturbed meeting: each with the time it happened.

const rows = /** @type {HTMLElement} */ (document.getElementById("orde-rijen"));

/** @param {string} step @param {string} words */
export function addOrderStep(step, words) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("rij-ordestap"));
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const label = /** @type {HTMLLabelElement} */ (row.querySelector("label"));
  const time = /** @type {HTMLInputElement} */ (row.querySelector("input"));
  const away = /** @type {HTMLElement} */ (row.querySelector(".weg"));
  row.dataset.stap = step;
  /** @type {HTMLElement} */ (row.querySelector(".tekst")).textContent = words;
  time.id = `orde-${rows.childElementCount}-${Date.now()}`;
  time.value = new Date().toTimeString().slice(0, 5);
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
