// A button with data-haal="/api/…" saves a file, under the name in data-naam; what goes wrong is said in its [data-rij].

import { patiently } from "./deel.js";
import { call } from "./request.js";

const GONE = "Dit lukt nu niet. Er is niets verloren. Probeer het opnieuw.";

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (button?.dataset.haal) void save(button, button.dataset.haal);
});

/** Fetched with the token, and handed over as a file: never shown in the page.
 * @param {HTMLElement} button @param {string} path */
async function save(button, path) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    const answer = await patiently(call(path));
    if (!answer.ok) throw new Error((await answer.json()).detail);
    hand(await answer.blob(), String(button.dataset.naam));
    said(button, "");
  } catch (error) {
    said(button, error instanceof TypeError || !(/** @type {Error} */ (error).message) ? GONE : /** @type {Error} */ (error).message);
  }
  button.removeAttribute("aria-disabled");
}

/** @param {Blob} content @param {string} name */
function hand(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {HTMLElement} button @param {string} words */
function said(button, words) {
  const row = /** @type {HTMLElement} */ (button.closest("[data-rij]"));
  const line = row.querySelector("[role='alert']") ?? row.appendChild(document.createElement("p"));
  line.setAttribute("role", "alert");
  line.className = "fout";
  line.textContent = words;
}
