/** Short messages at the window's edge: what was done, and what failed with a way out. */
import { CloseButton } from "@mantine/core";
import { createContext, type PropsWithChildren, useContext, useMemo, useState } from "react";
import classes from "./shared.module.css";

export interface Notify {
  /** Goes by itself. */
  done(message: string): void;
  /** Stays until it is closed: somebody may be away. */
  news(message: string): void;
  /** Stays until it is closed. */
  failed(message: string): void;
}

interface Message {
  id: number;
  text: string;
  failed: boolean;
}

const Context = createContext<Notify | null>(null);
const DONE_MS = 3000;
const MOST = 4;
let nextId = 1;

export function NotifyProvider({ children }: PropsWithChildren) {
  const [messages, setMessages] = useState<Message[]>([]);
  const notify = useMemo<Notify>(() => {
    const remove = (id: number) => setMessages((all) => all.filter((message) => message.id !== id));
    const add = (text: string, failed: boolean, stays: boolean) => {
      const id = nextId++;
      setMessages((all) =>
        [...all.filter((message) => message.text !== text), { id, text, failed }].slice(-MOST),
      );
      if (!stays) setTimeout(() => remove(id), DONE_MS);
    };
    return {
      done: (text) => add(text, false, false),
      news: (text) => add(text, false, true),
      failed: (text) => add(text, true, true),
    };
  }, []);
  return (
    <Context.Provider value={notify}>
      {children}
      <div className={classes.toasts} role="status" aria-live="polite">
        {messages.map(({ id, text, failed }) => (
          <div key={id} className={classes.toast} data-failed={failed || undefined}>
            <p>{text}</p>
            <CloseButton
              size="sm"
              aria-label="Close message"
              onClick={() => setMessages((all) => all.filter((message) => message.id !== id))}
            />
          </div>
        ))}
      </div>
    </Context.Provider>
  );
}

export function useNotify(): Notify {
  const notify = useContext(Context);
  if (notify === null) throw new Error("useNotify outside of NotifyProvider");
  return notify;
}
