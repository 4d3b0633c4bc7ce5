// Reporting, one question at a time. What is typed is kept until the receipt.

import { add, anything, namesNow, onChange, outlookMails } from "./bestanden.js";
import { SIGNED_OUT, hold, keepWith, keyNow, touched } from "./concept.js";
import { refuse } from "./fouten.js";
import { knowThisPerson } from "./hervatten.js";
import { addOrderStep, stepsNow } from "./orde.js";
import { explainMore, look, reportThese, takeThese } from "./postvak.js";
import { bearer } from "./request.js";
import { expected, token } from "./signin.js";
import { onDrop } from "./slepen.js";
import { show, step } from "./stappen.js";
import { askWhatFits, fieldsNow, keepOneMind } from "./velden.js";

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (at("melden"));
const picker = /** @type {HTMLInputElement} */ (at("kies-bestand"));
const NEXT = /** @type {Record<string, string>} */ ({ start: "wat", wat: "wens", wens: "klopt" });

const AWAY = "De verbinding is even weg. Er is niets verloren. Probeer het opnieuw.";

// On Android another app may share with this page; only then is that part loaded.
const shared = location.search.includes("gedeeld=") ? import("./delen.js") : null;

async function begin() {
  await (await shared)?.take();
  const early = (await expected()) ? open() : null;
  if (early && !(await token().catch(() => null))) signInFirst();
  await bearer();
  if (step === "start") form.hidden = false;
  const known = knowThisPerson();
  await (early ?? open());
  await known;
  await (await shared)?.give(chosen);
}

/** Nobody waits for a sign-in that will ask nothing. */
function open() {
  form.hidden = false;
  void sending().catch(() => null);
  return look();
}

/** It asks all the same: what was begun stays in view, and is said not to be kept yet. */
function signInFirst() {
  form.hidden = step === "start";
  hold(SIGNED_OUT);
}

/** What only sending needs comes when the form is there; without a connection it comes later. */
function sending() {
  return import("./indienen.js");
}

/** @type {Promise<void> | null} */
let running = null;

/** Pressed twice, sent once. */
function send() {
  running ??= sendOnce().finally(() => (running = null));
}

async function sendOnce() {
  const part = await sending().catch(() => null);
  if (!part) refuse(AWAY, step);
  else if (at("begonnen").hidden) await part.submit();
  else at("begonnen").focus();
}

/** @param {Iterable<File>} files */
function chosen(files) {
  add(files);
  at("opnieuw").hidden = true;
  touched();
  if (step === "start" && anything() && at("begonnen").hidden) show("wat");
}

/** @param {HTMLElement} button */
function pressed(button) {
  const { naar, kies, orde } = button.dataset;
  if (button.classList.contains("weg")) touched();
  if (naar) show(naar);
  if (kies === "mails") void explainMore();
  if (kies === "bestand") {
    picker.value = "";
    picker.click();
  }
  if (orde) {
    addOrderStep(orde);
    touched();
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (NEXT[step]) show(NEXT[step]);
  else send();
});
form.addEventListener("input", touched);
form.addEventListener("change", (event) => {
  keepOneMind(/** @type {HTMLInputElement} */ (event.target));
  askWhatFits();
});
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest?.("button");
  if (button) pressed(button);
});
at("meld-mail").onclick = reportThese;
at("ander-toe").onclick = takeThese;
picker.onchange = () => picker.files && chosen(picker.files);
onDrop(form, chosen);
onChange(() => (at("geen-bewijs").hidden = anything()));
keepWith(() => ({
  stap: step === "versturen" ? "klopt" : step,
  sleutel: keyNow(),
  velden: fieldsNow(),
  orde: stepsNow(),
  mails: outlookMails(),
  bestanden: namesNow(),
}));
void begin();
