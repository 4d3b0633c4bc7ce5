// Reporting, one question at a time. Everything that was typed stays in the form until the receipt.

import { add, amount, anything, expect, failed, obstacle, onChange, ready, received, refused, sending, total, waiting } from "./bestanden.js";
import { load } from "./deel.js";
import { complain, onStep, refuse } from "./fouten.js";
import { host } from "./host.js";
import { onOtherMail, openMail, read } from "./mail.js";
import { keepOneMind, melding, needed, startFromMail, summarise } from "./melding.js";
import { clock, showReceipt, written } from "./ontvangst.js";
import { addOrderStep } from "./orde.js";
import { bearer, workBegan } from "./request.js";
import { send, stop } from "./versturen.js";

/** @typedef {import("./mail.js").OpenMail} OpenMail */
/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (at("melden"));
const picker = /** @type {HTMLInputElement} */ (at("kies-bestand"));
const NEXT = /** @type {Record<string, string>} */ ({ start: "wat", wat: "wens", wens: "klopt" });
const UNREADABLE = "Wij kunnen de mail hier niet ophalen. Sleep hem hierheen, of meld zonder de mail.";

let step = "start";
/** @type {OpenMail | null} */
let open = null;
/** @type {OpenMail | null} the mail this melding is about */
let about = null;

/** @param {string} name */
function show(name) {
  if (name === "klopt") summarise();
  for (const section of document.querySelectorAll("[id^=stap-]")) /** @type {HTMLElement} */ (section).hidden = section.id !== `stap-${name}`;
  form.hidden = name === "versturen" || name === "klaar";
  step = name;
  window.scrollTo(0, 0);
  /** @type {HTMLElement | null} */ (at(`stap-${name}`).querySelector("h1"))?.focus();
}

async function begin() {
  await bearer();
  form.hidden = false;
  void knowTheReaders();
  open = await openMail();
  at("geen-office").hidden = !(await host).failed;
  showOpenMail();
  void onOtherMail(otherMail);
}

/** The words that are for this person alone. */
async function knowTheReaders() {
  const [first, ...others] = document.querySelectorAll("[data-lezers]");
  if (!(await load(first, "/deel/meld"))) return;
  for (const place of others) place.replaceChildren(...[...first.childNodes].map((node) => node.cloneNode(true)));
  at("rij-orde").hidden = !first.querySelector("[data-leidt]");
}

function showOpenMail() {
  at("open-mail").hidden = !open;
  at("anders-kop").textContent = open ? "Of meld iets anders" : "Wat wilt u melden?";
  if (!open) return;
  const count = open.bijlagen ? `\n${open.bijlagen === 1 ? "1 bijlage" : `${open.bijlagen} bijlagen`}` : "";
  at("open-feiten").textContent = `Van: ${open.van}\n${written(open.op).replace(/^./, (sign) => sign.toUpperCase())}${count}`;
}

async function otherMail() {
  open = await openMail();
  showOpenMail();
  at("ander").hidden = !about || !open || open.id === about.id;
  if (about) at("ander-over").textContent = `de mail van ${written(about.op)}`;
}

/** @param {OpenMail} mail */
async function take(mail) {
  workBegan();
  about = mail;
  at("ander").hidden = true;
  const row = expect(`Mail van ${written(mail.op)}`);
  if (!row) return;
  startFromMail(mail.op);
  await read(mail).then(({ inhoud, original }) => received(row, inhoud, original), () => failed(row, UNREADABLE));
}

/** @param {string} kind */
function choose(kind) {
  if (kind === "mails" && open) {
    void take(open);
    return show("wat");
  }
  picker.value = "";
  picker.click();
}

/** @param {Iterable<File>} files */
function chosen(files) {
  workBegan();
  add(files);
  if (step === "start" && anything()) show("wat");
}

async function submit() {
  const order = step === "orde";
  const found = needed(order);
  const waits = obstacle();
  if (waits) found.push({ veld: "bestanden-fout", zin: waits });
  complain(found, step);
  if (found.length) return;
  const from = step;
  progress(0);
  show("versturen");
  const answer = await send(melding(order), ready(), { bytes: progress, away, back: () => (at("verzend-bericht").hidden = true) });
  at("verzend-bericht").hidden = true;
  if (answer?.status === 202) {
    showReceipt(answer.body);
    return show("klaar");
  }
  waiting();
  show(from);
  if (answer) explain(answer);
}

/** @param {number} gone */
function progress(gone) {
  const all = total();
  /** @type {HTMLProgressElement} */ (at("voortgang")).value = all ? Math.min(100, (100 * gone) / all) : 100;
  at("voortgang-mb").textContent = all ? `${amount(Math.min(gone, all))} van ${amount(all)}` : "";
  sending(gone);
}

/** @param {number} seconds 0: the connection was lost; else the service asks for so much patience */
function away(seconds) {
  const again = clock(new Date(Date.now() + seconds * 1000));
  at("verzend-kop").textContent = seconds ? "Versturen lukt nu niet" : "De verbinding was even weg";
  at("verzend-zin").textContent = seconds
    ? `Laat dit venster open; wij proberen het om ${again} opnieuw.`
    : "Wij gaan vanzelf verder. Uw melding komt één keer binnen, ook als wij het vaker proberen.";
  at("verzend-bericht").hidden = false;
}

/** @param {{ status: number, body: any }} answer */
function explain({ status, body }) {
  if (body.bestanden) refused(body.bestanden);
  const ours = status !== 422 || !body.fouten;
  const said = ours ? body.detail : "Er klopt iets niet in wat u invulde. Kijk het na.";
  refuse(said ?? "Probeer het opnieuw.", step);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (NEXT[step]) show(NEXT[step]);
  else void submit();
});
form.addEventListener("input", workBegan);
form.addEventListener("change", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  keepOneMind(field);
  if (field.name === "functiegebonden") at("prive-hint").hidden = field.value !== "nee";
});
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest?.("button");
  if (button?.dataset.naar) show(button.dataset.naar);
  if (button?.dataset.kies) choose(button.dataset.kies);
  if (button?.dataset.orde) addOrderStep(button.dataset.orde, String(button.textContent));
});
at("meld-mail").onclick = () => open && (void take(open), show("wat"));
at("ander-toe").onclick = () => open && void take(open);
at("stop").onclick = stop;
picker.onchange = () => picker.files && chosen(picker.files);
document.addEventListener("dragover", (event) => (event.preventDefault(), form.classList.add("sleep")));
document.addEventListener("dragleave", () => form.classList.remove("sleep"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("sleep");
  if (event.dataTransfer?.files.length && !form.hidden) chosen(event.dataTransfer.files);
});
onStep((name) => name !== step && show(name));
onChange(() => (at("geen-bewijs").hidden = anything()));
void begin();
