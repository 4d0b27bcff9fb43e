/** A parameter's symbol as the paper sets it. */
import type { ReactNode } from "react";
import classes from "./shared.module.css";

export function Symbol({ children }: { children: ReactNode }) {
  return <span className={classes.symbol}>{children}</span>;
}
