// Somebody had begun before: go on where it stopped, or begin anew. What is typed meanwhile stays, and is kept once that is said.

import { anything } from "./bestanden.js";
import { NOT_YET, begun, forget, hold, release, touched, useKey } from "./concept.js";
import { load } from "./deel.js";
import { putOrderStep } from "./orde.js";
import { takeAgain } from "./postvak.js";
import { show, step } from "./stappen.js";
import { fieldsNow, fillFields } from "./velden.js";

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const AGAIN = 5000; // ms
const CHOOSE = "Nog niet bewaard. Kies eerst: ga verder of begin opnieuw.";

/** Who reads it, who works here, and whether something was begun: the words that are for this person alone. */
export async function knowThisPerson() {
  const [first, ...others] = document.querySelectorAll("[data-lezers]");
  if (!(await load(first, "/deel/meld"))) {
    hold(NOT_YET);
    setTimeout(knowThisPerson, AGAIN);
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
  if (step === "start") at("begonnen").focus();
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
  takeAgain(mails);
  askAgain(bestanden, mails.length > 0);
  show(stap);
  touched();
}

/** What was typed or ticked here before one went on stands below it. @param {Record<string, string[]>} kept */
function withMine(kept) {
  const { gebeurtenis = [], aard = [] } = fieldsNow();
  const words = [...(kept.gebeurtenis ?? []), ...gebeurtenis].filter(Boolean);
  return { ...kept, gebeurtenis: [words.join("\n\n")], aard: [...(kept.aard ?? []), ...aard] };
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
}

function decided() {
  release();
  at("begonnen").hidden = true;
  at("keuzes").hidden = false;
}
