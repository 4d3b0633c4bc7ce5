// What was filled in: as the service wants it, as sentences to check, and what still stands in the way.

import { anything, ready } from "./bestanden.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("melden"));
const NOTHING = "Vertel kort wat er gebeurde, of voeg bewijs toe. Eén van de twee is genoeg.";
const AHEAD = "Deze dag is nog niet geweest. Wanneer gebeurde het?";

/** @param {string} name */
function text(name) {
  return String(new FormData(form).get(name) ?? "").trim();
}

/** @param {string} name */
function chosen(name) {
  return new FormData(form).getAll(name).map(String);
}

/** A meeting that was disturbed is told on a page of its own. @param {boolean} order @returns {Record<string, any>} */
export function melding(order) {
  if (order) return filled({ route: "ordeverstoring", gebeurtenis: text("orde_tekst"), vergadering: text("vergadering"), orde: steps() });
  return filled({
    route: text("route"),
    gebeurtenis: text("gebeurtenis"),
    aard: chosen("aard"),
    wanneer: when()?.toISOString() ?? "",
    locatie: text("locatie"),
    kanaal: text("kanaal"),
    reactie: text("reactie"),
    contactverloop: text("contactverloop"),
    functiegebonden: text("functiegebonden"),
    wensen_zelf: chosen("wensen_zelf"),
    wensen_agressor: chosen("wensen_agressor"),
    agressor: filled({ hoedanigheid: text("agressor.hoedanigheid"), naam: text("agressor.naam"), email: text("agressor.email") }),
    ontvanger: text("ontvanger"),
    namens: text("namens.naam") ? filled({ naam: text("namens.naam"), functie: text("namens.functie"), email: text("namens.email") }) : "",
  });
}

/** Without what was left empty. @param {Record<string, any>} values */
function filled(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && !(Array.isArray(value) && !value.length)));
}

/** Day and time in the time of this device; noon, or now, when only the day is known. @returns {Date | null} */
function when() {
  if (!text("dag")) return null;
  const moment = new Date(`${text("dag")}T${text("tijd") || "12:00"}`);
  return !text("tijd") && moment > new Date() && isToday(moment) ? new Date() : moment;
}

/** @param {Date} moment */
function isToday(moment) {
  return moment.toDateString() === new Date().toDateString();
}

function steps() {
  return [...document.querySelectorAll("#orde-rijen li")].map((row) => {
    const time = /** @type {HTMLInputElement} */ (row.querySelector("input")).value;
    const moment = new Date(`${new Date().toDateString()} ${time}`);
    return { stap: /** @type {HTMLElement} */ (row).dataset.stap, tijd: moment.toISOString() };
  });
}

/** "Nog geen keuze" and "Niets" stand alone. @param {HTMLInputElement} field */
export function keepOneMind(field) {
  if (field.name !== "wensen_agressor" || !field.checked) return;
  const alone = ["nog_geen_keuze", "niets"];
  for (const other of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[name=wensen_agressor]")))
    if (other !== field && (alone.includes(other.value) || alone.includes(field.value))) other.checked = false;
}

/** Set what the mail itself tells, unless something was chosen already. @param {Date} sent */
export function startFromMail(sent) {
  const set = (/** @type {string} */ id, /** @type {string} */ value) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(id));
    if (!field.value) field.value = value;
  };
  const local = new Date(sent.getTime() - sent.getTimezoneOffset() * 60000).toISOString();
  set("kanaal", "email");
  set("dag", local.slice(0, 10));
  set("tijd", local.slice(11, 16));
}

/** Field and sentence of each thing that is needed. @param {boolean} order @returns {{ veld: string, zin: string }[]} */
export function needed(order) {
  if (order) return text("orde_tekst") ? [] : [{ veld: "orde-tekst", zin: NOTHING }];
  const found = [];
  if (!text("gebeurtenis") && !ready().length) found.push({ veld: anything() ? "bestanden-fout" : "gebeurtenis", zin: NOTHING });
  const moment = when();
  if (moment && moment.getTime() > Date.now() + 300_000) found.push({ veld: "dag", zin: AHEAD });
  for (const id of ["agressor-email", "namens-email"]) {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(id));
    if (!field.checkValidity()) found.push({ veld: id, zin: "Dit is geen e-mailadres. Kijk het na, of maak het veld leeg." });
  }
  return found;
}

/** The words beside what was chosen. @param {string} name */
function words(name) {
  return [...form.querySelectorAll(`[name="${name}"]:checked`)].map((input) => {
    const label = input.parentElement?.querySelector("strong, span");
    return String((label?.firstChild ?? label)?.textContent ?? "").trim();
  });
}

/** @param {string[]} list */
function listed(list) {
  const [first, ...rest] = list;
  return [first, ...rest.map((word) => word.toLowerCase())].join(", ");
}

/** Fill the cards of the last step. */
export function summarise() {
  const told = text("gebeurtenis");
  const count = told.split(/[.!?]+\s|\n+/).filter((part) => part.trim()).length;
  say("zin-aard", listed(words("aard")) || "U koos nog niets. Dat hoeft ook niet.");
  say("zin-tekst", told ? `Uw toelichting: ${count === 1 ? "1 zin" : `${count} zinnen`}` : "");
  say("zin-route", words("route")[0]);
  say("zin-zelf", words("wensen_zelf").length ? `Voor uzelf: ${words("wensen_zelf").join(", ").toLowerCase()}` : "");
  say("zin-ander", words("wensen_agressor").length ? `Naar de ander: ${words("wensen_agressor").join(", ").toLowerCase()}` : "");
}

/** @param {string} id @param {string} words */
function say(id, words) {
  const place = /** @type {HTMLElement} */ (document.getElementById(id));
  place.textContent = words;
  place.hidden = !words;
}
