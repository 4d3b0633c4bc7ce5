// Reporting, one question at a time. What is typed is kept until the receipt.

import { add, anything, namesNow, onChange, outlookMails } from "./bestanden.js";
import { NOT_YET, SIGNED_OUT, hold, keepWith, keyNow, touched } from "./concept.js";
import { refuse } from "./fouten.js";
import { knowThisPerson } from "./hervatten.js";
import { inTime } from "./host.js";
import { addOrderStep, stepsNow } from "./orde.js";
import { explainMore, look, readFromNow, reportThese, takeThese } from "./postvak.js";
import { bearer, offerSignIn } from "./request.js";
import { expected, token } from "./signin.js";
import { show, step, turns } from "./stappen.js";
import { askWhatFits, fieldsNow, keepOneMind } from "./velden.js";

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (at("melden"));
const picker = /** @type {HTMLInputElement} */ (at("kies-bestand"));
const NEXT = /** @type {Record<string, string>} */ ({ start: "wat", wat: "wens", wens: "klopt" });

const AWAY = "De verbinding is even weg. Er is niets verloren. Probeer het opnieuw.";
const SLOW = 15_000; // ms
const PROMPT = 400; // ms: earlier, saying that one has to wait only disturbs
const EARLY = ["start", "wat", "wens"];

// On Android another app may share with this page; only then is that part loaded.
const shared = location.search.includes("gedeeld=") ? import("./delen.js").catch(() => null) : null;

/** Who this is, what was begun before, and what another app shared. */
const known = begin();

async function begin() {
  await (await shared)?.take();
  const early = (await expected()) ? open() : null;
  if (early && !(await token().catch(() => null))) await signInFirst();
  else await bearer();
  readFromNow();
  if (step === "start") form.hidden = false;
  if (!early) void open();
  await knowThisPerson();
  void shared?.then((part) => part?.give(chosen));
}

/** Nobody waits for a sign-in that will ask nothing. */
function open() {
  form.hidden = false;
  void sending().catch(() => null);
  void import("./slepen.js").then(({ onDrop }) => onDrop(form, chosen), () => null);
  return look();
}

/** It asks all the same: what was begun stays in view, and is said not to be kept yet. */
async function signInFirst() {
  const lost = step === "start" && form.contains(document.activeElement);
  form.hidden = step === "start";
  hold(SIGNED_OUT);
  const signedIn = offerSignIn();
  if (lost) at("aanmelden-kop").focus();
  await signedIn;
  hold(NOT_YET);
}

let arrived = false;

/** What only sending needs comes when the form is there; without a connection it comes later. */
async function sending() {
  const part = await inTime(import("./indienen.js"), SLOW);
  arrived = true;
  return part;
}

let recognised = false;
void known.then(() => (recognised = true));

/** To the last step once it is known who this is, and said what becomes of what was begun before.
 * @param {string} name @param {HTMLElement | null} button */
async function go(name, button) {
  if (EARLY.includes(name)) return show(name);
  if (!recognised && !at("aanmelden").hidden) return at("aanmelden-kop").focus();
  const before = turns;
  await busy(button, Promise.allSettled([known, name === "klopt" ? sending() : null]));
  if (turns !== before) return; // went elsewhere meanwhile
  if (at("begonnen").hidden) show(name);
  else at("begonnen").focus();
}

/** The button waits, and says so when it takes long. @template T @param {HTMLElement | null} button @param {Promise<T>} work @returns {Promise<T>} */
async function busy(button, work) {
  const words = [...(button?.childNodes ?? [])];
  button?.setAttribute("aria-disabled", "true");
  const timer = setTimeout(() => button?.replaceChildren("Bezig…"), PROMPT);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    button?.replaceChildren(...words);
    button?.removeAttribute("aria-disabled");
  }
}

/** @param {HTMLElement | null} button */
function isWaiting(button) {
  return button?.getAttribute("aria-disabled") === "true";
}

/** @type {Promise<void> | null} */
let running = null;

/** Pressed twice, sent once. @param {HTMLElement | null} button */
function send(button) {
  running ??= sendOnce(button).finally(() => (running = null));
}

/** @param {HTMLElement | null} button */
async function sendOnce(button) {
  const [before, unseen] = [turns, !arrived];
  const part = await busy(button, sending()).catch(() => null);
  if (turns !== before) return;
  if (part && unseen && step === "klopt") return show("klopt"); // the summary came only now
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
  if (naar && !isWaiting(button)) void go(naar, button);
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
  if (isWaiting(event.submitter)) return;
  if (NEXT[step]) void go(NEXT[step], event.submitter);
  else send(event.submitter);
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
onChange(() => (at("geen-bewijs").hidden = anything()));
keepWith(() => ({
  stap: step === "versturen" ? "klopt" : step,
  sleutel: keyNow(),
  velden: fieldsNow(),
  orde: stepsNow(),
  mails: outlookMails(),
  bestanden: namesNow(),
}));
