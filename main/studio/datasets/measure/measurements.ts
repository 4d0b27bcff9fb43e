/** Reads images that nobody measured when they were written: in the background, one dataset at a time, what was read is kept. */
import { basename, join } from "node:path";
import type { DatasetQuality, Measuring } from "../../../../core/studio/dataset.ts";
import type { TonesResult, TonesTask } from "../../../../workers/messages.ts";
import { Throttle } from "../../../common/async/throttle.ts";
import { type ClassStatistics, readClassStatistics } from "../../../dataset/tables/statistics.ts";
import { BackgroundWork } from "../../backgroundWork.ts";
import { StudioError } from "../../errors.ts";
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

/** What is read of one dataset. */
interface Reading {
  measuring: Measuring;
  /** By the class's name. */
  measured: Map<string, MeasuredClass>;
  signal: AbortSignal;
}

export class Measurements {
  private readonly options: MeasurementsOptions;
  private readonly background: BackgroundWork<Measuring>;
  private readonly saving = new Throttle(SAVE_MILLISECONDS);
  private readonly last = new Map<string, Measuring>();
  /** By the dataset's id; least recently used first. */
  private readonly known = new Map<string, Map<string, MeasuredClass>>();

  constructor(options: MeasurementsOptions) {
    this.options = options;
    this.background = new BackgroundWork({
      every: EVENT_MILLISECONDS,
      idOf: ({ datasetId }) => datasetId,
      tell: (measuring) => options.onMeasuring({ ...measuring }),
    });
  }

  get(datasetId: string): Measuring | null {
    return this.last.get(datasetId) ?? null;
  }

  /** What is known of the images: by the dataset's own words, or where it has none, by what was measured. */
  quality(datasetId: string): DatasetQuality {
    const dataset = this.options.datasets.opened(datasetId);
    return qualityOf(dataset, statisticsIn(dataset), this.measuredOf(dataset));
  }

  /** @throws StudioError where another one is read */
  start(datasetId: string): Measuring {
    const dataset = this.options.datasets.opened(datasetId);
    const { info } = dataset;
    const { atWork } = this.background;
    if (atWork !== null) {
      const title = basename(this.options.datasets.opened(atWork.datasetId).info.path);
      throw new StudioError("NotPossible", `${title} is being measured; wait for it or cancel it`);
    }
    const measured = this.measuredOf(dataset);
    const classes = toMeasure(dataset, statisticsIn(dataset), measured);
    const measuring: Measuring = {
      ...{ datasetId, state: "running", imagesDone: 0, error: null },
      imagesTotal: classes.reduce((sum, { at }) => sum + info.classes[at].images, 0),
    };
    this.last.set(datasetId, measuring);
    const read = (signal: AbortSignal) => this.read(dataset, classes, { measuring, measured, signal });
    this.background.start(measuring, read, () => {
      this.saving.cancel();
      this.save(dataset, measured);
    });
    return { ...measuring };
  }

  /** What has been read stays known. */
  cancel(datasetId: string): Promise<void> {
    return this.background.cancel(datasetId);
  }

  close(): Promise<void> {
    return this.background.close();
  }

  private async read(
    dataset: OpenDataset,
    classes: readonly ClassPlace[],
    { measuring, measured, signal }: Reading,
  ): Promise<void> {
    let next = 0;
    const done = (images: number): void => {
      measuring.imagesDone += images;
      this.background.changed();
    };
    const readClasses = async (): Promise<void> => {
      while (next < classes.length) {
        const { at, name } = classes[next++];
        const found = await measureClass(dataset.store, at, {
          ...{ measure: this.options.measure, signal, done },
        });
        measured.set(name, found);
        this.saving.call(() => this.save(dataset, measured));
      }
    };
    const count = Math.max(1, Math.min(this.options.atOnce(), classes.length));
    await Promise.all(Array.from({ length: count }, readClasses));
  }

  private measuredOf({ info }: OpenDataset): Map<string, MeasuredClass> {
    const { datasetId, path } = info;
    const known = this.known.get(datasetId) ?? readMeasured(this.fileOf(datasetId), path);
    this.known.delete(datasetId);
    this.known.set(datasetId, known);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= KEPT_DATASETS) break;
      if (oldest !== this.background.atWork?.datasetId) this.known.delete(oldest);
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

/** Also of classes of which nothing is there. */
function statisticsIn({ info }: OpenDataset): ClassStatistics[] {
  return readClassStatistics(info.path, Math.max(info.classes.length, info.config?.classes ?? 0));
}
