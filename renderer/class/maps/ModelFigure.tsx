/** An image's points in space, first as the picture sees them, then as they are turned by pointer or keys. */
import { useReducedMotion } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, useId, useLayoutEffect, useRef } from "react";
import type { SpatialModel } from "../../../core/formulations/pointFormulation.ts";
import { type Viewpoint, viewpointWords } from "../../../core/formulations/viewpoint.ts";
import { formatCount } from "../../shared/text/format.ts";
import classes from "../class.module.css";
import styles from "./maps.module.css";
import { paintModel } from "./modelPicture.ts";
import { Turntable } from "./turntable.ts";

export interface ModelFigureProps {
  model: SpatialModel;
  /** CSS px */
  side: number;
}

const STEP = Math.PI / 36;
/** With Shift. */
const LONG_STEP = 6 * STEP;
/** Side of a canvas from which on a point takes another pixel, px. */
const POINT_EACH = 200;

export function ModelFigure({ model, side }: ModelFigureProps) {
  const words = useRef<HTMLSpanElement>(null);
  const wordsId = useId();
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const pixels = Math.round(side * Math.min(3, globalThis.devicePixelRatio || 1));
  const { canvas, turntable } = useTurntable(model, pixels, (viewpoint) => {
    if (words.current !== null) words.current.textContent = viewpointWords(viewpoint);
  });
  const drag = useRef<{ x: number; y: number } | null>(null);

  /** Across the figure is half a turn. */
  function move({ clientX: x, clientY: y }: PointerEvent): void {
    if (drag.current === null) return;
    const angle = Math.PI / side;
    turntable.current?.turn((x - drag.current.x) * angle, (y - drag.current.y) * angle);
    drag.current = { x, y };
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? LONG_STEP : STEP;
    const turns: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const by = turns[event.key];
    if (by !== undefined) turntable.current?.turn(...by);
    else if (event.key === "Home") turntable.current?.home(still);
    else return;
    event.preventDefault();
  }

  function release(): void {
    drag.current = null;
  }

  return (
    <figure style={{ width: side }}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: its keys turn the model, as in an application */}
      <canvas
        ref={canvas}
        width={pixels}
        height={pixels}
        className={`${classes.pane} ${styles.model}`}
        style={{ width: side, height: side }}
        role="application"
        tabIndex={0}
        aria-label={`Model of ${formatCount(model.points.length / 3)} points in space: arrow keys turn it, Home shows it as the picture does`}
        aria-describedby={wordsId}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
        onDoubleClick={() => turntable.current?.home(still)}
        onKeyDown={press}
      />
      <figcaption>
        The model in space. Drag, or use the arrow keys; a double click or Home turns it back.
        <span ref={words} id={wordsId} className={styles.turned} aria-live="polite" />
      </figcaption>
    </figure>
  );
}

/** A figure of another size stays turned. @param size of the canvas, px @param onDrawn told of each viewpoint that is drawn */
function useTurntable(model: SpatialModel, size: number, onDrawn: (viewpoint: Viewpoint) => void) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const turntable = useRef<Turntable>(null);
  const shown = useRef({ model, viewpoint: model.viewpoint });
  const told = useRef(onDrawn);
  told.current = onDrawn;
  // A canvas of another size is empty: it is drawn before it is seen.
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(size, size);
    const samples = new Uint32Array(image.data.buffer);
    const point = Math.max(1, Math.round(size / POINT_EACH));
    const first = shown.current.model === model ? shown.current.viewpoint : model.viewpoint;
    const own = new Turntable(model.viewpoint, first, (viewpoint) => {
      shown.current = { model, viewpoint };
      paintModel(samples, model, viewpoint, size, point);
      context.putImageData(image, 0, 0);
      told.current(viewpoint);
    });
    turntable.current = own;
    return () => own.stop();
  }, [model, size]);
  return { canvas, turntable };
}
