/** The picture at hand pixel by pixel, as the renderer `lines` draws it beside what `canvas` makes of it. */
import { Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useLayoutEffect, useState } from "react";
import { type RendererName, renderersLike } from "../../../core/config/renderers.ts";
import { useStudio } from "../../shared/studio.tsx";
import { choiceTitle } from "../../shared/text/words.ts";
import classes from "../class.module.css";
import { type Pixel, PixelPane } from "./PixelPane.tsx";
import { keptView, type PixelView, paneSide, wholePicture, zoomAt } from "./pixelView.ts";
import { usePixels, valueAt } from "./usePixels.ts";
import { ZoomButtons } from "./ZoomButtons.tsx";

export interface PixelsViewProps {
  configId: string;
  classIndex: number;
  instance: number;
  imageSize: number;
  /** The one the dataset is made with. */
  renderer: RendererName;
}

/** CSS px: between panes, below a pane for its caption, and the least side of a pane. */
const GAP = 16;
const CAPTION = 28;
const LEAST_SIDE = 120;

export function PixelsView({ configId, classIndex, instance, imageSize, renderer }: PixelsViewProps) {
  const { pictureBase } = useStudio();
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const request = { configId, classIndex, instance, size: imageSize };
  const names = renderersLike(renderer);
  const first = usePixels(pictureBase, { ...request, renderer: names[0] });
  const last = usePixels(pictureBase, { ...request, renderer: names[names.length - 1] });
  const room = Math.min((width - GAP * (names.length - 1)) / names.length, height - CAPTION);
  const side = paneSide(Math.floor(Math.max(LEAST_SIDE, room)), imageSize);
  const [view, setView] = useState<PixelView | null>(null);
  const [pixel, setPixel] = useState<Pixel | null>(null);
  const shown = keptView(view, imageSize, side);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture has no pixel that is pointed at
  useLayoutEffect(() => setPixel(null), [configId, classIndex, instance]);

  const zoom = (factor: number) => setView(zoomAt(shown, factor, side / 2, side / 2, imageSize, side));
  const panes = names.map((name, i) => ({ name, query: i === 0 ? first : last }));

  return (
    <div className={classes.view}>
      <div className={classes.viewBar}>
        <ZoomButtons
          scale={shown.scale}
          onZoom={zoom}
          onWhole={() => setView(wholePicture(imageSize, side))}
        />
        <Text size="xs" c="dimmed" flex="1 1 160px" role="status">
          {pixel === null
            ? "Wheel to zoom, drag to move, point at a pixel for its value."
            : `x ${pixel.x}, y ${pixel.y} · ${panes.map(({ name, query }) => `${choiceTitle("renderer", name)} ${query.data === undefined ? "–" : valueAt(query.data, pixel)}`).join(" · ")}`}
        </Text>
      </div>
      <div ref={ref} className={classes.panes} style={{ gap: GAP }}>
        {width > 0 &&
          panes.map(({ name, query }) => (
            <figure key={name} style={{ width: side }}>
              <PixelPane
                name={choiceTitle("renderer", name)}
                size={imageSize}
                pixels={query.data}
                side={side}
                view={shown}
                onView={setView}
                pixel={pixel}
                onPixel={setPixel}
              />
              <figcaption>
                {query.isError ? (
                  <span role="alert">{query.error.message}</span>
                ) : (
                  <>
                    {name === "lines" ? "Lines, as published" : choiceTitle("renderer", name)}
                    {name === renderer && " · this dataset"}
                  </>
                )}
              </figcaption>
            </figure>
          ))}
      </div>
    </div>
  );
}
