/** Lets what is less urgent than the first pictures of a grid wait for them. */
import { useCallback, useEffect, useState } from "react";
import { useStudio } from "../studio.tsx";

/** Pictures that take long do not hold the rest up. */
const LONGEST_WAIT_MS = 600;

/** Whether the pictures first in view are there; `onRange` is the grid's. */
export function usePicturesFirst(): { shown: boolean; onRange: (first: number, last: number) => void } {
  const { picturesThere } = useStudio();
  const [shown, setShown] = useState(picturesThere === undefined);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), LONGEST_WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  const onRange = useCallback(
    (first: number, last: number) => {
      if (last >= first) void picturesThere?.().then(() => setShown(true));
    },
    [picturesThere],
  );
  return { shown, onRange };
}
