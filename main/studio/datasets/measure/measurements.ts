/** Reads images that nobody measured when they were written: in the background, one dataset at a time, what was read is kept. */
import { basename, join } from "node:path";
import type { DatasetQuality, Measuring } from "../../../../core/studio/dataset.ts";
import type { TonesResult, TonesTask } from "../../../../workers/messages.ts";
import { Throttle } from "../../../common/async/throttle.ts";
import { readClassStatistics } from "../../../dataset/tables/statistics.ts";
import { plainError, StudioError } from "../../errors.ts";
import type { Datasets, OpenDataset } from "../datasets.ts";
import { measureClass } from "./measureClass.ts";
import { type MeasuredClass, readMeasured, writeMeasured } from "./measuredFile.ts";
import { type ClassPlace, qualityOf, toMeasure } from "./quality.ts";

export interface MeasurementsOptions {
  datasets: Datasets;
  /** Keeps what was measured. */
  folder: string;
  /** Classes to read at the same time. */
  atOnce(): number;
  measure(task: TonesTask): Promise<TonesResult>;
  onMeasuring(measuring: Measuring): void;
  /** What could not be kept. */
  say(sentence: string): void;
}

const EVENT_MILLISECONDS = 200;
const SAVE_MILLISECONDS = 15_000;
const KEPT_DATASETS = 4;

interface Running {
  measuring: Measuring;
  title: string;
  abort: AbortController;
  ended: Promise<void>;
}

export class Measurements {
  private readonly options: MeasurementsOptions;
  private readonly events = new Throttle(EVENT_MILLISECONDS);
  private readonly saving = new Throttle(SAVE_MILLISECONDS);
  private readonly last = new Map<string, Measuring>();
  /** By the dataset's id; least recently used first. */
  private readonly known = new Map<string, Map<string, MeasuredClass>>();
  private running: Running | null = null;

  constructor(options: MeasurementsOptions) {
    this.options = options;
  }

  get(datasetId: string): Measuring | null {
    return this.last.get(datasetId) ?? null;
  }

  /** What is known of the images: by the dataset's own words, or where it has none, by what was measured. */
  quality(datasetId: string): DatasetQuality {
    const dataset = this.options.datasets.opened(datasetId);
    const { path } = dataset.info;
    return qualityOf(dataset, readClassStatistics(path), this.measuredOf(dataset));
  }

  /** @throws StudioError where another one is read */
  start(datasetId: string): Measuring {
    const dataset = this.options.datasets.opened(datasetId);
    const { info } = dataset;
    if (this.running !== null) {
      throw new StudioError(
        "NotPossible",
        `${this.running.title} is being measured; wait for it or cancel it`,
      );
    }
    const measured = this.measuredOf(dataset);
    const classes = toMeasure(dataset, readClassStatistics(info.path), measured);
    const measuring: Measuring = {
      ...{ datasetId, state: "running", imagesDone: 0, error: null },
      imagesTotal: classes.reduce((sum, { at }) => sum + info.classes[at].images, 0),
    };
    const abort = new AbortController();
    const running: Running = { measuring, title: basename(info.path), abort, ended: Promise.resolve() };
    this.running = running;
    this.last.set(datasetId, measuring);
    running.ended = this.run(dataset, running, classes, measured);
    this.events.flush(() => this.tell(measuring));
    return { ...measuring };
  }

  /** What has been read stays known. */
  async cancel(datasetId: string): Promise<void> {
    const { running } = this;
    if (running?.measuring.datasetId !== datasetId) return;
    running.abort.abort();
    await running.ended;
  }

  async close(): Promise<void> {
    this.running?.abort.abort();
    await this.running?.ended;
    this.events.cancel();
  }

  private async run(
    dataset: OpenDataset,
    { measuring, abort }: Running,
    classes: readonly ClassPlace[],
    measured: Map<string, MeasuredClass>,
  ): Promise<void> {
    let next = 0;
    const done = (images: number): void => {
      measuring.imagesDone += images;
      this.events.call(() => this.tell(measuring));
    };
    const readClasses = async (): Promise<void> => {
      while (next < classes.length) {
        const { at, name } = classes[next++];
        const found = await measureClass(dataset.store, at, {
          ...{ measure: this.options.measure, signal: abort.signal, done },
        });
        measured.set(name, found);
        this.saving.call(() => this.save(dataset, measured));
      }
    };
    try {
      const count = Math.max(1, Math.min(this.options.atOnce(), classes.length));
      await Promise.all(Array.from({ length: count }, readClasses));
      measuring.state = "finished";
    } catch (error) {
      measuring.state = abort.signal.aborted ? "cancelled" : "failed";
      if (measuring.state === "failed") measuring.error = plainError(error).message;
      // The others end too.
      abort.abort();
    }
    this.saving.cancel();
    this.save(dataset, measured);
    this.running = null;
    this.events.flush(() => this.tell(measuring));
  }

  private tell(measuring: Measuring): void {
    this.options.onMeasuring({ ...measuring });
  }

  private measuredOf({ info }: OpenDataset): Map<string, MeasuredClass> {
    const { datasetId, path } = info;
    const known = this.known.get(datasetId) ?? readMeasured(this.fileOf(datasetId), path);
    this.known.delete(datasetId);
    this.known.set(datasetId, known);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= KEPT_DATASETS) break;
      if (oldest !== this.running?.measuring.datasetId) this.known.delete(oldest);
      else break;
    }
    return known;
  }

  /** Without it the next start measures once more. */
  private save({ info }: OpenDataset, measured: ReadonlyMap<string, MeasuredClass>): void {
    const { folder, say } = this.options;
    try {
      writeMeasured(folder, basename(this.fileOf(info.datasetId)), info.path, measured);
    } catch (error) {
      say(`What was measured of ${info.path} is not kept: ${(error as Error).message}`);
    }
  }

  private fileOf(datasetId: string): string {
    return join(this.options.folder, `${datasetId}.json`);
  }
}
