// The half-filled melding, kept sealed by our own service while somebody types. Here it lives in memory alone.

import { patiently } from "./deel.js";
import { call, callSilently, offerSignIn, workBegan } from "./request.js";
import { clock } from "./tijd.js";

const PLACE = "/api/concept";
const SOON = 700; // ms after the last key
const AGAIN = 4000; // ms until the next try; longer as it goes on
const PROMISED = 4000; // ms: until then "busy" is no untruth
const MOST_PATIENT = 8; // times as long
const MOST_AFTER_CLOSING = 60_000; // bytes that a browser still sends for a page that goes away
const BUSY = "Bezig met bewaren…";
export const NOT_YET = "Nog niet bewaard. Laat dit venster open. Wij proberen het vanzelf opnieuw.";
export const SIGNED_OUT = "Nog niet bewaard. U bent afgemeld. Meld u aan; uw tekst staat er nog.";

/** What is kept; `bestanden` are names alone. @typedef {{ stap: string, sleutel: string, velden: Record<string, string[]>,
 *  orde: import("./orde.js").Ordestap[], mails: { id: string, naam: string }[], bestanden: string[] }} Concept */

/** @type {() => Concept} */
let gather;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {Promise<void> | null} */
let running = null;
let ended = false;
let waits = false;
let failures = 0;
/** What was begun before is not overwritten until it is clear what becomes of it; why that is not clear yet. */
let free = false;
let why = BUSY;
/** The key makes sending twice harmless. It stays the same until the receipt. */
let key = crypto.randomUUID();

export function keyNow() {
  return key;
}

/** A melding that was begun before goes on under its own key: whatever was sent then comes in once.
 * @param {string} kept */
export function useKey(kept) {
  key = /** @type {typeof key} */ (kept);
}

/** @param {() => Concept} what tells what there is to keep */
export function keepWith(what) {
  gather = what;
}

/** From now on what stands here is what is kept. */
export function release() {
  free = true;
  if (waits) plan(SOON);
}

/** Nothing is kept yet. @param {string} words why */
export function hold(words) {
  why = words;
  if (waits) say(words);
}

/** Something changed: it is kept in a moment. */
export function touched() {
  workBegan();
  if (ended) return;
  say(free ? BUSY : why);
  plan(SOON);
}

/** @param {number} wait ms */
function plan(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

async function save() {
  if (ended) return;
  clearTimeout(timer);
  timer = undefined;
  waits = !free;
  if (waits) return say(why);
  if (running) return plan(SOON);
  running = put().finally(() => (running = null));
  await running;
}

async function put() {
  const body = JSON.stringify(gather());
  const keepalive = body.length < MOST_AFTER_CLOSING;
  const headers = { "Content-Type": "application/json" };
  const answer = await callSilently(PLACE, { method: "PUT", headers, body, keepalive }).catch(() => undefined);
  if (ended || timer) return; // gone, or changed meanwhile: the next turn says how it stands
  if (answer?.ok) return kept();
  say(answer === null ? SIGNED_OUT : NOT_YET);
  failures += 1;
  if (answer === null) void offerSignIn().then(save);
  else plan(AGAIN * Math.min(failures, MOST_PATIENT));
}

function kept() {
  failures = 0;
  say(`Bewaard om ${clock(new Date())}. U kunt stoppen en later verdergaan.`);
}

/** In every step; read out only when it goes wrong, and when that is over. @param {string} words */
function say(words) {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-bewaard]"))) {
    line.hidden = false;
    line.classList.toggle("fout", words.startsWith("Nog niet"));
    /** @type {HTMLElement} */ (line.lastElementChild).textContent = words;
  }
  const aloud = /** @type {HTMLElement} */ (document.getElementById("bewaard-gezegd"));
  if (words !== BUSY && words !== aloud.textContent && (aloud.textContent || !words.startsWith("Bewaard"))) aloud.textContent = words;
}

/** The one that was begun before; another program may have kept less. @returns {Promise<Partial<Concept> | null>} null: it cannot be had now */
export async function begun() {
  const answer = await patiently(call(PLACE)).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/** It was sent, or is not wanted any more. */
export async function forget() {
  await call(PLACE, { method: "DELETE" }).catch(() => null);
}

/** The melding is in: nothing is kept beside it. */
export async function end() {
  ended = true;
  clearTimeout(timer);
  await running;
  if (free) await forget();
}

setTimeout(() => why === BUSY && hold(NOT_YET), PROMISED);
window.addEventListener("online", () => timer && save());
document.addEventListener("visibilitychange", () => document.hidden && timer && save());
