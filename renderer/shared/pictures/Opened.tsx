/** A picture that opens when it is pressed. One that is not there has a button of its own, to try again, which lies above. */
import type { PropsWithChildren } from "react";
import classes from "../shared.module.css";

export interface OpenedProps {
  label: string;
  title?: string;
  onOpen(): void;
}

export function Opened({ label, title, onOpen, children }: PropsWithChildren<OpenedProps>) {
  return (
    <div className={classes.opened} title={title}>
      {children}
      <button type="button" aria-label={label} onClick={onOpen} />
    </div>
  );
}
