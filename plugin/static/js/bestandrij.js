// The rows that show the evidence: icon, neutral name, state in words, and a button to take it away.

/** @typedef {import("./bestanden.js").Bestand} Bestand */

const MARKS = /** @type {Record<string, string>} */ ({ goed: "vink", let: "let", wacht: "info" });

/** Rows that stand already keep their place, and with it the focus.
 * @param {HTMLElement} list @param {Bestand[]} files @param {(file: Bestand, row: HTMLElement) => void} remove */
export function draw(list, files, remove) {
  const editable = !list.closest("#stap-versturen");
  for (const row of [...list.children]) if (!files.some((file) => file.id === /** @type {HTMLElement} */ (row).dataset.id)) row.remove();
  for (const file of files) {
    const known = [...list.children].find((row) => /** @type {HTMLElement} */ (row).dataset.id === file.id);
    const row = /** @type {HTMLElement} */ (known ?? list.appendChild(newRow(file, editable ? remove : null)));
    row.hidden = !editable && file.fout;
    setState(row, file);
  }
}

/** Icon, colour and words; read out only when the words change. @param {HTMLElement} row @param {Bestand} file */
function setState(row, file) {
  const state = /** @type {HTMLElement} */ (row.querySelector(".stand"));
  const [mark, words] = /** @type {HTMLElement[]} */ ([...state.children]);
  setName(row, file.naam);
  if (words.textContent === file.stand) return;
  state.className = `stand ${file.kleur}`;
  mark.replaceChildren(icon(MARKS[file.kleur] ?? "klok"));
  words.textContent = file.stand;
}

/** @param {HTMLElement} row @param {string} name */
function setName(row, name) {
  /** @type {HTMLElement} */ (row.querySelector(".naam")).textContent = name;
  const away = row.querySelector(".weg span");
  if (away) away.textContent = `Haal ${name} weg`;
}

/** @param {string} name */
function icon(name) {
  const icons = /** @type {HTMLTemplateElement} */ (document.getElementById("iconen"));
  return icons.content.querySelector(`[data-naam="${name}"]`)?.firstElementChild?.cloneNode(true) ?? "";
}

/** @param {Bestand} file @param {((file: Bestand, row: HTMLElement) => void) | null} remove null: it cannot go any more */
function newRow(file, remove) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("rij-bestand"));
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  row.dataset.id = file.id;
  row.querySelector("[data-icoon]")?.replaceWith(icon(file.soort));
  const away = /** @type {HTMLButtonElement} */ (row.querySelector(".weg"));
  if (remove) away.onclick = () => remove(file, row);
  else away.remove();
  return row;
}
