// Sign-in by Microsoft's library. The access token is asked for each call and kept nowhere by us.
// In Outlook: nested app authentication. In another frame: a window of our own that relays. Else: a redirect.

import { framed, host, inTime, loadScript } from "./host.js";

const { client, authority, scope } = document.body.dataset;
const API = [String(scope)];
export const MAIL = ["https://graph.microsoft.com/Mail.Read"];
export const MAIL_SHARED = ["https://graph.microsoft.com/Mail.Read.Shared"];

/** @type {Promise<any> | undefined} */
let started;
/** The latest account that signed in on this page. @type {any} */
let account = null;

const SLOW = 60_000; // ms: the library is most of what a phone has to fetch
const SILENT = 30_000; // ms: an Outlook that does not answer by then, will not
const ACCOUNTS = /^msal\..*account\.keys/;

/** Whether signing in will probably ask nothing: Outlook or Teams does it, or somebody signed in before in this tab. */
export async function expected() {
  const { nested } = await host;
  try {
    return nested || Object.keys(sessionStorage).some((name) => ACCOUNTS.test(name));
  } catch {
    return false; // a browser that keeps nothing for pages
  }
}

/** @returns {Promise<any>} the library, after it took in the answer of a redirect */
function library() {
  started ??= start().catch((error) => {
    started = undefined; // the next press tries again
    throw error;
  });
  return started;
}

async function start() {
  await loadScript(String(document.body.dataset.msal), SLOW);
  const here = location.origin;
  const place = new URL(String(authority));
  /** @type {Partial<MsalConfiguration["auth"]>} */
  const relay = framed ? { popupRelayUri: `${here}/msal_relay`, popupRelayProtocolVersion: 2 } : {};
  /** @type {MsalConfiguration} */
  const options = {
    auth: {
      clientId: String(client),
      authority: String(authority),
      knownAuthorities: [place.host],
      redirectUri: `${here}/msal_redirect`,
      ...relay,
    },
    cache: { cacheLocation: "sessionStorage" },
  };
  const { nested } = await host;
  if (nested) return msal.createNestablePublicClientApplication(options);
  const app = await msal.createStandardPublicClientApplication(options);
  const answer = await app.handleRedirectPromise().catch(() => null);
  account = answer?.account ?? app.getAllAccounts()[0] ?? null;
  return app;
}

/** A token without asking anybody anything; null when a person has to sign in.
 * @param {{ scopes?: string[], forceRefresh?: boolean }} [wish] @returns {Promise<string | null>} */
export async function token({ scopes = API, forceRefresh = false } = {}) {
  const app = await library();
  const { nested } = await host;
  try {
    if (!account && !nested) return null;
    const asked = app.acquireTokenSilent({ scopes, forceRefresh, ...(account ? { account } : {}) });
    const answer = await inTime(asked, SILENT);
    account = answer.account ?? account;
    return answer.accessToken;
  } catch (error) {
    if (error instanceof msal.InteractionRequiredAuthError || error instanceof msal.BrowserAuthError) return null;
    throw error;
  }
}

/** Let the person sign in; call this from a click. A page with unsaved words stays where it is.
 * @param {{ stay: boolean, scopes?: string[] }} wish @returns {Promise<void>} */
export async function signIn({ stay, scopes = API }) {
  const app = await library();
  const { nested } = await host;
  if (nested || framed || stay) {
    account = (await app.acquireTokenPopup({ scopes })).account;
  } else {
    await app.acquireTokenRedirect({ scopes, redirectStartPage: location.href });
  }
}
