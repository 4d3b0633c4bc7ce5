// Hands Entra's answer to the page that asked for it.

msalRedirectBridge.broadcastResponseToMainFrame().catch(() => {
  /** @type {HTMLElement} */ (document.getElementById("gelukt")).hidden = true;
  /** @type {HTMLElement} */ (document.getElementById("mislukt")).hidden = false;
});
