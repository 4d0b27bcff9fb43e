/** What a formulation is whose pictures are points: fractals, whose classes are found by a search. */
import type { ClassBase, DatasetConfigBase, Range } from "../config/dataset.ts";
import type { KernelExports } from "../kernel/kernel.ts";
import type { FormulationBase } from "./formulation.ts";
import type { Viewpoint } from "./viewpoint.ts";

/**
 * How the classes come about. `alone`: each by candidates of its own; `sequence`: one after the other among the candidates
 * of one generator; `given`: from a table that somebody has brought.
 */
export type SearchKind = "alone" | "sequence" | "given";

/** A class as numbers: what is kept, sent to threads, and has a digest. */
export type ClassRow = Float64Array;

/** How a class is kept as numbers: what was measured of it, then those of its maps. */
export interface ClassRows<C> {
  /** What is measured of a class, by its names in the class and in order. */
  measured: readonly string[];
  /** Numbers of a map. */
  mapNumbers: number;
  toClass(row: ClassRow): C;
  /** @param measured NaN for each that is not known */
  toRow(measured: readonly number[], system: ArrayLike<number>): ClassRow;
  /** The numbers of its maps. */
  systemOf(row: ClassRow): number[];
}

export interface ClassSearch<Config, C> {
  rows: ClassRows<C>;
  kind(config: Config): SearchKind;
  /** All that decides which classes there are; configurations of equal values have the same. */
  basis(config: Config): Readonly<Record<string, unknown>>;
  /** State of the generator before the first candidate of a sequence: 624 words, and how many have been read. */
  start(config: Config): Uint32Array;
  /** Candidates in a row after which nothing more is hoped for. */
  mostCandidates(config: Config): number;
  /** What to do where none is found, as the end of a sentence. */
  wayOut: string;
  /** The field that decides how rare classes are. */
  field: string;
  /** SHA-256, hex, of the table that was brought, for a search of kind `given`. */
  digest(config: Config): string | null;
  /** The configuration with a table of this digest. */
  withDigest(config: Config, digest: string): unknown;
  /** The class's file as the released code writes it: a line for each map. */
  toFile(parameters: C): string;
  /** Fewest and most lines of such a file. */
  lines: readonly [number, number];
  /** What is wrong with a line's numbers, as the end of a sentence; null where nothing is. */
  wrongLine(numbers: readonly number[]): string | null;
  /** What is wrong with all lines of a class together, as `wrongLine` says it. */
  wrongLines(lines: readonly (readonly number[])[]): string | null;
  /** The row of a class of these lines, but for what is measured. */
  fromLines(lines: readonly (readonly number[])[]): ClassRow;
  searcher(kernel: KernelExports, config: Config): Searcher;
}

/** What was found among candidates: the first has number 0. */
export interface Found {
  candidate: number;
  row: ClassRow;
}

/** Looks for classes with the kernel. */
export interface Searcher {
  /** Puts a sequence's generator before a candidate. */
  restore(state: Uint32Array): void;
  /** The generator's state before the next candidate. */
  state(): Uint32Array;
  /** Tries the sequence's next candidates. */
  tryNext(candidates: number): Found[];
  /** Runs the generator past them. */
  skip(candidates: number): void;
  /** Tries candidates of a class alone, from this one on; null where none is accepted. */
  tryAlone(classIndex: number, first: number, candidates: number): ClassRow | null;
  /** The row of a class that was brought, with what is measured of it. */
  measure(row: ClassRow): ClassRow;
}

/** Draws the images of a dataset one after the other: by the kernel, or as the readable reference. */
export interface PointImages<C> {
  /** Positions on an image; with streams the next one that the generator stands before. */
  begin(parameters: C, classIndex: number, instance: number, attempt: number): void;
  /** S · S samples of the image at hand, a view that the next image overwrites. */
  paint(): Uint8Array;
  /** Whether the points of the image at hand overflow, so that some are left out. */
  diverges(): boolean;
  /** With streams: starts one. */
  seed(stream: number): void;
  /** With streams: runs the generator past the image at hand. */
  skip(): void;
  /**
   * With streams: a state from which the next image can be drawn, whatever it shares with the one at hand.
   * @param next its instance number; null where it is of another class
   */
  state(next: number | null): Uint32Array;
  restore(state: Uint32Array): void;
}

