// Lets people sign in for a framed page. It may go to our own Entra alone, and only after a click.

document.getElementById("verder")?.addEventListener("click", () => {
  const authority = new URL(String(document.body.dataset.authority)).origin;
  msalPopupRelay.runPopupRelay({ protocolVersion: 2, allowedAuthorityOrigins: [authority] });
});
