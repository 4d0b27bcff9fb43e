/** The points of a walk arriving, to play or to scrub. */
import { ActionIcon, Slider, Tooltip } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { MapAnatomy } from "../../../core/studio/api.ts";
import { formatCount } from "../../shared/text/format.ts";
import classes from "../class.module.css";
import { usePlaying } from "../usePlaying.ts";

export interface ArrivalFigureProps {
  anatomy: MapAnatomy;
  /** CSS px */
  side: number;
  /** Between the picture and its player, level with the captions beside it. */
  caption: ReactNode;
}

const POINT = "rgb(255 255 255 / 0.75)";

export function ArrivalFigure({ anatomy, side, caption }: ArrivalFigureProps) {
  const total = anatomy.points.x.length;
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const [shown, setShown] = useState(still ? total : 1);
  const [playing, setPlaying] = useState(!still);
  usePlaying(playing, total, (points) => {
    setShown(Math.min(total, shown + points));
    if (shown + points >= total) setPlaying(false);
  });
  const canvas = useArrivals(anatomy, shown);

  function play(): void {
    if (shown >= total) setShown(1);
    setPlaying(!playing);
  }

  return (
    <div>
      <canvas
        ref={canvas}
        width={anatomy.size}
        height={anatomy.size}
        className={classes.atom}
        style={{ width: side, height: side }}
        role="img"
        aria-label={`The first ${shown} of ${anatomy.pointCount} points`}
      />
      {caption}
      <div className={classes.player} style={{ width: side }}>
        <Tooltip label={playing ? "Pause" : "Play"}>
          <ActionIcon
            variant="subtle"
            aria-label={playing ? "Pause" : "Play the points one by one"}
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
          thumbLabel="Points shown"
          value={shown}
          onChange={(value) => {
            setPlaying(false);
            setShown(Math.min(total, value));
          }}
        />
        <span className={classes.playerCount}>{formatCount(shown)}</span>
      </div>
      {total < anatomy.pointCount && (
        <p className={classes.note}>
          The first {formatCount(total)} points are shown here; the picture has them all.
        </p>
      )}
    </div>
  );
}

/** Adds the points that are new; starts anew where fewer are shown than before. */
function useArrivals(anatomy: MapAnatomy, shown: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ anatomy: MapAnatomy; count: number } | null>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const { size, points } = anatomy;
    const kept = drawn.current;
    const goesOn = kept !== null && kept.anatomy === anatomy && kept.count <= shown;
    if (!goesOn) {
      context.fillStyle = "black";
      context.fillRect(0, 0, size, size);
    }
    context.fillStyle = POINT;
    for (let i = goesOn ? kept.count : 0; i < shown; i++) context.fillRect(points.x[i], points.y[i], 1, 1);
    drawn.current = { anatomy, count: shown };
  }, [anatomy, shown]);
  return canvas;
}
