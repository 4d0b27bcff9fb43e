/** Whether an element has come near the view: for what nobody looks at nothing is drawn, measured or searched. */
import { type RefObject, useEffect, useRef, useState } from "react";

/** So far before it comes into view that it is mostly there then. */
const MARGIN = "200px";

export function useSeen<T extends HTMLElement>(): { seen: boolean; ref: RefObject<T | null> } {
  const ref = useRef<T>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (ref.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setSeen(true);
        observer.disconnect();
      },
      // The place scrolls, not the window, whose `rootMargin` would not reach into it.
      { scrollMargin: MARGIN },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { seen, ref };
}
