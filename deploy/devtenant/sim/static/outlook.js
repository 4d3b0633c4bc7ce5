// The look-alike: choose a mail or several, press the button, and the pane opens beside them.

import { listen } from "./bridge.js";
import { choice, mark } from "./keuze.js";
import { methodsOf } from "./methods.js";
import { dragging } from "./slepen.js";

/** @typedef {import("./methods.js").Mail} Mail */

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
const element = (id) => /** @type {T} */ (document.getElementById(id));
const { persoon, postvak, paneel, meer, recht, opties, berichten } = JSON.parse(String(element("gegevens").textContent));
const user = { displayName: persoon.displayName, emailAddress: persoon.emailAddress };
const phone = Boolean(opties.telefoon);
const origin = paneel ? new URL(paneel).origin : "";
const frame = /** @type {HTMLIFrameElement} */ (element("venster"));
const button = /** @type {HTMLElement | null} */ (document.getElementById("knop"));
const { body, documentElement: page } = document;

/** Outlook gives its own kind of ids, a phone gives those of Graph. @param {Mail} mail */
const shownId = (mail) => (phone ? mail.restId : mail.restId.replaceAll("-", "/").replaceAll("_", "+"));

/** What the pane may know of a mail. @param {Mail | null} mail */
function itemOf(mail) {
  if (!mail) return null;
  const { sleutel, restId, ...facts } = mail;
  return { ...facts, itemId: shownId(mail) };
}

function theme() {
  const dark = page.dataset.thema === "donker";
  const [back, fore] = dark ? ["#1b2026", "#edf0f3"] : ["#ffffff", "#20262d"];
  return { bodyBackgroundColor: back, bodyForegroundColor: fore, controlBackgroundColor: back,
    controlForegroundColor: fore, isDarkTheme: dark };
}

const mails = choice(berichten, show);
const { methods, original, settings } = methodsOf({ persoon, postvak, berichten, opties, herkomst: origin, shownId, itemOf,
  gekozen: mails.all, sluit: close });
const { tell } = listen({
  frame, origin, methods, fail: opties.fail, slow: opties.traag,
  start: () => ({ mailbox: opties.mailbox, naa: opties.naa !== "nee", phone, platform: opties.platform,
    hostName: opties.hostName, permission: recht, theme: theme(), user, settings: settings(), item: itemOf(mails.one()) }),
});

/** @param {Mail[]} chosen */
function show(chosen) {
  const one = mails.one();
  mark(chosen);
  for (const article of document.querySelectorAll("article")) article.hidden = article.id !== `bericht-${one?.sleutel}`;
  element("geen").hidden = chosen.length > 0;
  element("samen").hidden = chosen.length < 2;
  element("samen").textContent = chosen.length < 2 ? "" : `${chosen.length} berichten gekozen.`;
  if (button) button.hidden = !(chosen.length === 1 || (meer && chosen.length));
  body.dataset.stand = chosen.length ? "bericht" : "lijst";
  tell({ event: "olkItemSelectedChanged", item: itemOf(one) });
  tell({ event: "olkSelectedItemsChanged" });
  if (phone) element("terug-lijst").focus();
}

/** Ctrl or Cmd chooses one more; a phone knows no such thing. @param {MouseEvent | KeyboardEvent} event */
const besides = (event) => !phone && (event.ctrlKey || event.metaKey);

function open() {
  body.dataset.paneel = "open";
  element("paneel").hidden = false;
  const address = new URL(paneel);
  // As the real one does: the pane's address names its host.
  address.search += `${address.search ? "&" : ""}_host_Info=Outlook$${opties.info}$16.01$nl-NL$$$$0`;
  if (!frame.src) frame.src = address.href;
  element("sluit").focus();
}

function close() {
  delete body.dataset.paneel;
  element("paneel").hidden = true;
  frame.removeAttribute("src");
  button?.focus();
}

for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-sleutel]"))) {
  const key = String(row.dataset.sleutel);
  row.addEventListener("click", (event) => mails.choose(key, besides(event)));
  row.addEventListener("keydown", (event) => event.key === "Enter" && besides(event) && (event.preventDefault(), mails.choose(key, true)));
}
if (opties.platform === "OfficeOnline") {
  const mailOf = (/** @type {string} */ key) => berichten.find((/** @type {Mail} */ one) => one.sleutel === key);
  dragging({ rows: document.querySelectorAll("[data-sleutel]"), cover: element("sleepvlak"), mailOf, original, tell });
}
button?.addEventListener("click", open);
element("sluit").addEventListener("click", close);
element("kleuren").addEventListener("click", () => {
  page.dataset.thema = page.dataset.thema === "donker" ? "licht" : "donker";
  tell({ event: "officeThemeChanged", theme: theme() });
});
element("terug-lijst").addEventListener("click", () => {
  body.dataset.stand = "lijst";
  /** @type {HTMLElement | null} */ (document.querySelector("[aria-current]"))?.focus();
});
