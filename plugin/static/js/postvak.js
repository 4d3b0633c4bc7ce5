// The mails beside this pane: the one that is open, the ones that are chosen together, and those that go along.

import { expect, failed, outlookMails, received } from "./bestanden.js";
import { touched } from "./concept.js";
import { host } from "./host.js";
import { chosenMails, onOtherMail, openMail, read } from "./mail.js";
import { show } from "./stappen.js";
import { written } from "./tijd.js";
import { startFromMail } from "./velden.js";

/** @typedef {import("./mail.js").Mail} Mail */
/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const SEVERAL = "Klik in uw lijst alle mails aan die erbij horen. Houd daarbij Ctrl ingedrukt, op een Mac Cmd. Hierboven meldt u ze dan samen.";
const ONE_BY_ONE = "Meld eerst één mail. Open daarna de volgende mail: u kunt hem dan toevoegen. Of kies mails die u als bestand hebt bewaard.";
const FROM_FILES = "Kies mails die u als bestand hebt bewaard, of sleep ze hierheen.";
const UNREADABLE = "Wij kunnen de mail hier niet ophalen. Sleep hem hierheen, of meld zonder de mail.";

/** @type {Mail[]} the open mail, or all that are chosen */
let beside = [];
/** @type {() => void} */
let signedIn;
/** Reading waits for the sign-in: without it Outlook may have less to give than the original. @type {Promise<void>} */
let line = new Promise((done) => (signedIn = done));

export function readFromNow() {
  signedIn();
}

/** Show what is open, now and later. */
export async function look() {
  await lookAgain();
  at("geen-office").hidden = !(await host).failed;
  void onOtherMail(lookAgain);
}

async function lookAgain() {
  const [open, chosen] = [await openMail(), (await chosenMails()) ?? []];
  beside = chosen.length > 1 ? chosen : open ? [open] : [];
  card();
  notice();
}

function card() {
  at("open-mail").hidden = !beside.length;
  at("anders-kop").textContent = beside.length ? "Of meld iets anders" : "Wat wilt u melden?";
  if (!beside.length) return;
  const several = beside.length > 1;
  at("open-kop").textContent = several ? `De ${beside.length} mails die u koos` : "De mail die u nu open hebt";
  at("open-feiten").textContent = several ? "Samen in één melding" : facts(beside[0]);
  at("meld-mail").textContent = several ? `Deze ${beside.length} mails melden` : "Deze mail melden";
  at("blijft").textContent = several ? "De mails blijven in uw postvak staan. Wij veranderen er niets aan." : "De mail blijft in uw postvak staan. Wij veranderen er niets aan.";
}

/** No subject, no quote. @param {Mail} mail */
function facts({ van, op, bijlagen }) {
  const day = op ? `\n${written(op).replace(/^./, (sign) => sign.toUpperCase())}` : "";
  const count = bijlagen ? `\n${bijlagen === 1 ? "1 bijlage" : `${bijlagen} bijlagen`}` : "";
  return `Van: ${van}${day}${count}`;
}

/** Another mail is open than the melding is about. */
function notice() {
  const known = outlookMails();
  const other = beside.filter(({ id }) => !known.some((one) => one.id === id));
  at("ander").hidden = !known.length || !other.length;
  at("ander-over").textContent = known.length === 1 ? known[0].naam.replace("Mail", "de mail") : `${known.length} mails`;
  at("ander-toe").textContent = other.length > 1 ? "Voeg deze mails toe" : "Voeg deze mail toe";
}

/** What is beside the pane goes along. */
export function takeThese() {
  for (const mail of beside) void take(mail);
  at("ander").hidden = true;
}

export function reportThese() {
  takeThese();
  show("wat");
}

/** One after another: Outlook opens one at a time. @param {Mail} mail @param {string} [naam] */
export function take(mail, naam = mail.op ? `Mail van ${written(mail.op)}` : "Mail die u koos") {
  if (outlookMails().some(({ id }) => id === mail.id)) return;
  const row = expect(naam, mail.id);
  if (!row) return;
  if (mail.op) startFromMail(mail.op);
  touched();
  line = line.then(() => read(mail)).then(
    ({ inhoud, original, op }) => {
      if (op && !mail.op) startFromMail(op);
      received(row, inhoud, original, op ? `Mail van ${written(op)}` : naam);
      touched();
    },
    () => failed(row, UNREADABLE),
  );
}

/** Mails that were chosen before: from beside the pane, or from the mailbox. @param {{ id: string, naam: string }[]} kept */
export function takeAgain(kept) {
  for (const { id, naam } of kept) take(beside.find((mail) => mail.id === id) ?? { id, van: "", op: null, bijlagen: 0, item: null }, naam);
  notice();
}

/** How more than one mail is chosen in this Outlook. */
export async function explainMore() {
  const { office } = await host;
  const way = (await chosenMails()) ? SEVERAL : office ? ONE_BY_ONE : FROM_FILES;
  at("meer-mails").hidden = false;
  at("meer-mails-zin").textContent = way;
  at("meer-mails").focus();
}
