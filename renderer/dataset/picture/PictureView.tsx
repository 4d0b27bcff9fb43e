/** One picture of a dataset, as large as the stage lets it be, with the way to its neighbours and to its class. */
import { ActionIcon, Button, Loader, SegmentedControl, Stack, Text, Tooltip } from "@mantine/core";
import { useElementSize, useHotkeys } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Fault } from "../../../core/studio/datasetCheck.ts";
import { type Pixel, PixelPane } from "../../class/pixels/PixelPane.tsx";
import { keptView, type PixelView, paneSide, wholePicture, zoomAt } from "../../class/pixels/pixelView.ts";
import { valueAt } from "../../class/pixels/usePixels.ts";
import { ZoomButtons } from "../../class/pixels/ZoomButtons.tsx";
import { formatCount } from "../../shared/text/format.ts";
import { MiddleText } from "../../shared/text/MiddleText.tsx";
import { faultWords } from "../check/faultPlaces.ts";
import classes from "../dataset.module.css";
import type { ShownPicture } from "./useShownPicture.ts";
import { useStage } from "./useStage.ts";

interface PictureViewProps {
  picture: ShownPicture;
  /** What the last verification found wrong with it. */
  fault: Fault | null;
  /** Of all that the grid shows. */
  count: number;
  onStep(by: 1 | -1): void;
  onClose(): void;
  /** Shows the picture's class; null where none is known. */
  onClass: (() => void) | null;
}

export function PictureView({ picture, fault, count, onStep, onClose, onClass }: PictureViewProps) {
  const { folder, name, place } = picture;
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLElement>(null);
  const [formula, setFormula] = useState(false);
  const [view, setView] = useState<PixelView | null>(null);
  const [pixel, setPixel] = useState<Pixel | null>(null);
  const { pixels, error, missing, size } = useStage(picture, formula);
  const side = Math.max(64, paneSide(Math.floor(Math.min(width, height)), size));
  const shown = keptView(view, size, side);
  const isWhole = shown.scale <= side / size;
  const zoom = (factor: number) => setView(zoomAt(shown, factor, side / 2, side / 2, size, side));

  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture has no pixel that is pointed at
  useLayoutEffect(() => setPixel(null), [folder, name]);
  // Keys are for the picture, wherever they were pressed before; what is focused within stays.
  useEffect(() => {
    if (!frame.current?.contains(document.activeElement)) frame.current?.focus();
  }, []);
  const step = (by: 1 | -1) => {
    if (isWhole) onStep(by);
  };
  useHotkeys([
    ["Escape", onClose],
    [",", () => onStep(-1)],
    [".", () => onStep(1)],
    ["ArrowLeft", () => step(-1)],
    ["ArrowRight", () => step(1)],
  ]);
  /** In the whole picture arrows lead to the next one; zoomed in, they lead from pixel to pixel. */
  function press(event: KeyboardEvent): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : null;
    if (by === null || !isWhole || !(event.target instanceof HTMLCanvasElement)) return;
    event.stopPropagation();
    event.preventDefault();
    onStep(by);
  }

  return (
    <section ref={frame} className={classes.view} aria-label="Picture" tabIndex={-1} onKeyDownCapture={press}>
      <div className={classes.viewBar}>
        <Tooltip label="Back to the pictures (Esc)">
          <ActionIcon aria-label="Back to the pictures" onClick={onClose}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Picture before (←)">
          <ActionIcon aria-label="Picture before" aria-disabled={place === 0} onClick={() => onStep(-1)}>
            <IconChevronLeft size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Next picture (→)">
          <ActionIcon aria-label="Next picture" aria-disabled={place === count - 1} onClick={() => onStep(1)}>
            <IconChevronRight size={18} />
          </ActionIcon>
        </Tooltip>
        <h2 className={classes.viewName} aria-label={`${folder}/${name}`}>
          <MiddleText title={`${folder}/${name}`}>{name}</MiddleText>
        </h2>
        {place !== null && (
          <span className={classes.viewCount} role="status">
            {formatCount(place + 1)} of {formatCount(count)}
          </span>
        )}
        <div className={classes.spring} />
        <ZoomButtons scale={shown.scale} onZoom={zoom} onWhole={() => setView(wholePicture(size, side))} />
        {onClass !== null && (
          <Button variant="default" onClick={onClass} flex="none">
            Show in Class
          </Button>
        )}
      </div>
      {fault !== null && (
        <p className={classes.viewFault} role="status">
          Fault of the last verification: {faultWords(fault)}
        </p>
      )}
      <div ref={ref} className={classes.stage}>
        {missing && (
          <Stack align="center" gap="xs" role="alert">
            <Text size="sm">{missing}</Text>
            {picture.drawn !== null && (
              <Button size="compact-sm" variant="default" onClick={() => setFormula(true)}>
                Show what belongs here
              </Button>
            )}
          </Stack>
        )}
        {error !== null && !missing && <Text role="alert">{error}</Text>}
        {pixels === undefined && error === null && <Loader size="sm" />}
        {pixels !== undefined && error === null && width > 0 && (
          <PixelPane
            name={name}
            label={`${name}: arrow keys lead to the next picture, plus and minus zoom, 0 shows all`}
            size={pixels.size}
            pixels={pixels}
            side={side}
            view={shown}
            onView={setView}
            pixel={isWhole ? null : pixel}
            onPixel={setPixel}
          />
        )}
      </div>
      <div className={classes.viewFoot}>
        <Text size="xs" c="dimmed">
          {pixel === null || pixels === undefined
            ? "Wheel to zoom, drag to move, point at a pixel for its value."
            : `x ${pixel.x}, y ${pixel.y} · ${valueAt(pixels, pixel)}`}
        </Text>
        {picture.drawn !== null && (
          <SegmentedControl
            size="xs"
            flex="none"
            aria-label="What is shown"
            value={formula ? "formula" : "file"}
            onChange={(value) => setFormula(value === "formula")}
            data={[
              { value: "file", label: "File" },
              { value: "formula", label: "Formula" },
            ]}
          />
        )}
      </div>
    </section>
  );
}
