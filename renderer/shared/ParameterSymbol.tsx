/** A parameter's symbol as the paper sets it. */
import { Fragment, type ReactNode } from "react";
import classes from "./shared.module.css";

export function ParameterSymbol({ children }: { children: ReactNode }) {
  return (
    <span className={classes.symbol}>
      {typeof children === "string" ? withSubscripts(children) : children}
    </span>
  );
}

/** Letters that have no subscript of their own in Unicode are written `l_t`. */
function withSubscripts(text: string): ReactNode {
  return text.split(/(_\w)/).map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
    part.startsWith("_") ? <sub key={i}>{part.slice(1)}</sub> : <Fragment key={i}>{part}</Fragment>,
  );
}
