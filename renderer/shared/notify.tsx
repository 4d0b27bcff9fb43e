/** Short messages: what was done, what is news, and what failed with a way out. Where they are shown is the window's affair. */
import { createContext, type PropsWithChildren, useContext, useMemo, useState } from "react";

export interface Notify {
  /** Goes by itself once there was time to read it. */
  done(message: string): void;
  /** Stays until it is closed: something is to be done about it. */
  failed(message: string): void;
}

export interface Message {
  id: number;
  text: string;
  failed: boolean;
}

export interface Messages {
  messages: readonly Message[];
  remove(id: number): void;
}

const NotifyContext = createContext<Notify | null>(null);
const MessagesContext = createContext<Messages | null>(null);
const MOST = 4;
let nextId = 1;

export function NotifyProvider({ children }: PropsWithChildren) {
  const [messages, setMessages] = useState<Message[]>([]);
  const notify = useMemo<Notify>(() => {
    const add = (text: string, failed: boolean) =>
      setMessages((all) =>
        [...all.filter((message) => message.text !== text), { id: nextId++, text, failed }].slice(-MOST),
      );
    return { done: (text) => add(text, false), failed: (text) => add(text, true) };
  }, []);
  const shown = useMemo<Messages>(
    () => ({ messages, remove: (id) => setMessages((all) => all.filter((message) => message.id !== id)) }),
    [messages],
  );
  return (
    <NotifyContext.Provider value={notify}>
      <MessagesContext.Provider value={shown}>{children}</MessagesContext.Provider>
    </NotifyContext.Provider>
  );
}

export function useNotify(): Notify {
  const notify = useContext(NotifyContext);
  if (notify === null) throw new Error("useNotify outside of NotifyProvider");
  return notify;
}

export function useMessages(): Messages {
  const messages = useContext(MessagesContext);
  if (messages === null) throw new Error("useMessages outside of NotifyProvider");
  return messages;
}
