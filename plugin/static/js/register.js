// The register: one part, and the choice of its year.

import "./app.js";
import "./kiezen.js";
