// One of mijn meldingen: questions are answered through app.js; here wishes, and what is added later.

import "./mijn.js";
import { workBegan } from "./request.js";
import { begin } from "./toevoegen.js";
import { keepOneMind } from "./velden.js";

begin();
document.addEventListener("input", () => workBegan());
document.addEventListener("change", (event) => keepOneMind(/** @type {HTMLInputElement} */ (event.target)));
