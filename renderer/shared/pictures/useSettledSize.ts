/** A size that changes on and on, as while a window is drawn larger: pictures are asked for once it rests. */
import { useEffect, useState } from "react";

/** Longer than the pauses of somebody who drags a border. */
const REST_MS = 150;

/**
 * The first size other than 0 at once, each later one when it has rested: until then pictures of the size before are stretched.
 * @param of what the pictures show; of something else, the size is taken at once
 */
export function useSettledSize(size: number, of = ""): number {
  const [settled, setSettled] = useState({ size, of });
  const isTaken = settled.size === 0 || settled.of !== of;
  useEffect(() => {
    if (settled.size === size && settled.of === of) return;
    const timer = setTimeout(() => setSettled({ size, of }), isTaken ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [settled, size, of, isTaken]);
  return isTaken ? size : settled.size;
}
