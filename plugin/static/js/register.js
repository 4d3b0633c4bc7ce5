// The register: one part, the choice of its year, its files to save.

import "./app.js";
import "./kiezen.js";
import "./opslaan.js";
