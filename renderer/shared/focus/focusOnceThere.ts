/** The cursor for a field of a place that is being opened: its parts come one after the other, each when there is time. */

/** What may bring the field: it is put on the page, or it becomes wrong. */
const CHANGES = { childList: true, subtree: true, attributeFilter: ["aria-invalid"] };

/** The address without what is looked at in the place. */
const placeShown = (): string => window.location.hash.split("?")[0];

/** Gives up the field that is waited for now. */
let giveUp = () => {};

/**
 * Gives the focus to the first element that is chosen, at once or whenever it comes. Another one that is asked for, a press of the pointer,
 * Tab or another place end the wait: whoever goes on elsewhere is not called back.
 */
export function focusOnceThere(selector: string): void {
  giveUp();
  const place = placeShown();
  const leave = new AbortController();
  const look = () => {
    if (placeShown() !== place) return giveUp();
    const field = document.querySelector<HTMLElement>(selector);
    if (field === null) return;
    giveUp();
    field.focus();
  };
  const observer = new MutationObserver(look);
  giveUp = () => {
    observer.disconnect();
    leave.abort();
  };
  observer.observe(document.body, CHANGES);
  const until = { capture: true, signal: leave.signal };
  window.addEventListener("pointerdown", giveUp, until);
  window.addEventListener("keydown", ({ key }) => key === "Tab" && giveUp(), until);
  look();
}
