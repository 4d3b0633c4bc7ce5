// Parts of the page that come from our own server as HTML: /deel/…
// A form with data-stuur="/deel/…" is sent as JSON; its answer takes the place of what data-doel names (a selector),
// or of the nearest [data-deel]; data-bestand names the file that is put there as it is. A refusal is shown in the form's own [data-fout].

import { call } from "./request.js";

const WAIT = "Even geduld…";
const AFTER = 400; // ms: earlier, saying that one has to wait only disturbs
const OCTETS = "application/octet-stream";
const AWAY = "De verbinding is even weg. Er is niets verloren. Probeer het opnieuw.";

/** The one place where HTML enters the page; it is always our own server's answer.
 * @param {Element} target @param {string} html */
export function insert(target, html) {
  target.innerHTML = html;
}

/** @param {Element} target */
export function focusHeading(target) {
  const heading = /** @type {HTMLElement | null} */ (target.querySelector("h1, h2, h3"));
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** Say "Even geduld…" when it takes long. @template T @param {Promise<T>} work @returns {Promise<T>} */
export async function patiently(work) {
  const said = document.getElementById("wachten");
  const timer = setTimeout(() => said && (said.textContent = WAIT), AFTER);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (said?.textContent === WAIT) said.textContent = "";
  }
}

/** Fetch a part and put it in place, refusals too; `true` when it is what was asked for.
 * @param {Element} target @param {string} path @returns {Promise<boolean>} */
export async function load(target, path) {
  const heading = target.querySelector("h1");
  try {
    const answer = await patiently(call(path));
    insert(target, await answer.text());
    if (answer.ok) nameThePage(target);
    else if (heading) target.prepend(heading);
    return answer.ok;
  } catch {
    target.replaceChildren(...(heading ? [heading] : []), AWAY);
    return false;
  }
}

/** A part may name the page it fills. @param {Element} target */
function nameThePage(target) {
  const named = target.querySelector("[data-titel]");
  if (named instanceof HTMLElement) document.title = `${named.dataset.titel} – Meld agressie`;
}

/** What a form says, as JSON: "a.b" becomes { a: { b } } and "a.0.b" a list of rows, an empty field is left out;
 * data-lijst names lists, data-ja what is true or false, data-getal numbers ("a.*.b" in each row), data-moment local
 * times, data-leeg what is sent empty too. @param {HTMLFormElement} form */
export function told(form) {
  const [lists, truths, numbers, moments, empties] = ["lijst", "ja", "getal", "moment", "leeg"].map((kind) => (form.dataset[kind] ?? "").split(" "));
  const body = /** @type {Record<string, any>} */ ({});
  for (const name of new Set(new FormData(form).keys())) {
    const values = new FormData(form).getAll(name).filter((value) => value !== "" || empties.includes(name));
    if (!values.length) continue;
    const path = name.split(".");
    const last = String(path.pop());
    const place = path.reduce((at, key, n) => (at[key] ??= /^\d+$/.test(path[n + 1] ?? last) ? [] : {}), body);
    const first = String(values[0]);
    const one = numbers.includes(name.replace(/\.\d+\./, ".*."))
      ? Number(first)
      : truths.includes(name)
        ? first === "true"
        : moments.includes(name)
          ? new Date(first).toISOString()
          : values[0];
    place[last] = lists.includes(name) ? values : one;
  }
  return body;
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function send(form, button) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const words = [...(button?.childNodes ?? [])];
  if (button) busy(button);
  try {
    await answerTo(form, button);
  } catch {
    refuse(form, `<p>${AWAY}</p>`);
  }
  form.removeAttribute("aria-busy");
  if (button?.isConnected) {
    button.replaceChildren(...words);
    button.removeAttribute("aria-disabled");
  }
}

/** @param {HTMLElement} button */
function busy(button) {
  button.textContent = "Bezig…";
  button.setAttribute("aria-disabled", "true");
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function answerTo(form, button) {
  const file = form.dataset.bestand && /** @type {HTMLInputElement} */ (form.elements.namedItem(form.dataset.bestand)).files?.[0];
  const body = told(form);
  if (button instanceof HTMLButtonElement && button.name) body[button.name] = button.value;
  const headers = /** @type {Record<string, string>} */ ({ "Content-Type": file ? OCTETS : "application/json" });
  if (form.dataset.versie) headers["If-Match"] = form.dataset.versie;
  if (form.dataset.sleutel !== undefined) headers["Idempotency-Key"] = form.dataset.sleutel ||= crypto.randomUUID();
  const options = { method: file ? "PUT" : "POST", headers, body: file || JSON.stringify(body) };
  const answer = await patiently(call(String(form.dataset.stuur), options));
  const html = await answer.text();
  // Said no: what is sent after this is something new.
  if (answer.status < 500 && form.dataset.sleutel) form.dataset.sleutel = "";
  if (!answer.ok) return refuse(form, html, answer.status);
  const target = (form.dataset.doel && document.querySelector(form.dataset.doel)) || form.closest("[data-deel]");
  if (!target) return;
  insert(target, html);
  nameThePage(target);
  focusHeading(target);
}

/** The refusal beside what was asked; what was typed stays. A page may do more: event "geweigerd".
 * @param {HTMLFormElement} form @param {string} html @param {number} [status] */
function refuse(form, html, status = 0) {
  const place = form.querySelector("[data-fout]") ?? form.appendChild(document.createElement("div"));
  insert(place, html);
  form.dispatchEvent(new CustomEvent("geweigerd", { bubbles: true, detail: { status, html } }));
}

/** Listen once for the whole page. */
export function listen() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.dataset.stuur) return;
    event.preventDefault();
    void send(form, /** @type {SubmitEvent} */ (event).submitter);
  });
}
