// A stand-in for office.js, for demo and test: our own code, written against the public documentation.
// It does what the real one was seen to do to a page: pushState and replaceState become null, dialogs throw. Then it
// looks for the mail program around the frame (office_host.js) and puts what an add-in sees in Office.context.
"use strict";
(() => {
  const anyWindow = /** @type {any} */ (window);
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);

  anyWindow.history.pushState = null;
  anyWindow.history.replaceState = null;
  for (const name of ["alert", "confirm", "prompt"]) {
    anyWindow[name] = () => {
      throw new Error(`window.${name} is not supported here`);
    };
  }

  /** @type {Record<string, any>} */
  const context = {}; // outside a mail program it stays empty, as the real one does
  const home = new URL(script.src);
  // A classic script of another origin has no address of its own to import from.
  const parts = /** @type {Promise<typeof import("./office_host.js")>} */ (import(new URL("office_host.js", home).href));
  const ready = parts.then(({ find }) => find(home, context));

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
    EventType: {
      ItemChanged: "olkItemSelectedChanged",
      SelectedItemsChanged: "olkSelectedItemsChanged",
      OfficeThemeChanged: "officeThemeChanged",
      DragAndDropEvent: "olkDragAndDropEvent",
    },
    MailboxEnums: {
      AttachmentContentFormat: { Base64: "base64", Url: "url", Eml: "eml", ICalendar: "iCalendar" },
      AttachmentType: { File: "file", Item: "item", Cloud: "cloud" },
      BodyType: { HTML: "html", Text: "text" },
      DelegatePermissions: { Read: 1, Write: 2, DeleteOwn: 4, DeleteAll: 8, EditOwn: 16, EditAll: 32 },
      ItemType: { Message: "message", Appointment: "appointment" },
      RestVersion: { v1_0: "v1.0", v2_0: "v2.0", Beta: "beta" },
    },
  };
})();
