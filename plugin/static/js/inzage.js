// The copy for the agressor: the pieces that are ticked stand in the address from which the button saves it.

document.addEventListener("change", (event) => {
  const group = /** @type {HTMLElement} */ (event.target).closest("[data-inzage]");
  const button = /** @type {HTMLElement | null | undefined} */ (group?.querySelector("button[data-haal]"));
  if (!(group instanceof HTMLElement) || !button) return;
  const ticked = /** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll("input:checked"));
  button.dataset.haal = `${group.dataset.inzage}?stukken=${[...ticked].map((one) => one.value).join(",")}`;
});
