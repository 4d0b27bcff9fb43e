/**
 * Undo of the field the cursor is in. The browser has one history for all fields of a page, which would take back what
 * was typed into another.
 */
import { isTyped, type TypedField } from "../shared/keys.ts";

interface Trail {
  values: string[];
  at: number;
  /** What the last change was: a run of typing is one step. */
  last: string | null;
}

/** Each begins with the visit to its field. */
const trails = new WeakMap<TypedField, Trail>();

function visit({ target }: Event): void {
  if (isTyped(target)) trails.set(target, { values: [target.value], at: 0, last: null });
}

function record(event: Event): void {
  const { target } = event;
  const trail = isTyped(target) ? trails.get(target) : undefined;
  if (!isTyped(target) || trail === undefined) return;
  if (target.value === trail.values[trail.at]) return;
  const kind = event instanceof InputEvent ? event.inputType : "";
  const goesOn = kind !== "" && kind !== "insertFromPaste" && kind === trail.last && trail.at > 0;
  const kept = goesOn ? trail.at : trail.at + 1;
  trail.values = [...trail.values.slice(0, kept), target.value];
  trail.at = kept;
  trail.last = kind;
}

/** @returns whether the cursor was in a text, changed or not */
export function undoInField({ target }: Pick<Event, "target">, by: -1 | 1): boolean {
  if (!isTyped(target)) return false;
  const trail = trails.get(target);
  const value = trail?.values[trail.at + by];
  if (trail !== undefined && value !== undefined) {
    trail.at += by;
    trail.last = null;
    // As typing does, so that whoever listens to the field hears of it.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(target), "value")?.set?.call(target, value);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
}

/** @returns how to stop */
export function watchFields(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    if (undoInField(event, key === "z" && !event.shiftKey ? -1 : 1)) event.preventDefault();
  };
  document.addEventListener("focusin", visit);
  document.addEventListener("input", record, true);
  document.addEventListener("keydown", press, true);
  return () => {
    document.removeEventListener("focusin", visit);
    document.removeEventListener("input", record, true);
    document.removeEventListener("keydown", press, true);
  };
}
