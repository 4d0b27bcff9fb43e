/** The cursor for a field of a place that is being opened: its parts come one after the other, each when there is time. */
import { currentPlace, openPlace, type Place } from "./route.ts";

/** What may bring the field: it is put on the page, or it becomes wrong. */
const CHANGES = { childList: true, subtree: true, attributeFilter: ["aria-invalid"] };

/** Gives up the field that is waited for now. */
let giveUp = () => {};

/**
 * Opens a place with the cursor in the first field that is chosen, at once or whenever it comes. Another field that is asked for, a press
 * of the pointer, Tab or another place end the wait: whoever goes on elsewhere is not called back.
 */
export function openAtField(place: Place, selector: string): void {
  giveUp();
  openPlace(place);
  const leave = new AbortController();
  const look = () => {
    if (currentPlace() !== place) return giveUp();
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
