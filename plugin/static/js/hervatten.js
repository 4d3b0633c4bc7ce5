// Somebody had begun before: go on where it stopped, or begin anew. What is typed meanwhile stays, and is kept once that is said.

import { anything } from "./bestanden.js";
import { NOT_YET, begun, forget, hold, release, touched, useKey } from "./concept.js";
import { load } from "./deel.js";
import { inTime } from "./host.js";
import { putOrderStep } from "./orde.js";
import { takeAgain } from "./postvak.js";
import { show, step } from "./stappen.js";
import { fieldsNow, fillFields } from "./velden.js";

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const AGAIN = 5000; // ms until the next try; longer as it goes on
const MOST_PATIENT = 12; // times as long
const SLOW = 15_000; // ms
const SETTLE = 600; // ms in which a tap was meant for what stood there before
const FROM_MAIL = ["kanaal", "dag", "tijd"]; // may have been filled in by the page itself
const TEXTS = ["gebeurtenis", "reactie", "contactverloop", "orde_tekst"];
const CHOOSE = "Nog niet bewaard. Kies eerst: ga verder of begin opnieuw.";

/** As the form came: what differs from it was filled in here. */
const blank = fieldsNow();

/** Who reads it, who works here, and whether something was begun: the words that are for this person alone.
 * @param {number} [turn] how often it was tried */
export async function knowThisPerson(turn = 1) {
  if (step === "klaar") return;
  const [first, ...others] = document.querySelectorAll("[data-lezers]");
  if (!(await inTime(load(first, "/deel/meld"), SLOW).catch(() => false))) {
    hold(NOT_YET);
    setTimeout(() => knowThisPerson(turn + 1), AGAIN * Math.min(turn, MOST_PATIENT));
    return;
  }
  const own = /** @type {HTMLTemplateElement} */ (first.querySelector("template"));
  own.remove();
  for (const place of others) place.replaceChildren(...[...first.childNodes].map((node) => node.cloneNode(true)));
  at("rij-orde").hidden = own.dataset.leidt === undefined;
  offerPeople(own.content);
  if (own.dataset.begonnen) offer(own.dataset.begonnen);
  else release();
}

/** @param {DocumentFragment} people */
function offerPeople(people) {
  const myself = /** @type {HTMLElement} */ (at("namens").firstElementChild);
  myself.dataset.lezersZin = String(document.querySelector("[data-lezers] p")?.textContent);
  at("namens").append(people.cloneNode(true));
  at("agressor-wie").append(...[...people.querySelectorAll("[data-politiek]")].map((one) => one.cloneNode(true)));
}

/** Who went on already finds it above the step they are in. @param {string} since */
function offer(since) {
  hold(CHOOSE);
  if (step !== "start") at("melden").prepend(at("begonnen"));
  at("begonnen-op").textContent = since;
  at("begonnen").hidden = false;
  at("keuzes").hidden = true;
  at("verder-gaan").onclick = goOn;
  at("begin-opnieuw").onclick = beginAnew;
  settle(/** @type {HTMLButtonElement[]} */ ([at("verder-gaan"), at("begin-opnieuw")]));
  if (step === "start") at("begonnen").focus();
}

/** @param {HTMLButtonElement[]} buttons */
function settle(buttons) {
  for (const button of buttons) button.disabled = true;
  setTimeout(() => buttons.forEach((button) => (button.disabled = false)), SETTLE);
}

async function goOn() {
  const kept = await begun();
  at("begonnen-weg").hidden = Boolean(kept);
  if (!kept || at("begonnen").hidden) return;
  const { stap = "wat", sleutel, velden, orde = [], mails = [], bestanden = [] } = kept;
  if (sleutel) useKey(sleutel);
  if (velden) fillFields(withMine(velden));
  orde.forEach(putOrderStep);
  decided();
  release();
  takeAgain(mails);
  askAgain(bestanden, mails.length > 0);
  show(stap);
  touched();
}

/** What was filled in here before one went on counts; texts stand below each other. @param {Record<string, string[]>} kept */
function withMine(kept) {
  const [mine, all] = [fieldsNow(), { ...kept }];
  for (const name of Object.keys({ ...blank, ...mine })) {
    const [values, before] = [mine[name] ?? [], (kept[name] ?? []).filter(Boolean)];
    if (String(values) === String(blank[name] ?? "") || (FROM_MAIL.includes(name) && before.length)) continue;
    const both = [...before, ...values].filter(Boolean);
    all[name] = TEXTS.includes(name) ? [both.join("\n\n")] : name === "aard" ? both : values;
  }
  return all;
}

/** Files were never kept before sending. @param {string[]} names @param {boolean} withMail */
function askAgain(names, withMail) {
  at("opnieuw").hidden = !names.length;
  at("opnieuw-zin").textContent = `Kies uw bestanden opnieuw: ${names.join(", ")}.${withMail ? " De mail halen wij zelf weer op." : ""}`;
}

async function beginAnew() {
  decided();
  show(step === "start" && anything() ? "wat" : step);
  await forget();
  release();
}

function decided() {
  at("begonnen").hidden = true;
  at("keuzes").hidden = false;
}