/** A point of the plane as the studio shows it. */
export interface PlanePoint {
  x: number;
  y: number;
}

/** One map as the studio shows it: the outline of what becomes of the cell, corner by corner, and how often it is chosen. */
export interface MapFigure {
  /** As `0.17x − 0.73y + 0.61`. */
  formula: string[];
  corners: PlanePoint[];
  /** p, 0 … 1. */
  probability: number;
}

/** An image's points in space and the camera that sees them, for a figure that can be turned. */
export interface SpatialModel {
  /** x, y and z in turn of each point, in the order in which they arrive. */
  points: number[];
  /** Of the image's own picture. */
  viewpoint: Viewpoint;
  /** Of the camera from the origin, which it looks at. */
  distance: number;
  /** What is nearer to the camera is not seen. */
  nearest: number;
  /** rad, of the whole picture, from side to side. */
  fieldOfView: number;
}

/** A weight on one coefficient of every map. */
export interface SweptWeight {
  name: string;
  symbol: string;
  label: string;
}

export interface WeightedImage<Config> {
  /** The weight. */
  value: number;
  config: Config;
  instance: number;
}

/** An image that is taken apart. */
export interface ShownImage<C> {
  parameters: C;
  classIndex: number;
  instance: number;
  /** With streams, where it shows: the generator's state before the image, as `PointImages.restore` takes it; else null. */
  state: Uint32Array | null;
}

/** What the studio shows of a class beside its pictures. */
export interface PointStudio<Config, C> {
  /** What a class can be seen at other values of; empty where there is nothing. */
  sweeps: readonly SweptWeight[];
  /** The image at each of a sweep's values, ascending, as an image of a configuration. */
  sweep(config: Config, name: string, instance: number): WeightedImage<Config>[];
  /** What the maps are shown by, as `unit square`. */
  cell: string;
  /** Whether what is shown of a stream's image hangs on the generator, so that its state is needed. */
  showsStream: boolean;
  /** The maps of an image, with its weights in them. */
  maps(config: Config, image: ShownImage<C>): MapFigure[];
  /** Points of an image in the order in which they arrive, px from the picture's upper left corner; at most `most`. */
  arrivals(config: Config, image: ShownImage<C>, most: number): { x: number[]; y: number[] };
  /** At most `most` points of an image in space; null where its points lie in the plane, or where they overflow. */
  model(config: Config, image: ShownImage<C>, most: number): SpatialModel | null;
  /** What an image is, beside its class: as `weight 2 (a × 1), patches 3, flip 1`. */
  imageWords(config: Config, image: ShownImage<C>): string;
}

/** How the kernel searches classes and draws images itself (`core/kernel/assembly/draws/fractals`), by random access. */
export interface KernelFractal {
  /** The formulation's number in the kernel. */
  number: number;
  /** Fields of the configuration, in the kernel's order; of a choice its place among those that there are. */
  fields: readonly string[];
}

export interface PointFormulation<Config extends DatasetConfigBase, C extends ClassBase>
  extends FormulationBase<Config, C> {
  picture: "points";
  /** Red, green and blue of each of the 256 samples of a picture; null where they are greys. */
  palette(config: Config): Uint8Array | null;
  search: ClassSearch<Config, C>;
  /** By the name of a column of the class table: what its values can span, by which classes are compared. */
  spans: Readonly<Record<string, { span: Range }>>;
  /** What a stream's random numbers draw; null where no script's stream can be repeated. */
  streams: { draws: string } | null;
  /** Which of its images shows a class as it is, unweighted; of images that are drawn by lot there is none. */
  plainInstance(config: Config): number | null;
  /** Images that a class has at most; further ones would be the same again. */
  imagesOfClass(config: Config): number;
  /** Consecutive images of a class that share work, so that it is done once where they are drawn in order. */
  sharing(config: Config): number;
  /** Points that are computed for an image, for the estimate of how long it takes. */
  pointsOfImage(config: Config): number;
  kernelFractal: KernelFractal;
  kernelImages(kernel: KernelExports, config: Config): PointImages<C>;
  referenceImages(config: Config): PointImages<C>;
  studio: PointStudio<Config, C>;
}
