// The vendored sign-in library puts these names on the page; its own package says what they are.
declare const msal: typeof import("@azure/msal-browser");
declare const msalRedirectBridge: typeof import("@azure/msal-browser/redirect-bridge");
declare const msalPopupRelay: typeof import("@azure/msal-browser/popup-relay");
type MsalConfiguration = import("@azure/msal-browser").Configuration;
