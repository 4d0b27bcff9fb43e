/** The polylines of one image arriving one by one, from the innermost outward. */
import { type ReactNode, useMemo } from "react";
import type { StudioWords } from "../../../core/formulations/formulation.ts";
import { drawClosedPolyline } from "../../../core/raster/lines.ts";
import type { Anatomy } from "../../../core/studio/api.ts";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import { type PartPainter, PlayedFigure } from "./PlayedFigure.tsx";

export interface AtomFigureProps {
  anatomy: Anatomy;
  /** Polylines that were asked for. */
  most: number;
  words: StudioWords;
  /** CSS px */
  side: number;
  caption: ReactNode;
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const OPAQUE = littleEndian ? 0xff000000 : 0x000000ff;
const GREY_STEP = littleEndian ? 0x00010101 : 0x01010100;

export function AtomFigure({ anatomy, most, words, side, caption }: AtomFigureProps) {
  return (
    <PlayedFigure
      painter={useMemo(() => orbitPainter(anatomy), [anatomy])}
      size={anatomy.size}
      count={anatomy.orbitCount}
      most={most}
      parts={words.parts}
      side={side}
      caption={caption}
      last={(shown) => (
        <>
          <ParameterSymbol>k</ParameterSymbol> {shown}/{anatomy.orbitCount}
        </>
      )}
    />
  );
}

/** With the dataset's integer lines, whose greys it keeps; the newest stands out while more are to come. */
function orbitPainter({ size, background, orbits }: Anatomy): PartPainter<Uint8Array> {
  return {
    total: orbits.length,
    begin: () => new Uint8Array(size * size).fill(background),
    add(context, pixels, from, end) {
      for (const { x, y, grey } of orbits.slice(from, end))
        drawClosedPolyline({ size, pixels }, Float64Array.from(x), Float64Array.from(y), grey);
      const image = context.createImageData(size, size);
      // One opaque grey as a 32-bit word reads the same in either byte order but for the place of its opacity.
      const words = new Uint32Array(image.data.buffer);
      for (let i = 0; i < words.length; i++) words[i] = OPAQUE | (pixels[i] * GREY_STEP);
      context.putImageData(image, 0, 0);
      if (end > 0 && end < orbits.length) strokeNewest(context, orbits[end - 1]);
    },
  };
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
