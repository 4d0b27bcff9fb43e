/** The player of parts that arrive one by one. */
import { ActionIcon, Slider, Tooltip } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import classes from "../class.module.css";

export interface Arrivals {
  /** Parts there are to be shown. */
  total: number;
  /** Parts that are shown, from 1. */
  shown: number;
  playing: boolean;
  play(): void;
  scrub(shown: number): void;
}

/** Where motion is not wanted the finished picture is there at once; the parts can still be stepped through. */
export function useArrivals(total: number): Arrivals {
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const [shown, setShown] = useState(still ? total : 1);
  const [playing, setPlaying] = useState(!still);
  usePlaying(playing, total, (parts) => {
    setShown(Math.min(total, shown + parts));
    if (shown + parts >= total) setPlaying(false);
  });
  return {
    ...{ total, shown, playing },
    play() {
      if (shown >= total) setShown(1);
      setPlaying(!playing);
    },
    scrub(value) {
      setPlaying(false);
      setShown(Math.min(total, value));
    },
  };
}

export interface PlayerProps {
  arrivals: Arrivals;
  /** CSS px */
  side: number;
  /** What the parts are, as "points". */
  parts: string;
  /** Says which part is the last that is shown. */
  children: ReactNode;
}

export function Player({ arrivals, side, parts, children }: PlayerProps) {
  const { total, shown, playing, play, scrub } = arrivals;
  return (
    <div className={classes.player} style={{ width: side }}>
      <Tooltip label={playing ? "Pause" : "Play"}>
        <ActionIcon
          variant="subtle"
          aria-label={playing ? "Pause" : `Play ${parts} one by one`}
          disabled={total < 2}
          onClick={play}
        >
          {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        </ActionIcon>
      </Tooltip>
      <Slider
        flex={1}
        size={3}
        thumbSize={14}
        min={1}
        max={Math.max(2, total)}
        step={1}
        label={null}
        disabled={total < 2}
        thumbLabel={`${parts.charAt(0).toUpperCase()}${parts.slice(1)} shown`}
        value={shown}
        onChange={scrub}
      />
      <span className={classes.playerCount}>{children}</span>
    </div>
  );
}

const PLAYING_SECONDS = 6;
const FEWEST_PER_SECOND = 4;

/** Adds parts at an even pace while playing. @param total of them */
function usePlaying(playing: boolean, total: number, add: (parts: number) => void): void {
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
