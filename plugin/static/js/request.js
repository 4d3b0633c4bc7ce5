// Calls to our own service, each with a fresh token. Who is signed out gets the sign-in card; what was typed stays.

import { signIn, token } from "./signin.js";

const card = /** @type {HTMLElement} */ (document.getElementById("aanmelden"));
const button = /** @type {HTMLElement} */ (document.getElementById("aanmelden-knop"));
const failed = /** @type {HTMLElement} */ (document.getElementById("aanmelden-mislukt"));
const why = /** @type {HTMLElement} */ (document.getElementById("aanmelden-uitleg"));

/** The page holds words that a redirect would lose. */
let hasWork = false;
let signedOut = "";

/** @param {string} [words] for who has to sign in while it stands there */
export function workBegan(words = "U bent afgemeld. Meld u aan; uw tekst staat er nog.") {
  hasWork = true;
  signedOut = words;
}

/** @type {Promise<string> | null} */
let asking = null;

/** A token, after asking the person if that is needed.
 * @param {boolean} [anew] @returns {Promise<string>} */
export async function bearer(anew = false) {
  const silent = await token({ forceRefresh: anew }).catch(() => null);
  if (silent) return silent;
  const signedIn = offerSignIn();
  if (hasWork) document.getElementById("aanmelden-kop")?.focus();
  return signedIn;
}

/** Show the card beside what somebody is doing: the focus stays where it is. @returns {Promise<string>} a token */
export function offerSignIn() {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

/** @returns {Promise<string>} */
async function ask() {
  if (hasWork) why.textContent = signedOut;
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  card.hidden = false;
  const got = await new Promise((done) => {
    button.onclick = () => press(done);
  });
  const was = card.contains(document.activeElement);
  card.hidden = true;
  if (hasWork && was) before?.focus();
  return got;
}

/** @param {(token: string) => void} done */
async function press(done) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  button.textContent = "Bezig…";
  failed.hidden = true;
  try {
    await signIn({ stay: hasWork });
    const got = await token();
    if (!got) throw new Error("no token after sign-in");
    done(got);
  } catch (error) {
    // For who helps: the library's own code, never a word of a person.
    console.info("sign-in", /** @type {any} */ (error).errorCode ?? "unknown");
    failed.hidden = false;
  }
  button.removeAttribute("aria-disabled");
  button.textContent = "Aanmelden";
}

/** Call the service. A refused token is renewed once.
 * @param {string} path
 * @param {RequestInit & { headers?: Record<string, string> }} [options]
 * @returns {Promise<Response>} */
export async function call(path, options = {}) {
  const answer = await once(path, options, await bearer());
  return answer.status === 401 ? once(path, options, await bearer(true)) : answer;
}

/** For what the page does by itself: nobody is asked anything; null when somebody has to sign in first.
 * @param {string} path @param {RequestInit & { headers?: Record<string, string> }} options @returns {Promise<Response | null>} */
export async function callSilently(path, options) {
  for (const forceRefresh of [false, true]) {
    const key = await token({ forceRefresh });
    const answer = key ? await once(path, options, key) : null;
    if (answer?.status !== 401) return answer;
  }
  return null;
}

/** @param {string} path @param {RequestInit & { headers?: Record<string, string> }} options @param {string} key */
function once(path, options, key) {
  const headers = { ...options.headers, Authorization: `Bearer ${key}` };
  return fetch(path, { ...options, headers, cache: "no-store", credentials: "omit", redirect: "error" });
}
