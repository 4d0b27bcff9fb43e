/** One renderer's picture, zoomed without smoothing, with the pixel that is pointed at. */
import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef } from "react";
import classes from "../class.module.css";
import { bringIntoView, type PixelView, wholePicture, within, zoomAt } from "./pixelView.ts";
import type { Pixels } from "./usePixels.ts";

export interface Pixel {
  x: number;
  y: number;
}

export interface PixelPaneProps {
  name: string;
  /** For people who hear it, in the place of what is said of a renderer's picture. */
  label?: string;
  /** Side of the picture, px: known before its pixels are there. */
  size: number;
  pixels: Pixels | undefined;
  /** CSS px */
  side: number;
  view: PixelView;
  onView: (view: PixelView) => void;
  pixel: Pixel | null;
  onPixel: (pixel: Pixel | null) => void;
}

const GRID_FROM_SCALE = 12;
const KEY_FACTOR = 2;

export function PixelPane(props: PixelPaneProps) {
  const { name, label, size, pixels, side, view, onView, pixel, onPixel } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ clientX: number; clientY: number; view: PixelView } | null>(null);
  const now = useRef({ view, onView, size, side });
  now.current = { view, onView, size, side };

  // Before it is seen: a canvas of another size is empty.
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context && pixels !== undefined) drawPane(context, pixels, side, view, pixel);
  }, [pixels, side, view, pixel]);

  // React's wheel listeners are passive: the page would scroll along.
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const { view, onView, size, side } = now.current;
      const factor = view.scale < 2 ? 1.25 : 1.5;
      const box = element.getBoundingClientRect();
      const [atX, atY] = [event.clientX - box.left, event.clientY - box.top];
      onView(zoomAt(view, event.deltaY < 0 ? factor : 1 / factor, atX, atY, size, side));
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, []);

  function move(event: PointerEvent<HTMLCanvasElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    if (drag.current !== null) {
      const { clientX, clientY, view: from } = drag.current;
      const x = from.x - (event.clientX - clientX) / from.scale;
      const y = from.y - (event.clientY - clientY) / from.scale;
      onView(within({ scale: from.scale, x, y }, size, side));
      return;
    }
    const at = (value: number) => Math.min(size - 1, Math.max(0, Math.floor(value)));
    onPixel({
      x: at(view.x + (event.clientX - box.left) / view.scale),
      y: at(view.y + (event.clientY - box.top) / view.scale),
    });
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const centre = pixel ?? {
      x: Math.floor(view.x + side / view.scale / 2),
      y: Math.floor(view.y + side / view.scale / 2),
    };
    const atX = (centre.x + 0.5 - view.x) * view.scale;
    const atY = (centre.y + 0.5 - view.y) * view.scale;
    const step = event.shiftKey ? 10 : 1;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const by = moves[event.key];
    if (by !== undefined) {
      const at = (value: number) => Math.min(size - 1, Math.max(0, value));
      const next = { x: at(centre.x + by[0]), y: at(centre.y + by[1]) };
      onPixel(next);
      onView(bringIntoView(view, next, size, side));
    } else if (event.key === "+" || event.key === "=") onView(zoomAt(view, KEY_FACTOR, atX, atY, size, side));
    else if (event.key === "-") onView(zoomAt(view, 1 / KEY_FACTOR, atX, atY, size, side));
    else if (event.key === "0") onView(wholePicture(size, side));
    else return;
    event.preventDefault();
  }

  const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: its keys move a pixel mark, as in an application
    <canvas
      ref={canvas}
      width={Math.round(side * ratio)}
      height={Math.round(side * ratio)}
      className={classes.pane}
      style={{ width: side, height: side }}
      role="application"
      tabIndex={0}
      aria-label={label ?? `Pixels drawn by ${name}: arrow keys move, plus and minus zoom, 0 shows all`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { clientX: event.clientX, clientY: event.clientY, view };
      }}
      onPointerMove={move}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerLeave={() => drag.current === null && onPixel(null)}
      onKeyDown={press}
    />
  );
}

function drawPane(
  context: CanvasRenderingContext2D,
  { bitmap, size }: Pixels,
  side: number,
  { scale, x, y }: PixelView,
  pixel: Pixel | null,
): void {
  const ratio = context.canvas.width / side;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = "black";
  context.fillRect(0, 0, side, side);
  // Where pixels cannot be told apart, dropping or doubling some would show another picture.
  context.imageSmoothingEnabled = scale * ratio < 2 && scale * ratio !== 1;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, -x * scale, -y * scale, size * scale, size * scale);
  if (scale >= GRID_FROM_SCALE) drawGrid(context, side, scale, x, y);
  if (pixel !== null && scale >= 2) {
    context.strokeStyle = getComputedStyle(context.canvas)
      .getPropertyValue("--mantine-primary-color-filled")
      .trim();
    context.lineWidth = 1.5;
    context.strokeRect((pixel.x - x) * scale, (pixel.y - y) * scale, scale, scale);
  }
}

function drawGrid(
  context: CanvasRenderingContext2D,
  side: number,
  scale: number,
  x: number,
  y: number,
): void {
  context.strokeStyle = "rgb(128 128 128 / 0.25)";
  context.lineWidth = 1;
  context.beginPath();
  for (let column = Math.ceil(x); (column - x) * scale < side; column++) {
    const at = (column - x) * scale;
    context.moveTo(at, 0);
    context.lineTo(at, side);
  }
  for (let row = Math.ceil(y); (row - y) * scale < side; row++) {
    const at = (row - y) * scale;
    context.moveTo(0, at);
    context.lineTo(side, at);
  }
  context.stroke();
}
