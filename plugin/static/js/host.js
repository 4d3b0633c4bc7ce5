// Where this page runs: in Outlook, in another frame, or plainly in a browser.

/** @typedef {{ office: boolean, nested: boolean, failed: boolean }} Host */

const PATIENCE = 6000; // ms: then the page goes on without Outlook

export const framed = window.self !== window.top;

/** A task pane gets its host in the address; on the web it is a frame as well. */
function expectsOffice() {
  return Boolean(document.body.dataset.metOffice) && (framed || location.search.includes("_host_Info"));
}

/** A tab gets it in its address; on a phone Teams shows it without a frame. */
function expectsTeams() {
  return location.search.includes("in=teams") && (framed || "nativeInterface" in window);
}

/** @returns {Promise<Host>} */
async function find() {
  const none = { office: false, nested: false, failed: false };
  if (expectsTeams()) return { ...none, nested: await signsInByTeams() };
  if (!expectsOffice()) return none;
  try {
    await withoutLosingHistory(() => loadScript(document.body.dataset.office ?? ""));
    const info = await inTime(Office.onReady());
    if (!info.host) return { ...none, failed: true };
  } catch {
    return { ...none, failed: true };
  }
  setTheme(Office.context.officeTheme);
  followTheme();
  return { office: true, nested: Office.context.requirements.isSetSupported("NestedAppAuth", "1.1"), failed: false };
}

/** @returns {Promise<boolean>} */
function signsInByTeams() {
  return import("./teams.js").then(({ inTeams }) => inTime(inTeams())).catch(() => false);
}

/** office.js takes pushState and replaceState away; the sign-in library needs them.
 * @param {() => Promise<void>} load */
async function withoutLosingHistory(load) {
  const { pushState, replaceState } = history;
  try {
    await load();
  } finally {
    history.pushState = pushState;
    history.replaceState = replaceState;
  }
}

/** @param {string} address @param {number} [patience] ms @returns {Promise<void>} */
export function loadScript(address, patience) {
  const loaded = new Promise((done, failed) => {
    const script = document.createElement("script");
    script.onload = () => done(undefined);
    script.onerror = () => failed(new Error("not loaded"));
    script.src = address;
    document.head.append(script);
  });
  return inTime(loaded, patience);
}

/** @template T @param {Promise<T>} promise @param {number} [patience] ms @returns {Promise<T>} */
export function inTime(promise, patience = PATIENCE) {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), patience));
  return /** @type {Promise<T>} */ (Promise.race([promise, late]));
}

/** Outlook's own theme decides; otherwise the style sheet asks the system. */
function followTheme() {
  if (!Office.context.requirements.isSetSupported("Mailbox", "1.14")) return;
  const changed = (/** @type {Office.OfficeThemeChangedEventArgs} */ { officeTheme }) => setTheme(officeTheme);
  Office.context.mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, changed);
}

/** @param {Office.OfficeTheme | undefined} theme */
function setTheme(theme) {
  if (!theme?.bodyBackgroundColor) return;
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(theme.bodyBackgroundColor.slice(at, at + 2), 16));
  const light = 0.299 * red + 0.587 * green + 0.114 * blue > 127;
  document.documentElement.dataset.thema = light ? "licht" : "donker";
}

/** @type {Promise<Host>} */
export const host = find();
