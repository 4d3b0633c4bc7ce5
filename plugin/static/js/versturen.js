// Sends what somebody gave: with progress, again and again under the same key until the service has answered.

import { bearer } from "./request.js";

const PAUSES = [2, 5, 10, 20, 30]; // seconds between tries
const PATIENCE = 120_000; // ms in which nothing goes out and no answer comes

/** @typedef {{ status: number, body: any, wait: number }} Answer */
/** @typedef {{ bytes: (gone: number) => void, away: (seconds: number) => void, back: () => void }} Told */

/** @type {XMLHttpRequest | null} */
let running = null;
let stopped = false;

/** @type {() => void} */
let wake = () => {};

export function stop() {
  stopped = true;
  running?.abort();
  wake();
}

/** @typedef {{ naam: string, inhoud: Blob | null }} Sendable */
/** @typedef {{ path: string, key: string, body: FormData | Blob }} Parcel */

/** One melding with its files: the service's answer, or null after a stop.
 * @param {string} key @param {Record<string, any>} melding @param {Sendable[]} files @param {Told} told
 * @returns {Promise<Answer | null>} */
export function send(key, melding, files, told) {
  const form = new FormData();
  form.append("melding", json(melding), "melding.json");
  return deliver({ path: "/api/meldingen", key, body: withFiles(form, files) }, told);
}

/** @param {FormData} form @param {Sendable[]} files */
export function withFiles(form, files) {
  for (const { naam, inhoud } of files) if (inhoud) form.append("bewijs", inhoud, inhoud instanceof File ? inhoud.name : `${naam}.eml`);
  return form;
}

/** @param {Record<string, any>} content */
export function json(content) {
  return new Blob([JSON.stringify(content)], { type: "application/json" });
}

/** The service's answer, or null after a stop.
 * @param {Parcel} parcel @param {Told} told @returns {Promise<Answer | null>} */
export async function deliver(parcel, told) {
  stopped = false;
  let anew = false;
  /** @type {Promise<null>} */
  const halted = new Promise((done) => (wake = () => done(null)));
  for (let turn = 0; !stopped; turn++) {
    const token = await Promise.race([bearer(anew), halted]);
    if (token === null) return null;
    const answer = await attempt(parcel, token, told.bytes);
    if (stopped) return null;
    // A refused token is renewed at once; refused again, it waits like a service that is away.
    const renew = answer.status === 401 && !anew;
    anew = answer.status === 401;
    if (renew) continue;
    if (answer.status && answer.status < 500 && ![401, 408].includes(answer.status)) return answer;
    const seconds = Math.max(answer.wait, PAUSES[Math.min(turn, PAUSES.length - 1)]);
    told.away(answer.status ? seconds : 0);
    await Promise.race([pause(seconds), halted]);
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
 * @param {Parcel} parcel @param {string} token @param {(gone: number) => void} bytes @returns {Promise<Answer>} */
function attempt({ path, key, body }, token, bytes) {
  return new Promise((done) => {
    const request = (running = new XMLHttpRequest());
    request.open("POST", path);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Idempotency-Key", key);
    /** @type {ReturnType<typeof setTimeout>} */
    let late;
    // As long as something goes, however slowly, it goes on.
    const wait = () => (clearTimeout(late), (late = setTimeout(() => request.abort(), PATIENCE)));
    request.upload.onprogress = (event) => (wait(), bytes(event.loaded));
    request.onloadend = () => (clearTimeout(late), done(read(request)));
    wait();
    request.send(body);
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
