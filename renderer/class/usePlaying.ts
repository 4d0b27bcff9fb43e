/** Parts of a picture arriving one by one, to play. */
import { useEffect, useRef } from "react";

const PLAYING_SECONDS = 6;
const FEWEST_PER_SECOND = 4;

/** Adds parts at an even pace while playing. @param total of them */
export function usePlaying(playing: boolean, total: number, add: (parts: number) => void): void {
  const adding = useRef(add);
  adding.current = add;
  useEffect(() => {
    if (!playing) return;
    const perSecond = Math.max(FEWEST_PER_SECOND, total / PLAYING_SECONDS);
    let before = performance.now();
    let owed = 0;
    let frame = requestAnimationFrame(function step(now) {
      owed += ((now - before) / 1000) * perSecond;
      before = now;
      const whole = Math.floor(owed);
      owed -= whole;
      if (whole > 0) adding.current(whole);
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, total]);
}
