// A stand-in for office.js, for demo and test: our own code, written against the public documentation.
// It talks with the look-alike around the frame: "sim-hello" out, "sim-init" with a port back; then calls over the port
// as {id, method, args} and answers as {id, value | error}; what happens in the mail program comes as {event, ...}.
// It also does what the real one was seen to do to a page: pushState and replaceState become null, dialogs throw.
"use strict";
(() => {
  /** @typedef {Office.EmailAddressDetails} Who */
  /** @typedef {{ id: string, name: string, size: number, contentType: string, attachmentType: string, isInline: boolean,
   *   contentId: string }} Part */
  /** @typedef {{ itemId: string, internetMessageId: string, conversationId: string, subject: string, from: Who, to: Who[],
   *   cc: Who[], dateTimeCreated: string, dateTimeModified: string, attachments: Part[] }} Facts */
  /** @typedef {{ mailbox: string, naa: boolean, phone: boolean, platform: string, theme: Record<string, any>, user: Who,
   *   settings: Record<string, any>, item: Facts | null }} Start */
  /** @typedef {{ code?: number, name?: string, message?: string }} Failure */

  const PATIENCE = 3000; // ms: whoever does not answer by then is no mail program
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const home = new URL(script.src);
  const around = `${home.protocol}//outlook.${home.host}`;
  const anyWindow = /** @type {any} */ (window);

  anyWindow.history.pushState = null;
  anyWindow.history.replaceState = null;
  for (const name of ["alert", "confirm", "prompt"]) {
    anyWindow[name] = () => {
      throw new Error(`window.${name} is not supported here`);
    };
  }

  // --- the line to the mail program
  /** @type {MessagePort | null} */
  let port = null;
  let last = 0;
  const waiting = new Map();
  /** @type {Map<string, Set<Function>>} */
  const handlers = new Map();
  /** @type {Set<Function>} */
  const signInListeners = new Set();

  /** @param {string} method @param {any[]} args @returns {Promise<any>} */
  function call(method, ...args) {
    last += 1;
    const id = last;
    port?.postMessage({ id, method, args });
    return new Promise((done, failed) => waiting.set(id, { done, failed }));
  }

  /** @param {MessageEvent} message */
  function heard({ data }) {
    if (data.event) return happened(data);
    const { done, failed } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error) failed(data.error);
    else done(data.value);
  }

  /** @param {{ event: string, item?: Facts | null, theme?: Record<string, any> }} told */
  function happened({ event, item, theme }) {
    if (event === "olkItemSelectedChanged") context.mailbox.item = item ? itemOf(item) : null;
    if (theme) context.officeTheme = theme;
    for (const handler of handlers.get(event) ?? []) handler({ type: event, officeTheme: theme });
  }

  /** Office's way: (arguments, [options], [callback]), the answer always in the callback.
   * @param {string} method @param {number} wanted @param {any[]} bound */
  function asyncOf(method, wanted, ...bound) {
    return (/** @type {any[]} */ ...given) => {
      const callback = typeof given.at(-1) === "function" ? given.pop() : () => {};
      const options = given.length > wanted ? given.pop() : {};
      const { asyncContext } = options ?? {};
      call(method, ...bound, ...given).then(
        (value) => callback({ status: "succeeded", value, error: undefined, asyncContext }),
        (failure) => callback({ status: "failed", value: undefined, error: failureOf(failure), asyncContext }),
      );
    };
  }

  /** @param {Failure} failure */
  const failureOf = ({ code = 5001, name = "GenericResponseError", message = "An internal error has occurred." }) =>
    ({ code, name, message });

  // --- what the add-in sees
  /** @param {string} has @param {string} [wants] */
  function reaches(has, wants = "1.1") {
    const [a, b] = [has, wants].map((version) => version.split(".").map(Number));
    return a[0] > b[0] || (a[0] === b[0] && a[1] >= (b[1] ?? 0));
  }

  /** @type {Record<string, any>} */
  const context = {}; // outside a mail program it stays empty, as the real one does
  let sets = { Mailbox: "", NestedAppAuth: "" };

  /** @param {Facts} facts */
  function itemOf(facts) {
    const has = (/** @type {string} */ version) => reaches(sets.Mailbox, version);
    /** @param {string} method @param {number} wanted */
    const own = (method, wanted) => asyncOf(method, wanted, facts.itemId);
    /** @satisfies {Omit<Pick<Office.MessageRead, "itemId" | "itemType" | "itemClass" | "subject" | "normalizedSubject" | "from" |
     *   "sender" | "to" | "cc" | "internetMessageId" | "conversationId" | "dateTimeCreated" | "dateTimeModified" |
     *   "attachments">, never> & { body: Pick<Office.Body, "getAsync"> }} */
    const item = {
      ...facts,
      itemType: "message",
      itemClass: "IPM.Note",
      normalizedSubject: facts.subject.replace(/^((re|fw|fwd|antw|doorst):\s*)+/i, ""),
      sender: facts.from,
      dateTimeCreated: new Date(facts.dateTimeCreated),
      dateTimeModified: new Date(facts.dateTimeModified),
      body: { getAsync: own("body.getAsync", 1) },
    };
    /** @satisfies {Pick<Office.MessageRead, "getAllInternetHeadersAsync" | "getAttachmentContentAsync">} */
    const from18 = {
      getAllInternetHeadersAsync: own("getAllInternetHeadersAsync", 0),
      getAttachmentContentAsync: own("getAttachmentContentAsync", 1),
    };
    /** @satisfies {Pick<Office.MessageRead, "getAsFileAsync">} */
    const from114 = { getAsFileAsync: own("getAsFileAsync", 0) };
    return { ...item, ...(has("1.8") ? from18 : {}), ...(has("1.14") ? from114 : {}) };
  }

  /** @param {string} type @param {Function} handler @param {any[]} rest */
  function addHandlerAsync(type, handler, ...rest) {
    handlers.set(type, (handlers.get(type) ?? new Set()).add(handler));
    const callback = rest.at(-1);
    if (typeof callback === "function") queueMicrotask(() => callback({ status: "succeeded" }));
  }

  /** @param {string} type @param {any[]} rest */
  function removeHandlerAsync(type, ...rest) {
    handlers.delete(type);
    const callback = rest.at(-1);
    if (typeof callback === "function") queueMicrotask(() => callback({ status: "succeeded" }));
  }

  /** @param {Start} start */
  function mailboxOf(start) {
    /** @satisfies {Pick<Office.Mailbox, "convertToRestId" | "convertToEwsId">} */
    const convert = {
      convertToRestId: (/** @type {string} */ id) => id.replaceAll("/", "-").replaceAll("+", "_"),
      convertToEwsId: (/** @type {string} */ id) => id.replaceAll("-", "/").replaceAll("_", "+"),
    };
    /** @satisfies {Pick<Office.Mailbox, "userProfile" | "addHandlerAsync" | "removeHandlerAsync">
     *   & { diagnostics: Omit<Office.Diagnostics, "ews"> }} */
    const mailbox = {
      userProfile: { ...start.user, timeZone: "W. Europe Standard Time", accountType: "enterprise" },
      diagnostics: { hostName: start.phone ? "OutlookAndroid" : "OutlookWebApp", hostVersion: "0.0.0.1", OWAView: "ThreeColumns" },
      addHandlerAsync,
      removeHandlerAsync,
    };
    // A phone has REST ids already and knows no conversion.
    return { ...mailbox, item: start.item ? itemOf(start.item) : null, ...(start.phone ? {} : convert) };
  }

  /** @param {Record<string, any>} kept */
  function roaming(kept) {
    const values = { ...kept };
    /** @satisfies {Office.RoamingSettings} */
    const settings = {
      get: (/** @type {string} */ name) => values[name],
      set: (/** @type {string} */ name, /** @type {any} */ value) => void (values[name] = value),
      remove: (/** @type {string} */ name) => void delete values[name],
      saveAsync: (/** @type {any[]} */ ...rest) => asyncOf("roamingSettings.saveAsync", 1)({ ...values }, ...rest),
    };
    return settings;
  }

  /** @param {Start} start */
  function begin(start) {
    sets = { Mailbox: start.mailbox, NestedAppAuth: start.naa ? "1.1" : "" };
    Object.assign(context, {
      mailbox: mailboxOf(start),
      requirements: {
        isSetSupported: (/** @type {keyof sets} */ name, /** @type {string} */ version) =>
          Boolean(sets[name]) && reaches(sets[name], version),
      },
      officeTheme: start.theme,
      roamingSettings: roaming(start.settings),
      host: "Outlook",
      platform: start.platform,
      diagnostics: { host: "Outlook", platform: start.platform, version: "0.0.0.1" },
      displayLanguage: "nl-NL",
      contentLanguage: "nl-NL",
      ui: {
        closeContainer: () => void call("ui.closeContainer"),
        openBrowserWindow: (/** @type {string} */ url) => void call("ui.openBrowserWindow", url),
      },
    });
    if (start.naa) anyWindow.nestedAppAuthBridge = bridge;
  }

  // --- nested app authentication: the sign-in library speaks JSON over this bridge
  const bridge = {
    addEventListener: (/** @type {string} */ _, /** @type {Function} */ heardIt) => void signInListeners.add(heardIt),
    removeEventListener: (/** @type {string} */ _, /** @type {Function} */ heardIt) => void signInListeners.delete(heardIt),
    postMessage: (/** @type {string} */ question) =>
      void call("nestedAppAuth", question).then((data) => signInListeners.forEach((listener) => listener({ data }))),
  };

  // --- the start
  /** @type {Promise<{ host: string | null, platform: string | null, addin: null }>} */
  const ready = new Promise((done) => {
    const nowhere = () => done({ host: null, platform: null, addin: null });
    if (window.parent === window) return void setTimeout(nowhere, 50);
    const late = setTimeout(nowhere, PATIENCE);
    window.addEventListener("message", (message) => {
      if (message.source !== window.parent || message.origin !== around || message.data?.type !== "sim-init") return;
      clearTimeout(late);
      port = message.ports[0];
      port.onmessage = heard;
      begin(message.data.start);
      done({ host: "Outlook", platform: context.platform, addin: null });
    });
    window.parent.postMessage("sim-hello", around);
  });

  /** @param {(info: any) => any} [callback] */
  const onReady = async (callback) => {
    const info = await ready;
    return (callback && (await callback(info))) ?? info;
  };

  anyWindow.Office = {
    context,
    onReady,
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    CoercionType: { Html: "html", Text: "text" },
    HostType: { Outlook: "Outlook" },
    PlatformType: { OfficeOnline: "OfficeOnline", Android: "Android", iOS: "iOS", Mac: "Mac", PC: "PC" },
    EventType: { ItemChanged: "olkItemSelectedChanged", OfficeThemeChanged: "officeThemeChanged" },
    MailboxEnums: {
      AttachmentContentFormat: { Base64: "base64", Url: "url", Eml: "eml", ICalendar: "iCalendar" },
      AttachmentType: { File: "file", Item: "item", Cloud: "cloud" },
      BodyType: { HTML: "html", Text: "text" },
      ItemType: { Message: "message", Appointment: "appointment" },
      RestVersion: { v1_0: "v1.0", v2_0: "v2.0", Beta: "beta" },
    },
  };
})();
