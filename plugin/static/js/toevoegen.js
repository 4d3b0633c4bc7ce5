// Words and files that are added to a melding later. What was typed or chosen stays here until it is safe.

import { add, amount, forgetSent, obstacle, ready, refused, sending, total, waiting } from "./bestanden.js";
import { load } from "./deel.js";
import { workBegan } from "./request.js";
import { onDrop } from "./slepen.js";
import { deliver, json, withFiles } from "./versturen.js";

/** @typedef {import("./versturen.js").Answer} Answer */

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const place = /** @type {HTMLElement} */ (document.querySelector("[data-deel]"));
const fold = /** @type {HTMLDetailsElement} */ (at("toevoegen"));
const form = /** @type {HTMLFormElement} */ (fold.querySelector("form"));
const words = /** @type {HTMLTextAreaElement} */ (at("extra"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
const picker = /** @type {HTMLInputElement} */ (at("kies-bestand"));
// Kept here: while the part is drawn anew the form is not in the page.
const [wrong, said, going, bar, size, closed] = ["fout", "gezegd", "gang", "balk", "mb", "zin"].map((name) => at(`toevoegen-${name}`));

const NOTHING = "Schrijf iets, of kies een bestand.";
const AWAY = "De verbinding was even weg. Wij gaan vanzelf verder. Laat dit venster open.";
const LATER = "Dit lukt nu nog niet. Wij proberen het vanzelf opnieuw. Laat dit venster open.";
const FAILED = "Toevoegen lukt nu niet. Er is niets verloren. Probeer het opnieuw.";
const told = {
  away: (/** @type {number} */ seconds) => (said.textContent = seconds ? LATER : AWAY),
  back: () => (said.textContent = "Bezig…"),
};

/** What is chosen while something is on its way waits here: it goes along the next time. @type {File[]} */
const next = [];

export function begin() {
  new MutationObserver(settle).observe(place, { childList: true });
  settle();
  form.onsubmit = (event) => (event.preventDefault(), void send());
  /** @type {HTMLElement} */ (form.querySelector('[data-kies="bestand"]')).onclick = () => picker.click();
  picker.onchange = () => (take(picker.files ?? []), (picker.value = ""));
  onDrop(form, (files) => ((fold.open = true), take(files)));
}

/** Each time the melding is drawn anew the form takes its place in it, with all that stands in it. */
function settle() {
  const spot = /** @type {HTMLElement | null} */ (place.querySelector("[data-toevoegen]"));
  fold.hidden = form.hidden = !spot;
  if (!spot || spot.contains(fold)) return;
  spot.append(fold);
  closed.textContent = String(spot.dataset.toevoegen);
  closed.hidden = !closed.textContent;
}

/** @param {Iterable<File>} files */
function take(files) {
  workBegan();
  if (isBusy()) return void next.push(...files);
  said.textContent = wrong.textContent = "";
  add(files);
}

async function send() {
  if (isBusy()) return;
  const text = words.value.trim(), files = ready();
  const problem = obstacle() || (text || files.length ? "" : NOTHING);
  wrong.textContent = problem;
  words.setAttribute("aria-invalid", String(problem === NOTHING));
  if (problem) return words.focus();
  busy(true);
  const refusal = await parts(text, files.length);
  busy(false);
  wrong.textContent = refusal;
  said.textContent = "";
  if (!refusal) await done(text, files.length);
}

/** First the words, then the files: what is safe is not sent again. Gives why not, or "".
 * @param {string} text @param {number} count */
async function parts(text, count) {
  if (text) {
    const answer = await parcel("aanvullingen", json({ tekst: text }), () => {});
    if (answer?.status !== 201) return answer?.body.detail ?? FAILED;
    words.value = "";
  }
  if (!count) return "";
  const answer = await parcel("bewijs", withFiles(new FormData(), ready()), shown);
  if (answer?.status === 202) return forgetSent(), "";
  waiting();
  refused(answer?.body.bestanden ?? []);
  return answer?.body.detail ?? FAILED;
}

/** @param {string} what @param {FormData | Blob} body @param {(gone: number) => void} bytes @returns {Promise<Answer | null>} */
function parcel(what, body, bytes) {
  const parcel = { path: `${form.dataset.adres}/${what}`, key: crypto.randomUUID(), body };
  return deliver(parcel, { ...told, bytes });
}

function isBusy() {
  return button.getAttribute("aria-disabled") === "true";
}

/** @param {boolean} now */
function busy(now) {
  button.textContent = now ? "Bezig…" : "Voeg toe";
  if (now) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
  words.readOnly = now;
  going.hidden = !now || !ready().length;
  said.textContent = "";
  if (!now && next.length) add(next.splice(0));
}

/** @param {number} gone */
function shown(gone) {
  const whole = total();
  if (!whole) return;
  const part = Math.min(gone, whole);
  /** @type {HTMLProgressElement} */ (bar).value = (100 * part) / whole;
  size.textContent = `${amount(part)} van ${amount(whole)}`;
  sending(gone);
}

/** @param {string} text @param {number} count */
async function done(text, count) {
  const files = count === 1 ? "1 bestand" : `${count} bestanden`;
  const added = [...(text ? ["uw tekst"] : []), ...(count ? [files] : [])].join(" en ");
  await load(place, String(place.dataset.deel));
  said.textContent = `Toegevoegd: ${added}. Dit is veilig bewaard.`;
  said.focus();
}
