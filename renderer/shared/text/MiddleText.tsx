/** A name or path that is shortened in its middle where it has no room: its end tells it apart. */
import { VisuallyHidden } from "@mantine/core";
import classes from "./middleText.module.css";

interface MiddleTextProps {
  children: string;
  /** What the pointer is told, where that is more. */
  title?: string;
}

const MOST_TAIL = 24;
const USUAL_TAIL = 12;

export function MiddleText({ children: text, title = text }: MiddleTextProps) {
  const tail = tailOf(text);
  return (
    <span className={classes.middle} title={title}>
      {/* What is only drawn is neither read aloud nor copied. */}
      <span aria-hidden="true" className={classes.head} data-text={text.slice(0, text.length - tail)} />
      <span aria-hidden="true" className={classes.tail} data-text={text.slice(text.length - tail)} />
      <VisuallyHidden>{text}</VisuallyHidden>
    </span>
  );
}

/** Of a path its last part; of a name its last letters. */
function tailOf(text: string): number {
  const part = text.length - text.lastIndexOf("/");
  return text.includes("/") && part <= MOST_TAIL ? part : Math.min(USUAL_TAIL, Math.ceil(text.length / 2));
}
