/** Keys that mean something else where text is typed. */

const TEXT_TYPES = new Set(["text", "search", "number", "url", "email", "tel", "password"]);

export type TypedField = HTMLInputElement | HTMLTextAreaElement;

/** Whether the cursor of somebody who types can be in it. */
export function isTyped(target: EventTarget | null): target is TypedField {
  if (target instanceof HTMLTextAreaElement) return !target.readOnly;
  return target instanceof HTMLInputElement && TEXT_TYPES.has(target.type) && !target.readOnly;
}

/** Left to the field while the cursor is in a text. */
export function unlessTyping(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (isTyped(event.target)) return;
    event.preventDefault();
    act();
  };
}
