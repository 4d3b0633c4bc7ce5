// Somebody had begun before: go on where it stopped, or begin anew. Until that is said nothing else can be begun.

import { begun, forget, touched } from "./concept.js";
import { load } from "./deel.js";
import { putOrderStep } from "./orde.js";
import { takeAgain } from "./postvak.js";
import { show } from "./stappen.js";
import { fillFields } from "./velden.js";
import { useKey } from "./versturen.js";

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Who reads it, who works here, and whether something was begun: the words that are for this person alone.
 * @returns {Promise<boolean>} whether a choice is needed first */
export async function knowThisPerson() {
  const [first, ...others] = document.querySelectorAll("[data-lezers]");
  if (!(await load(first, "/deel/meld"))) return false;
  const own = /** @type {HTMLTemplateElement} */ (first.querySelector("template"));
  own.remove();
  for (const place of others) place.replaceChildren(...[...first.childNodes].map((node) => node.cloneNode(true)));
  at("rij-orde").hidden = own.dataset.leidt === undefined;
  offerPeople(own.content);
  if (own.dataset.begonnen) offer(own.dataset.begonnen);
  return Boolean(own.dataset.begonnen);
}

/** @param {DocumentFragment} people */
function offerPeople(people) {
  const myself = /** @type {HTMLElement} */ (at("namens").firstElementChild);
  myself.dataset.lezersZin = String(document.querySelector("[data-lezers] p")?.textContent);
  at("namens").append(people.cloneNode(true));
  at("agressor-wie").append(...[...people.querySelectorAll("[data-politiek]")].map((one) => one.cloneNode(true)));
}

/** @param {string} since */
function offer(since) {
  at("begonnen-op").textContent = since;
  at("begonnen").hidden = false;
  at("keuzes").hidden = true;
  at("verder-gaan").onclick = goOn;
  at("begin-opnieuw").onclick = beginAnew;
  at("begonnen").focus();
}

async function goOn() {
  const kept = await begun();
  at("begonnen-weg").hidden = Boolean(kept);
  if (!kept || at("begonnen").hidden) return;
  const { stap = "wat", sleutel, velden, orde = [], mails = [], bestanden = [] } = kept;
  if (sleutel) useKey(sleutel);
  if (velden) fillFields(velden);
  orde.forEach(putOrderStep);
  decided();
  takeAgain(mails);
  askAgain(bestanden, mails.length > 0);
  show(stap);
  touched();
}

/** Files were never kept before sending. @param {string[]} names @param {boolean} withMail */
function askAgain(names, withMail) {
  at("opnieuw").hidden = !names.length;
  at("opnieuw-zin").textContent = `Kies uw bestanden opnieuw: ${names.join(", ")}.${withMail ? " De mail halen wij zelf weer op." : ""}`;
}

async function beginAnew() {
  decided();
  /** @type {HTMLElement | null} */ (document.querySelector("#stap-start h1"))?.focus();
  await forget();
}

function decided() {
  at("begonnen").hidden = true;
  at("keuzes").hidden = false;
}
