// Mijn meldingen, the list: one's own data are saved from it.

import "./app.js";
import "./opslaan.js";
