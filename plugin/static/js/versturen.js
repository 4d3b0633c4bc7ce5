// Sends one melding: with progress, again and again under the same key until the service has answered.

import { bearer } from "./request.js";

const PAUSES = [2, 5, 10, 20, 30]; // seconds between tries
const PATIENCE = 120_000; // ms without any answer

/** The key makes sending twice harmless. It stays the same until the receipt. */
const key = crypto.randomUUID();

/** @typedef {{ status: number, body: any, wait: number }} Answer */
/** @typedef {{ bytes: (gone: number) => void, away: (seconds: number) => void, back: () => void }} Told */

/** @type {XMLHttpRequest | null} */
let running = null;
let stopped = false;

export function stop() {
  stopped = true;
  running?.abort();
}

/** The service's answer, or null after a stop.
 * @param {Record<string, any>} melding @param {{ naam: string, inhoud: Blob | null }[]} files @param {Told} told
 * @returns {Promise<Answer | null>} */
export async function send(melding, files, told) {
  stopped = false;
  let anew = false;
  for (let turn = 0; !stopped; turn++) {
    const answer = await attempt(melding, files, await bearer(anew), told.bytes);
    anew = answer.status === 401;
    if (stopped) return null;
    if (anew) continue;
    if (answer.status && answer.status < 500 && answer.status !== 408) return answer;
    const seconds = Math.max(answer.wait, PAUSES[Math.min(turn, PAUSES.length - 1)]);
    told.away(answer.status ? seconds : 0);
    await pause(seconds);
    told.back();
  }
  return null;
}

/** Wait, or less when the connection comes back. @param {number} seconds @returns {Promise<void>} */
function pause(seconds) {
  return new Promise((done) => {
    const go = () => (clearTimeout(timer), done());
    const timer = setTimeout(go, seconds * 1000);
    window.addEventListener("online", go, { once: true });
  });
}

/** One try; status 0 when there was no answer.
 * @param {Record<string, any>} melding @param {{ naam: string, inhoud: Blob | null }[]} files
 * @param {string} token @param {(gone: number) => void} bytes @returns {Promise<Answer>} */
function attempt(melding, files, token, bytes) {
  const form = new FormData();
  form.append("melding", new Blob([JSON.stringify(melding)], { type: "application/json" }), "melding.json");
  for (const { naam, inhoud } of files) if (inhoud) form.append("bewijs", inhoud, inhoud instanceof File ? inhoud.name : `${naam}.eml`);
  return new Promise((done) => {
    const request = (running = new XMLHttpRequest());
    request.open("POST", "/api/meldingen");
    request.timeout = PATIENCE;
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Idempotency-Key", key);
    request.upload.onprogress = (event) => bytes(event.loaded);
    request.onloadend = () => done(read(request));
    request.send(form);
  });
}

/** @param {XMLHttpRequest} request @returns {Answer} */
function read(request) {
  const wait = Number(request.getResponseHeader("Retry-After")) || 0;
  try {
    return { status: request.status, body: JSON.parse(request.responseText || "{}"), wait };
  } catch {
    return { status: 0, body: {}, wait };
  }
}
