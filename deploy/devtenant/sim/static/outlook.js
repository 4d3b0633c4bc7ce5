// The look-alike: choose a mail, press the button, and the pane opens beside it.

import { listen } from "./bridge.js";
import { methodsOf } from "./methods.js";

/** @typedef {import("./methods.js").Mail} Mail */

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
const element = (id) => /** @type {T} */ (document.getElementById(id));
const { persoon, paneel, opties, berichten } = JSON.parse(String(element("gegevens").textContent));
const user = { displayName: persoon.displayName, emailAddress: persoon.emailAddress };
const phone = Boolean(opties.telefoon);
const origin = new URL(paneel).origin;
const frame = /** @type {HTMLIFrameElement} */ (element("venster"));
const body = document.body;

/** @type {Mail | null} */
let chosen = null;

/** Outlook gives its own kind of ids, a phone gives those of Graph. @param {Mail} mail */
const shownId = (mail) => (phone ? mail.restId : mail.restId.replaceAll("-", "/").replaceAll("_", "+"));

/** What the pane may know of a mail. @param {Mail | null} mail */
function itemOf(mail) {
  if (!mail) return null;
  const { sleutel, restId, ...facts } = mail;
  return { ...facts, itemId: shownId(mail) };
}

function theme() {
  const dark = opties.thema === "donker";
  const [back, fore] = dark ? ["#1b2026", "#edf0f3"] : ["#ffffff", "#20262d"];
  return { bodyBackgroundColor: back, bodyForegroundColor: fore, controlBackgroundColor: back,
    controlForegroundColor: fore, isDarkTheme: dark };
}

const { methods, settings } = methodsOf({ persoon, berichten, opties, herkomst: origin, shownId, sluit: close });
const { tell } = listen({
  frame, origin, methods, fail: opties.fail, slow: opties.traag,
  start: () => ({ mailbox: opties.mailbox, naa: opties.naa !== "nee", phone, platform: phone ? "Android" : "OfficeOnline",
    theme: theme(), user, settings: settings(), item: itemOf(chosen) }),
});

/** @param {string} key */
function choose(key) {
  chosen = berichten.find((/** @type {Mail} */ mail) => mail.sleutel === key) ?? null;
  for (const button of document.querySelectorAll("[data-sleutel]")) {
    const mine = /** @type {HTMLElement} */ (button).dataset.sleutel === key;
    button.toggleAttribute("aria-current", mine);
    if (mine) button.setAttribute("aria-current", "true");
  }
  for (const article of document.querySelectorAll("article")) article.hidden = article.id !== `bericht-${key}`;
  element("geen").hidden = chosen !== null;
  element("knop").hidden = chosen === null;
  body.dataset.stand = chosen ? "bericht" : "lijst";
  tell({ event: "olkItemSelectedChanged", item: itemOf(chosen) });
  if (phone) element("terug-lijst").focus();
}

function open() {
  body.dataset.paneel = "open";
  element("paneel").hidden = false;
  const address = new URL(paneel);
  // As the real one does: the pane's address names its host.
  address.search += `${address.search ? "&" : ""}_host_Info=Outlook$${phone ? "Android" : "Web"}$16.01$nl-NL$$$$0`;
  if (!frame.src) frame.src = address.href;
  element("sluit").focus();
}

function close() {
  delete body.dataset.paneel;
  element("paneel").hidden = true;
  frame.removeAttribute("src");
  element("knop").focus();
}

for (const button of document.querySelectorAll("[data-sleutel]")) {
  button.addEventListener("click", () => choose(String(/** @type {HTMLElement} */ (button).dataset.sleutel)));
}
element("knop").addEventListener("click", open);
element("sluit").addEventListener("click", close);
element("terug-lijst").addEventListener("click", () => {
  body.dataset.stand = "lijst";
  /** @type {HTMLElement | null} */ (document.querySelector("[aria-current]"))?.focus();
});
