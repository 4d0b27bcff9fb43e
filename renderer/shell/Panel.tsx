/** A panel in the inspector's slot: takes the focus when it opens, gives it back when it closes, Esc closes it. */
import { CloseButton, Group, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./shell.module.css";

/** The panels that are open; Esc is for the one on top. */
const open: object[] = [];

export interface PanelProps {
  /** Its name for those who cannot see it. */
  label: string;
  title: string;
  onClose(): void;
  children: ReactNode;
}

export function Panel({ label, title, onClose, children }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const before = document.activeElement;
    const mark = {};
    open.push(mark);
    const first = panel.current?.querySelector<HTMLElement>("[data-autofocus]") ?? panel.current;
    first?.focus({ preventScroll: true });
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || open.at(-1) !== mark) return;
      event.preventDefault();
      event.stopPropagation();
      close.current();
    };
    // Ahead of the place behind, which has a meaning of its own for Esc.
    window.addEventListener("keydown", press, true);
    return () => {
      window.removeEventListener("keydown", press, true);
      open.splice(open.indexOf(mark), 1);
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <aside ref={panel} className={classes.panel} aria-label={label} tabIndex={-1}>
      <Group justify="space-between" wrap="nowrap" mb={12}>
        <Title order={2} size="h5">
          {title}
        </Title>
        <CloseButton size="sm" aria-label="Close panel" onClick={onClose} />
      </Group>
      {children}
    </aside>
  );
}
