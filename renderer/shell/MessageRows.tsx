/**
 * Messages, where they cover nothing: what failed in rows of its own above the status strip, what is only news in the
 * strip, until there was time to read it.
 */
import { CloseButton } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { type Message, useMessages } from "../shared/notify.tsx";
import classes from "./shell.module.css";

/** To notice it, and for each letter. */
const NOTICE_MS = 3000;
const LETTER_MS = 50;
const TICK_MS = 250;

export function MessageRows() {
  const { messages, remove } = useMessages();
  const failed = messages.filter((message) => message.failed);
  const news = messages.findLast((message) => !message.failed);
  return (
    <>
      <div className={classes.failures}>
        {failed.map(({ id, text }) => (
          <div key={id} className={classes.failure} role="alert">
            <p>{text}</p>
            <CloseButton size="sm" aria-label="Close message" onClick={() => remove(id)} />
          </div>
        ))}
      </div>
      <div className={classes.news} role="status">
        {news && <News key={news.id} message={news} onEnd={() => remove(news.id)} />}
      </div>
    </>
  );
}

/** Time counts while somebody can read it: in a window that is looked at, and not while it is held. */
function News({ message, onEnd }: { message: Message; onEnd(): void }) {
  const { text } = message;
  const [held, setHeld] = useState(false);
  const left = useRef(NOTICE_MS + LETTER_MS * text.length);
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    const timer = setInterval(() => {
      if (held || document.hidden) return;
      left.current -= TICK_MS;
      if (left.current <= 0) end.current();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays while it is read
    <div
      className={classes.newsLine}
      title={text}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{text}</span>
      <CloseButton size="xs" aria-label="Close message" onClick={onEnd} />
    </div>
  );
}
