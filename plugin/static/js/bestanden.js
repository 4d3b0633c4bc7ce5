// The evidence that goes along: at most ten files, each with its state in words.

import { draw } from "./bestandrij.js";

const MB = 1024 * 1024;
const MOST_EACH = 25 * MB, MOST_ALL = 60 * MB, MOST = 10;
// By name, or by what the device calls it; in the end the service looks at the content.
const KINDS = /** @type {[string, RegExp][]} */ ([
  ["mail", /\.(eml|msg)$|^message\/rfc822$/i],
  ["beeld", /\.(png|jpe?g|jfif|webp|gif|hei[cf])$|^image\/(png|jpeg|webp|gif|hei[cf])/i],
  ["bijlage", /\.(pdf|mp3|m4a|wav|mp4|m4v|mov)$|^(application\/pdf$|audio\/|video\/)/i],
]);
const SAID = {
  groot: "Dit bestand is groter dan 25 MB. Kies een kleiner bestand.",
  leeg: "Dit bestand is leeg. Kies het opnieuw.",
  soort: "Dit soort bestand kunnen wij niet lezen. Dit kan wel: mail, foto, PDF, geluid, video.",
};
const REST = " De rest gaat gewoon mee.";

/** `bron`: the mail in Outlook it comes from. @typedef {{ naam: string, soort: string, inhoud: Blob | null, stand: string,
 *  kleur: string, fout: boolean, id: string, bron?: string }} Bestand */

/** @type {Bestand[]} */
const files = [];
const wrong = /** @type {HTMLElement} */ (document.getElementById("bestanden-fout"));
// A page may say in its own words what to do with the rest.
const FULL = wrong.dataset.vol ?? "Er passen 10 bestanden in. De rest voegt u na het versturen toe.";
const TOO_MUCH = wrong.dataset.samen ?? "Samen is dit meer dan 60 MB. Haal er een weg; u kunt hem na het versturen toevoegen.";
/** @type {() => void} */
let changed = () => {};
/** @type {() => void} */
let settled = () => {};

/** @param {() => void} listener told after every change */
export function onChange(listener) {
  changed = listener;
}

/** What can be sent. @returns {Bestand[]} */
export function ready() {
  return files.filter((file) => file.inhoud && !file.fout);
}

export function total() {
  return ready().reduce((sum, file) => sum + (file.inhoud?.size ?? 0), 0);
}

/** The mails that Outlook gives. @returns {{ id: string, naam: string }[]} */
export function outlookMails() {
  return files.flatMap(({ bron, naam }) => (bron ? [{ id: bron, naam }] : []));
}

/** The names of what a person chose by hand. @returns {string[]} */
export function namesNow() {
  return files.filter(({ bron, fout }) => !bron && !fout).map(({ naam }) => naam);
}

export function anything() {
  return files.length > 0;
}

/** Wait until each mail is read, or cannot be. @param {() => void} waits called when that is not so yet
 * @returns {Promise<boolean>} whether what was waited for can go along */
export async function allRead(waits) {
  const unread = () => files.filter((file) => !file.inhoud && !file.fout);
  const awaited = new Set(unread());
  if (awaited.size) waits();
  while (unread().length) {
    await new Promise((done) => (settled = () => done(undefined)));
    for (const file of unread()) awaited.add(file);
  }
  return !files.some((file) => file.fout && awaited.has(file));
}

/** What stands in the way of sending; "" when nothing does. */
export function obstacle() {
  return total() > MOST_ALL ? TOO_MUCH : "";
}

/** @param {Iterable<File>} chosen */
export function add(chosen) {
  wrong.textContent = "";
  for (const file of chosen) {
    if (files.length >= MOST) {
      wrong.textContent = FULL;
      break;
    }
    const soort = KINDS.find(([, known]) => known.test(file.name) || known.test(file.type))?.[0] ?? "";
    const problem = !soort ? SAID.soort : !file.size ? SAID.leeg : file.size > MOST_EACH ? SAID.groot : "";
    // The file name of a mail is often its subject: that stays folded.
    const naam = soort === "mail" ? "Mail uit een bestand" : file.name;
    const row = { naam, soort: soort || "bijlage", inhoud: file, id: crypto.randomUUID(), ...stateOf(file.size, problem) };
    files.push(row);
  }
  show();
}

/** Room for a mail that is being read. @param {string} naam @param {string} bron @returns {Bestand | null} */
export function expect(naam, bron) {
  if (files.length >= MOST) {
    wrong.textContent = FULL;
    return null;
  }
  const row = { naam, bron, soort: "mail", inhoud: null, id: crypto.randomUUID(), stand: "Wordt gelezen", kleur: "", fout: false };
  files.push(row);
  show();
  return row;
}

/** @param {Bestand} row @param {Blob} inhoud @param {boolean} original @param {string} naam */
export function received(row, inhoud, original, naam) {
  const state = stateOf(inhoud.size, inhoud.size > MOST_EACH ? SAID.groot : "");
  if (!state.fout && original) state.stand = "Klaar: het origineel";
  if (!state.fout && !original) Object.assign(state, { stand: "Niet het origineel. Sleep de mail hierheen, dan wel.", kleur: "wacht" });
  Object.assign(row, { naam, inhoud, ...state });
  show();
}

/** @param {Bestand} row @param {string} why */
export function failed(row, why) {
  Object.assign(row, { stand: why, kleur: "let", fout: true });
  show();
}

/** What the service says about files, by their place among those sent. @param {{ index: number, reden: string }[]} told */
export function refused(told) {
  const sent = ready();
  for (const { index, reden } of told) if (sent[index]) Object.assign(sent[index], stateOf(0, reden));
  show();
}

/** While sending: how many bytes have gone. @param {number} gone */
export function sending(gone) {
  let before = 0;
  for (const file of ready()) {
    const size = file.inhoud?.size ?? 0;
    if (gone >= before + size) Object.assign(file, { stand: "Verstuurd", kleur: "goed" });
    else if (gone >= before) Object.assign(file, { stand: "Bezig", kleur: "" });
    before += size;
  }
  show();
}

/** After a stop everything waits again. */
export function waiting() {
  for (const file of ready()) Object.assign(file, stateOf(file.inhoud?.size ?? 0, ""));
  show();
}

/** What was sent is not offered again; what could not go along keeps its reason. */
export function forgetSent() {
  for (const file of ready()) files.splice(files.indexOf(file), 1);
  show();
}

/** @param {number} size @param {string} problem */
function stateOf(size, problem) {
  if (problem) return { stand: problem.replace(/\.?$/, ".") + REST, kleur: "let", fout: true };
  return { stand: `Klaar: ${amount(size)}`, kleur: "goed", fout: false };
}

/** '48 kB' or '4,8 MB' @param {number} size */
export function amount(size) {
  if (size < 1e6) return `${Math.max(1, Math.round(size / 1000))} kB`;
  return `${(size / 1e6).toFixed(1).replace(".", ",")} MB`;
}

function show() {
  for (const list of document.querySelectorAll("[data-bestanden]")) draw(/** @type {HTMLElement} */ (list), files, remove);
  changed();
  settled();
}

/** @param {Bestand} file @param {HTMLElement} row */
function remove(file, row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  files.splice(files.indexOf(file), 1);
  wrong.textContent = "";
  show();
  const target = next?.querySelector("button") ?? wrong.closest(".kaart")?.querySelector('[data-kies="bestand"]');
  /** @type {HTMLElement | null} */ (target)?.focus();
}
