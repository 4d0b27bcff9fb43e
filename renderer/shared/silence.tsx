/** Since when the host does not answer: nothing is then known to go on, and the window's foot says what to do. */
import { createContext, type PropsWithChildren, useContext, useEffect, useState } from "react";
import { useStudio } from "./studio.tsx";

const Context = createContext<number | null>(null);

export function SilenceProvider({ children }: PropsWithChildren) {
  const { subscribe } = useStudio();
  const [since, setSince] = useState<number | null>(null);
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === "connection") {
          setSince((before) => (event.state === "open" ? null : (before ?? Date.now())));
        }
      }),
    [subscribe],
  );
  return <Context.Provider value={since}>{children}</Context.Provider>;
}

/** When the host was last heard of, ms; null while it answers. */
export const useSilentSince = (): number | null => useContext(Context);
