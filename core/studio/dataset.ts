/** What the studio tells of a dataset on the disk. */
import type { DatasetConfig, Layout } from "../config/parameters.ts";
import type { NearDuplicates } from "../likeness/nearDuplicates.ts";

export interface DatasetInfo {
  datasetId: string;
  path: string;
  layout: Layout;
  /** What lies on the disk at present. */
  classes: { name: string; images: number }[];
  /** In the packed layouts. */
  shards: { name: string; images: number }[];
  /** Images that lie on the disk. */
  images: number;
  /** Whether some classes are still being counted, and taken to be like the others until then. */
  counting: boolean;
  /** null for a folder without dataset.json (the authors' script's own output). */
  config: DatasetConfig | null;
  configId: string | null;
  fingerprint: string | null;
  complete: boolean | null;
  /** Of the images that are there, by what has been written of them; null where nothing tells. */
  bytes: number | null;
  blankImages: number | null;
  generator: string | null;
  /** Changes whenever images come, go or change places. */
  stamp: string;
}

/** A stretch of a list of images. */
export interface DatasetImages {
  names: string[];
  /** Place of each image's class in the dataset's list. */
  classes: number[];
  /** Changes with the image's file, as far as its time and size tell. */
  stamps: string[];
}

/** Where an image stands in the lists of a dataset. */
export interface FoundImage {
  /** In its class's; null where it is not there. */
  place: number | null;
  /** In the packed layouts: the shard's place in the list, and the image's in the shard. */
  shard: { at: number; place: number } | null;
}

/** What a dataset says of its images; see its statistics.csv. */
export interface DatasetQuality {
  /** Of all stored images: part of the pixels that is not background, mean grey 0 … 255; null where not measured. */
  statistics: {
    inkCoverage: number;
    meanGrey: number;
    redrawnImages: number;
    divergingImages?: number;
  } | null;
  nearDuplicates: NearDuplicates | null;
  /**
   * Columns, one place for each class that was measured. Classes are told by their numbers; of a folder that does not
   * say what it holds, by their places in its list.
   */
  classes: { numbers: number[]; inkCoverage: number[]; meanGrey: number[]; blank: number[] };
  /**
   * Which images are blank, for the classes with any: the class's place in the columns, and its images' places in the
   * class's list. null where that is not known of every such class.
   */
  blankImages: { at: number[]; images: number[][] } | null;
  /** Images that would have to be read for what is not known. */
  unmeasured: number;
}

/** A look at images that nobody measured when they were written. */
export interface Measuring {
  datasetId: string;
  state: "running" | "finished" | "cancelled" | "failed";
  imagesDone: number;
  imagesTotal: number;
  /** Why it failed, in a sentence. */
  error: string | null;
}
