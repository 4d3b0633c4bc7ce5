// The service worker. It keeps the help card for when there is no connection, and hands to /meld what another app
// shares. The server puts VERSIE and BEWAARD on top: what is kept, and the version of exactly that.
// Nothing else is ever kept: no answer of /api, no part with data, no page of a case, nothing that was shared.

const werker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const NAAM = `hulp-${VERSIE}`;
const HULP = BEWAARD[0];
const GEDULD = 3000; // ms: then the kept card is quicker help than the newest one
const WACHT = 60_000; // ms that something shared waits for its page

/** In memory alone, by the ticket of the page that asks for it once. @type {Map<string, unknown>} */
const gedeeld = new Map();

werker.addEventListener("install", (event) => event.waitUntil(keep()));
werker.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function keep() {
  const cache = await caches.open(NAAM);
  await cache.addAll(BEWAARD.map((address) => new Request(address, { cache: "reload", credentials: "omit" })));
  await werker.skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== NAAM) await caches.delete(name);
  await werker.clients.claim();
}

werker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin) return;
  if (method === "POST" && pathname === "/delen") event.respondWith(received(event));
  if (method !== "GET") return;
  if (pathname === HULP) event.respondWith(card(event.request));
  else if (BEWAARD.includes(pathname)) event.respondWith(kept(event.request));
  else if (pathname === "/meld" && event.request.mode === "navigate") event.respondWith(orHelp(event.request));
});

/** The newest card; without a connection, or when that takes long, the kept one. @param {Request} request */
async function card(request) {
  const late = new Promise((_, failed) => setTimeout(failed, GEDULD));
  try {
    const answer = /** @type {Response} */ (await Promise.race([fetch(request), late]));
    if (answer.ok) return answer;
  } catch {
    // Below: the kept one.
  }
  return kept(request);
}

/** @param {Request} request */
async function kept(request) {
  const cache = await caches.open(NAAM);
  return (await cache.match(new URL(request.url).pathname)) ?? fetch(request);
}

/** Reporting needs a connection; without one, help and the numbers do not. @param {Request} request */
function orHelp(request) {
  return fetch(request).catch(() => Response.redirect(HULP, 303));
}

/** Another app shares: the server never gets it from us. @param {FetchEvent} event */
async function received(event) {
  try {
    const form = await event.request.formData();
    const ticket = crypto.randomUUID();
    const words = ["titel", "tekst", "adres"].map((name) => form.get(name)).filter((word) => typeof word === "string" && word);
    gedeeld.set(ticket, { bestanden: form.getAll("bestanden"), tekst: [...new Set(words)].join("\n") });
    event.waitUntil(new Promise((done) => setTimeout(done, WACHT)).then(() => gedeeld.delete(ticket)));
    return Response.redirect(`/meld?gedeeld=${ticket}`, 303);
  } catch {
    return Response.redirect("/meld?gedeeld=", 303);
  }
}

werker.addEventListener("message", (event) => {
  const ticket = event.data?.gedeeld;
  event.ports[0]?.postMessage(gedeeld.get(ticket) ?? null);
  gedeeld.delete(ticket);
});
