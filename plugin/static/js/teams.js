// In a tab of Teams. Its library lets Teams sign people in, gives the theme, and says which case a notice is about.
// This part is loaded there alone: the address of a tab says `in=teams` (manifest/teams.py).

import { loadScript } from "./host.js";

const REFERENCE = /^M-[0-9A-HJKMNP-TV-Z]{8}$/;
const PAGES = ["/zaken", "/mijn"];

/** @returns {Promise<boolean>} whether Teams signs people in */
export async function inTeams() {
  await loadScript(document.body.dataset.teams ?? "");
  const { app, nestedAppAuth } = /** @type {any} */ (window).microsoftTeams;
  await app.initialize();
  const context = await app.getContext();
  follow(context.app.theme);
  app.registerOnThemeChangeHandler(follow);
  document.addEventListener("click", stayInside, true);
  goTo(context.page.subPageId);
  app.notifySuccess();
  return nestedAppAuth.isNAAChannelRecommended();
}

/** @param {string} theme default, dark, contrast or glass */
function follow(theme) {
  document.documentElement.dataset.thema = theme === "dark" || theme === "contrast" ? "donker" : "licht";
}

/** A link inside the tab tells the next page where it stands; the help card opens beside it.
 * @param {MouseEvent} event */
function stayInside(event) {
  const link = /** @type {Element} */ (event.target).closest?.("a");
  if (!link || link.origin !== location.origin) return;
  if (link.pathname === "/hulp") link.target = "_blank";
  const to = new URL(link.href);
  to.searchParams.set("in", "teams");
  link.href = to.href;
}

/** What a notice is about. It is only an address: the service looks anew who may read it.
 * @param {unknown} reference */
function goTo(reference) {
  const opened = new URLSearchParams(location.search).has("begin");
  if (!opened || !PAGES.includes(location.pathname) || !REFERENCE.test(String(reference))) return;
  location.replace(`${location.pathname}/${reference}?in=teams`);
}
