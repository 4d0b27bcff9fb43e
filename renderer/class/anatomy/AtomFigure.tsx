/** The polylines of one image arriving one by one, from the innermost outward, to play or to scrub. */
import { type ReactNode, useEffect, useRef } from "react";
import type { StudioWords } from "../../../core/formulations/formulation.ts";
import { drawClosedPolyline } from "../../../core/raster/lines.ts";
import type { Anatomy } from "../../../core/studio/api.ts";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import classes from "../class.module.css";
import { Player, useArrivals } from "./player.tsx";

export interface AtomFigureProps {
  anatomy: Anatomy;
  words: StudioWords;
  /** CSS px */
  side: number;
  /** Between the picture and its player, level with the captions beside it. */
  caption: ReactNode;
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const OPAQUE = littleEndian ? 0xff000000 : 0x000000ff;
const GREY_STEP = littleEndian ? 0x00010101 : 0x01010100;

export function AtomFigure({ anatomy, words, side, caption }: AtomFigureProps) {
  const total = anatomy.orbits.length;
  const arrivals = useArrivals(total);
  const { shown } = arrivals;
  const canvas = useOrbits(anatomy, shown, shown < total);

  return (
    <div>
      <canvas
        ref={canvas}
        width={anatomy.size}
        height={anatomy.size}
        className={classes.atom}
        style={{ width: side, height: side }}
        role="img"
        aria-label={`The first ${shown} of ${anatomy.orbitCount} ${words.parts}`}
      />
      {caption}
      <Player arrivals={arrivals} side={side} parts={words.parts}>
        <ParameterSymbol>k</ParameterSymbol> {shown}/{anatomy.orbitCount}
      </Player>
      {total < anatomy.orbitCount && (
        <p className={classes.note}>
          The first {total} {words.parts} are shown here; the picture has them all.
        </p>
      )}
    </div>
  );
}

/** Draws the first `shown` orbits with the dataset's integer lines; the newest stands out while more are to come. */
function useOrbits(anatomy: Anatomy, shown: number, marked: boolean) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ anatomy: Anatomy; count: number; pixels: Uint8Array } | null>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const { size, background, orbits } = anatomy;
    const kept = drawn.current;
    const state =
      kept !== null && kept.anatomy === anatomy && kept.count <= shown
        ? kept
        : { anatomy, count: 0, pixels: new Uint8Array(size * size).fill(background) };
    for (; state.count < Math.min(shown, orbits.length); state.count++) {
      const { x, y, grey } = orbits[state.count];
      drawClosedPolyline({ size, pixels: state.pixels }, Float64Array.from(x), Float64Array.from(y), grey);
    }
    drawn.current = state;
    const image = context.createImageData(size, size);
    // One opaque grey as a 32-bit word reads the same in either byte order but for the place of its opacity.
    const words = new Uint32Array(image.data.buffer);
    for (let i = 0; i < words.length; i++) words[i] = OPAQUE | (state.pixels[i] * GREY_STEP);
    context.putImageData(image, 0, 0);
    const newest = orbits[Math.min(shown, orbits.length) - 1];
    if (marked && newest !== undefined) strokeNewest(context, newest);
  }, [anatomy, shown, marked]);
  return canvas;
}

function strokeNewest(context: CanvasRenderingContext2D, orbit: { x: number[]; y: number[] }): void {
  const accent = getComputedStyle(context.canvas).getPropertyValue("--mantine-primary-color-filled").trim();
  context.strokeStyle = accent || "white";
  context.lineWidth = 1.5;
  context.beginPath();
  for (let i = 0; i < orbit.x.length; i++) context.lineTo(orbit.x[i], orbit.y[i]);
  context.closePath();
  context.stroke();
}
