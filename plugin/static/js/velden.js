// The fields of the form: what stands in them, how they come back, and which of them are asked at all.

const form = /** @type {HTMLFormElement} */ (document.getElementById("melden"));

/** @returns {Record<string, string[]>} */
export function fieldsNow() {
  const found = /** @type {Record<string, string[]>} */ ({});
  for (const [name, value] of new FormData(form)) (found[name] ??= []).push(String(value));
  return found;
}

/** @param {Record<string, string[]>} kept */
export function fillFields(kept) {
  for (const field of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
    if (!field.name) continue;
    const values = kept[field.name] ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  askWhatFits();
}

/** @param {string} name */
export function value(name) {
  return String(new FormData(form).get(name) ?? "").trim();
}

/** Questions that only some answers bring up. */
export function askWhatFits() {
  ask("prive-hint", value("functiegebonden") === "nee");
  ask("agressor-ambt", value("agressor.hoedanigheid") === "ambtsdrager");
  ask("namens-anders", value("namens.oid") === "anders");
  const whom = /** @type {HTMLSelectElement} */ (document.getElementById("namens")).selectedOptions[0];
  const readers = whom?.dataset.lezersZin;
  if (readers) for (const said of document.querySelectorAll("[data-lezers] p")) said.textContent = readers;
}

/** @param {string} id @param {boolean} wanted */
function ask(id, wanted) {
  /** @type {HTMLElement} */ (document.getElementById(id)).hidden = !wanted;
}

/** "Nog geen keuze" and "Niets" stand alone. @param {HTMLInputElement} field */
export function keepOneMind(field) {
  if (field.name !== "wensen_agressor" || !field.checked) return;
  const alone = ["nog_geen_keuze", "niets"];
  for (const other of /** @type {Iterable<HTMLInputElement>} */ (field.form?.querySelectorAll("[name=wensen_agressor]") ?? []))
    if (other !== field && (alone.includes(other.value) || alone.includes(field.value))) other.checked = false;
}

/** Set what the mail itself tells, unless something was chosen already. @param {Date} sent */
export function startFromMail(sent) {
  const set = (/** @type {string} */ id, /** @type {string} */ given) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(id));
    if (!field.value) field.value = given;
  };
  const local = new Date(sent.getTime() - sent.getTimezoneOffset() * 60000).toISOString();
  set("kanaal", "email");
  set("dag", local.slice(0, 10));
  set("tijd", local.slice(11, 16));
}
