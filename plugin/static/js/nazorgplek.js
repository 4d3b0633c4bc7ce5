// Support stands beside the case on a wide page, and right after the next step on a phone: for eyes, Tab and screen
// reader alike, so the card itself moves.

const narrow = matchMedia("(max-width: 59.99rem)");

/** @param {HTMLElement} place */
export function keepSupportNear(place) {
  const settle = () => {
    const card = place.querySelector(".nazorg");
    if (!card) return;
    const at = place.querySelector(narrow.matches ? ".stapnu" : ".zijkant");
    if (narrow.matches && at?.nextElementSibling !== card) at?.after(card);
    if (!narrow.matches && at?.firstElementChild !== card) at?.prepend(card);
  };
  new MutationObserver(settle).observe(place, { childList: true });
  narrow.addEventListener("change", settle);
}
