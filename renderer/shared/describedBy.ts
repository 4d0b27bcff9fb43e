/** Ties a field to the words about it that stand elsewhere; the fields' own component lets no attribute for that through. */
export const describedBy =
  (id: string | undefined) =>
  (field: HTMLElement | null): void => {
    if (id === undefined) field?.removeAttribute("aria-describedby");
    else field?.setAttribute("aria-describedby", id);
  };
