// Pressing send: check, send with progress, and show the receipt or what stands in the way.

import { allRead, amount, obstacle, ready, refused, sending, total, waiting } from "./bestanden.js";
import { end, keyNow } from "./concept.js";
import { complain, refuse } from "./fouten.js";
import { melding, needed, summarise } from "./melding.js";
import { showReceipt } from "./ontvangst.js";
import { onStep, show, step, turns } from "./stappen.js";
import { clock } from "./tijd.js";
import { send, stop } from "./versturen.js";

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

at("stop").onclick = stop;
onStep((name) => name === "klopt" && summarise());

const UNREAD = "Een mail konden wij niet ophalen. Sleep hem hierheen, of verstuur zonder die mail.";

/** A mail that is still being read goes along: sending waits for it by itself. */
async function untilRead() {
  const button = /** @type {HTMLElement} */ (document.querySelector(`#stap-${step} [type=submit]`));
  const words = button.textContent;
  const complete = await allRead(() => (button.textContent = "Nog even: wij lezen de mail…"));
  button.textContent = words;
  return complete;
}

export async function submit() {
  const [from, before] = [step, turns];
  const complete = await untilRead();
  if (turns !== before || !at("begonnen").hidden) return; // somebody looks at something else now
  const order = step === "orde";
  const found = needed(order);
  const waits = complete ? obstacle() : UNREAD;
  if (waits && order) return refuse(waits, from);
  if (waits) found.push({ veld: "bestanden-fout", zin: waits });
  complain(found, step);
  if (found.length) return;
  progress(0);
  show("versturen");
  const answer = await send(keyNow(), melding(order), ready(), { bytes: progress, away, back: () => (at("verzend-bericht").hidden = true) });
  at("verzend-bericht").hidden = true;
  if (answer?.status === 202) {
    showReceipt(answer.body);
    show("klaar");
    return end();
  }
  waiting();
  show(from);
  if (answer) explain(answer, from);
}

/** @param {number} gone */
function progress(gone) {
  const all = total();
  /** @type {HTMLProgressElement} */ (at("voortgang")).value = all ? Math.min(100, (100 * gone) / all) : 100;
  at("voortgang-mb").textContent = all ? `${amount(Math.min(gone, all))} van ${amount(all)}` : "";
  sending(gone);
}

/** @param {number} seconds 0: the connection was lost; else the service asks for so much patience */
function away(seconds) {
  const again = clock(new Date(Date.now() + seconds * 1000));
  at("verzend-kop").textContent = seconds ? "Versturen lukt nu niet" : "De verbinding was even weg";
  at("verzend-zin").textContent = seconds
    ? `Laat dit venster open; wij proberen het om ${again} opnieuw.`
    : "Wij gaan vanzelf verder. Uw melding komt één keer binnen, ook als wij het vaker proberen.";
  at("verzend-bericht").hidden = false;
}

/** @param {{ status: number, body: any }} answer @param {string} from */
function explain({ status, body }, from) {
  if (body.bestanden) refused(body.bestanden);
  const ours = status !== 422 || !body.fouten;
  const said = ours ? body.detail : "Er klopt iets niet in wat u invulde. Kijk het na.";
  refuse(said ?? "Probeer het opnieuw.", from);
}
