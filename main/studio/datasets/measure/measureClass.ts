/** Reads the images of one class and measures them, a few at a time. */
import type { TonesResult, TonesTask } from "../../../../workers/messages.ts";
import { StudioError } from "../../errors.ts";
import type { ImageStore } from "../imageStore.ts";
import type { MeasuredClass } from "./measuredFile.ts";

/** What is held in memory: so many images, or fewer large ones. */
const BATCH_IMAGES = 16;
const BATCH_BYTES = 1 << 23;
const PAGE = 200;

interface MeasureOptions {
  measure(task: TonesTask): Promise<TonesResult>;
  signal: AbortSignal;
  /** Called as images have been looked at. */
  done(images: number): void;
}

/** Images that cannot be read or decoded count for nothing. @throws the signal's reason, what ends a thread */
export async function measureClass(
  store: ImageStore,
  classAt: number,
  { measure, signal, done }: MeasureOptions,
): Promise<MeasuredClass> {
  // Before the images are read: what comes meanwhile makes it out of date.
  const stamp = await store.classStamp(classAt);
  const sums = { images: 0, ink: 0, grey: 0 };
  const blank: number[] = [];
  let batch: { places: number[]; pictures: Uint8Array[]; bytes: number } = newBatch();
  const finish = async (): Promise<void> => {
    const { places, pictures } = batch;
    batch = newBatch();
    if (pictures.length === 0) return;
    const { tones } = await measure({ kind: "tones", pictures });
    signal.throwIfAborted();
    for (const [i, tone] of tones.entries()) {
      if (tone === null) continue;
      sums.images += 1;
      sums.ink += tone.ink;
      sums.grey += tone.grey;
      if (tone.ink === 0) blank.push(places[i]);
    }
    done(pictures.length);
  };
  for (let first = 0; ; first += PAGE) {
    const { names } = await store.images("class", classAt, first, PAGE);
    for (const [i, name] of names.entries()) {
      signal.throwIfAborted();
      const bytes = await bytesOf(store, classAt, name);
      if (bytes === null) {
        done(1);
        continue;
      }
      batch.places.push(first + i);
      batch.pictures.push(bytes);
      batch.bytes += bytes.length;
      if (batch.pictures.length >= BATCH_IMAGES || batch.bytes >= BATCH_BYTES) await finish();
    }
    if (names.length < PAGE) break;
  }
  await finish();
  const { images, ink, grey } = sums;
  return { stamp, images, ink: images && ink / images, grey: images && grey / images, blank };
}

function newBatch(): { places: number[]; pictures: Uint8Array[]; bytes: number } {
  return { places: [], pictures: [], bytes: 0 };
}

/** null of what cannot be read. */
async function bytesOf(store: ImageStore, classAt: number, name: string): Promise<Uint8Array | null> {
  try {
    return (await store.picture(classAt, name)).bytes;
  } catch (error) {
    if (error instanceof StudioError) return null;
    throw error;
  }
}
