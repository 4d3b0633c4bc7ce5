// Items of damage: one row more, or the last one away again. Each row is a copy of the first, with its own number.

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  const list = /** @type {HTMLElement | null} */ (button?.closest("[data-posten]") ?? null);
  if (!button || !list) return;
  if (button.dataset.nogEenPost !== undefined) add(list);
  if (button.dataset.postWeg !== undefined) remove(list);
});

/** @param {HTMLElement} list */
function rows(list) {
  return /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-post]")]);
}

/** @param {HTMLElement} list */
function add(list) {
  const all = rows(list);
  const row = /** @type {HTMLElement} */ (all[0].cloneNode(true));
  const number = String(all.length);
  row.dataset.post = number;
  /** @type {HTMLElement} */ (row.querySelector("legend")).textContent = `Post ${all.length + 1}`;
  for (const field of row.querySelectorAll("input, select")) rename(/** @type {HTMLInputElement} */ (field), number);
  for (const label of row.querySelectorAll("label")) label.htmlFor = label.htmlFor.replace("-0-", `-${number}-`);
  all[all.length - 1].after(row);
  /** @type {HTMLElement | null} */ (row.querySelector("input"))?.focus();
  /** @type {HTMLElement} */ (list.querySelector("[data-post-weg]")).hidden = false;
}

/** @param {HTMLInputElement} field @param {string} number */
function rename(field, number) {
  field.id = field.id.replace("-0-", `-${number}-`);
  field.name = field.name.replace(".0.", `.${number}.`);
  if (field.tagName === "INPUT") field.value = "";
}

/** @param {HTMLElement} list */
function remove(list) {
  const all = rows(list);
  if (all.length < 2) return;
  all[all.length - 1].remove();
  const button = /** @type {HTMLElement} */ (list.querySelector("[data-post-weg]"));
  button.hidden = all.length === 2;
  /** @type {HTMLElement | null} */ (list.querySelector("[data-nog-een-post]"))?.focus();
}
