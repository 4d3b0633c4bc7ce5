// What another app shared with us, on Android. The service worker hands it over once, from its memory to this page's.

import { workBegan } from "./request.js";
import { show, step } from "./stappen.js";

const PATIENCE = 5000; // ms
const LOST = "Wat u deelde is er niet meer. Deel het nog eens.";
const READY = "Wat u deelde staat klaar. Meld u eerst aan.";
const TOO_LONG = "Wat u deelde is te lang. Wij namen alleen het begin over; deel de rest als bestand.";
const FIRST_CHOOSE = "Kies eerst. Daarna voegen wij toe wat u deelde.";

/** @typedef {{ bestanden: File[], tekst: string }} Gedeeld */

/** @type {Gedeeld | null} */
let got = null;

/** Before signing in, which from now on may not lead away from this page. */
export async function take() {
  const ticket = new URLSearchParams(location.search).get("gedeeld");
  const worker = navigator.serviceWorker?.controller;
  got = worker && ticket ? await asked(worker, ticket) : null;
  if (got) workBegan(READY);
}

/** @param {ServiceWorker} worker @param {string} ticket @returns {Promise<Gedeeld | null>} */
function asked(worker, ticket) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = (event) => done(event.data);
    setTimeout(() => done(null), PATIENCE);
    worker.postMessage({ gedeeld: ticket }, [port2]);
  });
}

/** As if it was chosen here, once it is clear what happens to what was begun before.
 * @param {(files: File[]) => void} chosen */
export async function give(chosen) {
  history.replaceState(null, "", location.pathname); // loading the page again must not ask for it again
  if (!got) return say(LOST);
  await decided();
  say(got.tekst ? tell(got.tekst) : "");
  if (got.bestanden.length) chosen(got.bestanden);
  if (step === "start") show("wat");
}

/** @returns {Promise<void>} */
async function decided() {
  const begun = document.getElementById("begonnen");
  if (!begun || begun.hidden) return;
  say(FIRST_CHOOSE);
  await new Promise((done) => new MutationObserver(() => begun.hidden && done(undefined)).observe(begun, { attributes: true }));
}

/** Below what stands there. Gives what could not be done, or "". @param {string} words */
function tell(words) {
  const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("gebeurtenis"));
  const all = field.value ? `${field.value}\n\n${words}` : words;
  field.value = all.slice(0, field.maxLength).replace(/[\ud800-\udbff]$/, ""); // no half a sign at the end
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return all.length > field.maxLength ? TOO_LONG : "";
}

/** @param {string} words */
function say(words) {
  const place = document.getElementById("wachten");
  if (place) place.textContent = words;
}
