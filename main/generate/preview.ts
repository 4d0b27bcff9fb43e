/** A contact sheet: true pictures of some classes reduced by area, with the classes' numbers. */
import type { DatasetConfig, Range } from "../../core/config/parameters.ts";
import { isPoints, typicalInstance } from "../../core/formulations/index.ts";
import { streamOf } from "../../core/render/streamPosition.ts";
import type { ImagePosition } from "../../workers/messages.ts";
import { loadCanvas } from "../../workers/nativeCanvas.ts";
import type { WorkerPool } from "./pool.ts";

export interface PreviewOptions {
  columns: number;
  rows: number;
  /** Absolute numbers of the classes to show. */
  classes: Range;
  /** Side of each picture, px; at most the rendered size. */
  pictureSize: number;
}

const GAP = 4;
const LABEL_HEIGHT = 18;
const BACKGROUND = "#1b1b1b";
const LABEL_COLOUR = "#b8b8b8";

/** PNG bytes. As many classes as there are pictures, spread over those asked for; fewer classes show more instances. */
export async function contactSheet(
  config: DatasetConfig,
  pool: WorkerPool,
  options: PreviewOptions,
): Promise<Uint8Array> {
  const positions = choosePositions(config, options);
  const sheet = await emptySheet(positions, options);
  await drawPictures(config, pool, positions, options.pictureSize, sheet.put);
  return sheet.encode();
}

/** Width and height, px, with so many pictures or fewer. */
export function sheetSize({ columns, rows, pictureSize }: Omit<PreviewOptions, "classes">): [number, number] {
  const cell = cellSize(pictureSize);
  return [columns * cell.width + GAP, rows * cell.height + GAP];
}

function cellSize(size: number): { width: number; height: number } {
  return { width: size + GAP, height: size + LABEL_HEIGHT + GAP };
}

/**
 * In class order, instances of a class beside one another; at most what the dataset has. Of fractals they are spread over
 * the class, of which neighbours share drawings and weights.
 */
function choosePositions(config: DatasetConfig, options: PreviewOptions): ImagePosition[] {
  const [from, to] = options.classes;
  const pictures = options.columns * options.rows;
  const classes = Math.min(pictures, to - from + 1);
  const positions: ImagePosition[] = [];
  for (let i = 0; i < classes; i++) {
    const classIndex = from + Math.floor((i * (to - from + 1)) / classes);
    const instances = Math.floor(((i + 1) * pictures) / classes) - Math.floor((i * pictures) / classes);
    const shown = Math.min(instances, config.instances);
    const apart = isPoints(config) && config.streams === null ? config.instances / shown : 1;
    const first = shown === 1 ? typicalInstance(config) : 0;
    for (let k = 0; k < shown; k++) positions.push({ classIndex, instance: first + Math.floor(k * apart) });
  }
  return positions;
}

/** Pictures of one stream go to one worker, which meets them on its way. @param drawn called once for each, by its place */
async function drawPictures(
  config: DatasetConfig,
  pool: WorkerPool,
  positions: ImagePosition[],
  size: number,
  drawn: Sheet["put"],
): Promise<void> {
  const groups = new Map<number, number[]>();
  for (const [i, { classIndex }] of positions.entries()) {
    const group = config.streams === null ? i % (pool.workers * 4) : streamOf(config, classIndex);
    groups.set(group, [...(groups.get(group) ?? []), i]);
  }
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const images = group.map((i) => positions[i]);
      const task = { kind: "images", config, images, size, form: "samples", checkpoint: null } as const;
      const result = await pool.run(task);
      for (const [k, samples] of result.images.entries()) drawn(group[k], samples);
    }),
  );
}

interface Sheet {
  /** @param samples greys, or red, green and blue */
  put(place: number, samples: Uint8Array): void;
  encode(): Uint8Array;
}

async function emptySheet(positions: ImagePosition[], options: PreviewOptions): Promise<Sheet> {
  const { createCanvas } = await loadCanvas();
  const { columns, pictureSize: size } = options;
  const cell = cellSize(size);
  const canvas = createCanvas(...sheetSize({ ...options, rows: Math.ceil(positions.length / columns) }));
  const context = canvas.getContext("2d");
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = "12px sans-serif";
  context.textBaseline = "middle";
  context.fillStyle = LABEL_COLOUR;
  const pixels = context.createImageData(size, size);
  const isOneEach = positions.every(({ instance }) => instance === 0);
  function put(place: number, samples: Uint8Array): void {
    const x = GAP + (place % columns) * cell.width;
    const y = GAP + Math.floor(place / columns) * cell.height;
    const channels = samples.length / (size * size);
    // Of a grey all three are the same.
    for (let k = 0, at = 0; k < size * size; k++, at += channels) {
      pixels.data[4 * k] = samples[at];
      pixels.data[4 * k + 1] = samples[at + (channels > 1 ? 1 : 0)];
      pixels.data[4 * k + 2] = samples[at + channels - 1];
      pixels.data[4 * k + 3] = 255;
    }
    context.putImageData(pixels, x, y);
    const { classIndex, instance } = positions[place];
    const label = isOneEach ? `${classIndex}` : `${classIndex} · ${instance}`;
    context.fillText(label, x + 2, y + size + LABEL_HEIGHT / 2, size);
  }
  return { put, encode: () => canvas.encodeSync("png") };
}
