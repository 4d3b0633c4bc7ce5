// Finds the mail program around the frame: "sim-hello" out, "sim-init" with a port back; what happens there comes as
// {event, ...}. Then Office.context is what this Outlook has.

import { itemOf } from "./office_item.js";
import { asyncOf, call, connect } from "./office_line.js";
import { mailboxOf, raise } from "./office_mailbox.js";

/** @typedef {import("./office_mailbox.js").Start} Start */

const PATIENCE = 3000; // ms: whoever does not answer by then is no mail program
const anyWindow = /** @type {any} */ (window);

/** @param {URL} home where office.js came from @param {Record<string, any>} context to fill
 * @returns {Promise<{ host: string | null, platform: string | null, addin: null }>} */
export function find(home, context) {
  const around = `${home.protocol}//outlook.${home.host}`;
  return new Promise((done) => {
    const nowhere = () => done({ host: null, platform: null, addin: null });
    if (window.parent === window) return void setTimeout(nowhere, 50);
    const late = setTimeout(nowhere, PATIENCE);
    window.addEventListener("message", ({ source, origin, data, ports }) => {
      if (source !== window.parent || origin !== around || data?.type !== "sim-init") return;
      clearTimeout(late);
      begin(data.start, context);
      connect(ports[0], (told) => happened(told, context));
      done({ host: "Outlook", platform: context.platform, addin: null });
    });
    window.parent.postMessage("sim-hello", around);
  });
}

/** @param {string} has @param {string} [wants] */
function reaches(has, wants = "1.1") {
  const [a, b] = [has, wants].map((version) => version.split(".").map(Number));
  return a[0] > b[0] || (a[0] === b[0] && a[1] >= (b[1] ?? 0));
}

/** @param {Start} start @param {Record<string, any>} context */
function begin(start, context) {
  const sets = /** @type {Record<string, string>} */ ({ Mailbox: start.mailbox, NestedAppAuth: start.naa ? "1.1" : "" });
  const supported = (/** @type {string} */ name, /** @type {string} */ version) =>
    Boolean(sets[name]) && reaches(sets[name], version);
  Object.assign(context, {
    mailbox: mailboxOf(start, (version) => supported("Mailbox", version)),
    requirements: { isSetSupported: supported },
    // Outlook tells its theme since Mailbox 1.14.
    officeTheme: supported("Mailbox", "1.14") ? start.theme : undefined,
    roamingSettings: roaming(start.settings),
    host: "Outlook",
    platform: start.platform,
    diagnostics: { host: "Outlook", platform: start.platform, version: "0.0.0.1" },
    displayLanguage: "nl-NL",
    contentLanguage: "nl-NL",
    ui: {
      closeContainer: () => void call("ui.closeContainer"),
      openBrowserWindow: (/** @type {string} */ url) => void call("ui.openBrowserWindow", url),
    },
  });
  if (start.naa) anyWindow.nestedAppAuthBridge = bridge;
}

/** @param {{ event: string, item?: any, data?: any, theme?: Record<string, any> }} told @param {Record<string, any>} context */
function happened({ event, item, data, theme }, context) {
  const has = (/** @type {string} */ version) => context.requirements.isSetSupported("Mailbox", version);
  if (event === "olkItemSelectedChanged") context.mailbox.item = item ? itemOf(item, has) : null;
  if (theme && has("1.14")) context.officeTheme = theme;
  raise(event, { ...(theme && { officeTheme: theme }), ...(data && { dragAndDropEventData: data }) });
}

/** @param {Record<string, any>} kept */
function roaming(kept) {
  const values = { ...kept };
  /** @satisfies {Office.RoamingSettings} */
  const settings = {
    get: (/** @type {string} */ name) => values[name],
    set: (/** @type {string} */ name, /** @type {any} */ value) => void (values[name] = value),
    remove: (/** @type {string} */ name) => void delete values[name],
    saveAsync: (/** @type {any[]} */ ...rest) => asyncOf("roamingSettings.saveAsync", 1)({ ...values }, ...rest),
  };
  return settings;
}

/** @type {Set<Function>} */
const listeners = new Set();
/** Nested app authentication: the sign-in library speaks JSON over this bridge. */
const bridge = {
  addEventListener: (/** @type {string} */ _, /** @type {Function} */ heard) => void listeners.add(heard),
  removeEventListener: (/** @type {string} */ _, /** @type {Function} */ heard) => void listeners.delete(heard),
  postMessage: (/** @type {string} */ question) =>
    void call("nestedAppAuth", question)
      .catch(() => refusal(question))
      .then((data) => listeners.forEach((listener) => listener({ data }))),
};

/** A mail program that cannot sign anybody in says so over the bridge. @param {string} question */
function refusal(question) {
  const { requestId } = JSON.parse(question);
  const error = { status: "PERSISTENT_ERROR", code: "broker_error", description: "This call fails on purpose." };
  return JSON.stringify({ messageType: "NestedAppAuthResponse", requestId, success: false, error });
}
