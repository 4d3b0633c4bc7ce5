// What was filled in: as the service wants it, as sentences to check, and what still stands in the way.

import { anything, ready } from "./bestanden.js";
import { stepsNow } from "./orde.js";
import { value as text } from "./velden.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("melden"));
const NOTHING = "Vertel kort wat er gebeurde, of voeg bewijs toe. Eén van de twee is genoeg.";
const WHO = "Voor wie meldt u? Schrijf de naam op, of kies “Voor mijzelf”.";
const AHEAD = "Deze dag is nog niet geweest. Wanneer gebeurde het?";

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
    agressor: agressor(),
    ontvanger: text("ontvanger"),
    namens: namens(),
  });
}

/** Without what was left empty. @param {Record<string, any>} values */
function filled(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && !(Array.isArray(value) && !value.length)));
}

/** Day and time in the time of this device. When only the day is known: noon, or midnight as long as noon is ahead;
 * never "now", or the same words sent twice would differ. @returns {Date | null} */
function when() {
  if (!text("dag")) return null;
  const moment = new Date(`${text("dag")}T${text("tijd") || "12:00"}`);
  if (!text("tijd") && moment > new Date() && isToday(moment)) moment.setHours(0);
  return moment;
}

/** @param {Date} moment */
function isToday(moment) {
  return moment.toDateString() === new Date().toDateString();
}

function steps() {
  return stepsNow().map(({ stap, dag, tijd }) => ({ stap, tijd: new Date(`${dag} ${tijd}`).toISOString() }));
}

/** Who did it; the account only of a politieke ambtsdrager who was picked. */
function agressor() {
  const hoedanigheid = text("agressor.hoedanigheid");
  const oid = hoedanigheid === "ambtsdrager" ? text("agressor.oid") : "";
  const naam = text("agressor.naam") || (oid ? picked("agressor.oid").naam : "");
  return filled({ hoedanigheid, naam, email: text("agressor.email"), oid });
}

/** Whom it is about, when somebody reports for another: picked from the organisation, or told in words. */
function namens() {
  const oid = text("namens.oid");
  if (!oid) return "";
  if (oid !== "anders") return { oid, ...picked("namens.oid") };
  return filled({ naam: text("namens.naam"), functie: text("namens.functie"), email: text("namens.email") });
}

/** @param {string} name of a list of people @returns {{ naam: string, functie: string }} */
function picked(name) {
  const option = /** @type {HTMLSelectElement} */ (form.elements.namedItem(name)).selectedOptions[0];
  return { naam: String(option.dataset.naam), functie: String(option.dataset.functie) };
}

/** Field and sentence of each thing that is needed. @param {boolean} order @returns {{ veld: string, zin: string }[]} */
export function needed(order) {
  if (order) return text("orde_tekst") ? [] : [{ veld: "orde-tekst", zin: NOTHING }];
  const found = [];
  if (!text("gebeurtenis") && !ready().length) found.push({ veld: anything() ? "bestanden-fout" : "gebeurtenis", zin: NOTHING });
  const moment = when();
  if (moment && moment.getTime() > Date.now() + 300_000) found.push({ veld: "dag", zin: AHEAD });
  if (text("namens.oid") === "anders" && !text("namens.naam")) found.push({ veld: "namens-naam", zin: WHO });
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
  const other = namens();
  say("zin-namens", other ? `U meldt voor ${other.naam || "iemand anders"}.` : "");
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
