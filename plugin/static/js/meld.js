// Reporting, one question at a time. What is typed is kept until the receipt.

import { add, anything, namesNow, onChange, outlookMails } from "./bestanden.js";
import { keepWith, touched } from "./concept.js";
import { knowThisPerson } from "./hervatten.js";
import { submit } from "./indienen.js";
import { addOrderStep, stepsNow } from "./orde.js";
import { explainMore, look, reportThese, takeThese } from "./postvak.js";
import { bearer } from "./request.js";
import { onDrop } from "./slepen.js";
import { show, step } from "./stappen.js";
import { askWhatFits, fieldsNow, keepOneMind } from "./velden.js";
import { keyNow, stop } from "./versturen.js";

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (at("melden"));
const picker = /** @type {HTMLInputElement} */ (at("kies-bestand"));
const NEXT = /** @type {Record<string, string>} */ ({ start: "wat", wat: "wens", wens: "klopt" });

/** @type {Promise<boolean>} whether something that was begun waits for a choice */
let known = Promise.resolve(false);

// On Android another app may share with this page; only then is that part loaded.
const shared = location.search.includes("gedeeld=") ? import("./delen.js") : null;

async function begin() {
  await (await shared)?.take();
  await bearer();
  form.hidden = false;
  known = knowThisPerson();
  await look();
  await known;
  await (await shared)?.give(chosen);
}

/** Once it is clear that nothing was begun before. @param {() => void} then */
async function onceKnown(then) {
  if (!(await known) || at("begonnen").hidden) then();
}

/** @param {Iterable<File>} files */
function chosen(files) {
  void onceKnown(() => {
    add(files);
    at("opnieuw").hidden = true;
    touched();
    if (step === "start" && anything()) show("wat");
  });
}

/** @param {HTMLElement} button */
function pressed(button) {
  const { naar, kies, orde } = button.dataset;
  if (button.classList.contains("weg")) touched();
  if (naar) void onceKnown(() => show(naar));
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
  else void submit();
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
at("meld-mail").onclick = () => onceKnown(reportThese);
at("ander-toe").onclick = takeThese;
at("stop").onclick = stop;
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
