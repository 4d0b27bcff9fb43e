/** What a formulation is to the layers above: everything that they know of one, so that a missing part does not compile. */
import type { z } from "zod";
import type { ClassBase, DatasetConfigBase, Range } from "../config/dataset.ts";
import type { FieldRow } from "../config/fields/field.ts";
import type { PresetRow } from "../config/preset.ts";
import type { NoteRule, Rule } from "../config/rule.ts";
import type { KernelExports } from "../kernel/kernel.ts";
import type { SequentialRandom } from "../random/mersenneTwister.ts";
import type { Draws } from "../random/philox.ts";
import type { ClassParameters } from "./configurations.ts";

/** Where the nucleus lies, px from the picture's left and upper edge: the least that is drawn for each image. */
export interface Centre {
  x: number;
  y: number;
}

/** One class parameter as a column of the class table. */
export interface ClassParameterColumn<C = ClassParameters> {
  name: string;
  /** The paper's or the script's symbol. */
  symbol: string;
  label: string;
  unit: string;
  integer: boolean;
  value(parameters: C): number;
}

/** What is drawn for each image, as a column of a table. */
export interface ImageColumn<P> {
  name: string;
  value(placement: P): number;
}

/** One orbit of the reference: q vertices and its grey 0 … 255. */
export interface ReferenceOrbit {
  grey: number;
  x: Float64Array;
  y: Float64Array;
}

/** Where an orbit's random numbers come from. */
export type OrbitRandom = { kind: "randomAccess"; draws: Draws } | ({ kind: "stream" } & SequentialRandom);

/** λ sin(nθ). */
export interface Sinusoid {
  /** n, above 0 */
  frequency: number;
  /** λ */
  amplitude: number;
}

/** How a class's images look, in words that every formulation has: what two classes are compared by. */
export interface ClassShape {
  /** K */
  orbits: number;
  /** q */
  vertices: number;
  /** Semi-axes of the innermost orbit without its waves, px. */
  inner: [number, number];
  /** Of the outermost. */
  outer: [number, number];
  /** Strength of the noise, 0 … 1 over what the configuration allows. */
  noise: number;
  /** Ascending frequencies, each once. */
  waves: Sinusoid[];
}

/** How a class parameter (a column of the class table) is reached through the configuration, for pictures at several of its values. */
export interface Swept {
  /** Field of `parameters`, as `orbits` or `recursion.depth`; its range is narrowed to one value, or its value replaced. */
  field: string;
  range: boolean;
  /** What the paper's tables span; widened by the configuration's own range. */
  span: Range;
  /** Whether all classes of a dataset have the same: it tells none apart. */
  ofDataset?: boolean;
  /** Whether field and span are px of 512, which the column has as px of the picture. */
  ofTable?: boolean;
  /** Ratios rather than differences tell its values apart. */
  geometric?: boolean;
  /** Whether the field takes integers though what is drawn from it need not be one. */
  integerField?: boolean;
  /** Another column whose own value is held, since its draws depend on this parameter. */
  holds?: string;
}

/** One term of a recursive wave. */
export interface OrbitDepth {
  /** As `0.25 sin 9θ + 0.25 sin 45θ`. */
  formula: string;
  /** The term alone. */
  wave(theta: number): number;
  /** px from the nucleus; with the terms up to this one. */
  point(theta: number): { x: number; y: number };
}

/** The first orbit: Φ(θ), and where it puts a point relative to the nucleus. */
export interface FirstOrbit {
  wave(theta: number, noise: number): number;
  /** px; with or without the wave. */
  point(theta: number, waved: boolean): { x: number; y: number };
  /** ε at each vertex (of the horizontal displacements, where there are two), as drawn. */
  noise(random: OrbitRandom): Float64Array;
  /** Highest frequency of Φ, which a smooth curve has to follow; absent where it is low. */
  highestFrequency?: number;
  /** The terms of a recursive wave, from depth 0; absent where there is one. */
  depths?: OrbitDepth[];
}

/** What the studio shows of a class beside its pictures. */
export interface StudioView<Config, C, P extends Centre = Centre> {
  /** By the column's name; columns without one cannot be swept. */
  sweeps: Readonly<Record<string, Swept>>;
  firstOrbit(config: Config, parameters: C, placement: P): FirstOrbit;
  /** Unit of Φ(θ), or "". */
  waveUnit: string;
  /** One sentence under the plot of Φ(θ). */
  waveCaption: string;
  words: StudioWords;
}

/** What the studio calls the parts of a picture, and the figures that take it apart. */
export interface StudioWords {
  /** One polyline, as `orbit`. */
  part: string;
  parts: string;
  /** All of them together, as `Visual atom`. */
  whole: string;
  /** Under the figure of the first one before it has vertices. */
  first: string;
  /** Under the figure of its vertices, behind their number. */
  vertices: string;
}

/** The released script's order of random numbers, for datasets that repeat it pixel for pixel. */
export interface StreamDraws<Config, C, P extends Centre = Centre> {
  drawClass(random: SequentialRandom, config: Config): C;
  /** Of the class's first image, right after its class was drawn. */
  firstPlacement(random: SequentialRandom, config: Config, parameters: C): P;
  /** After each image, the last of a class too: that of the next. */
  nextPlacement(random: SequentialRandom, config: Config): P;
  /** Draws what one image takes without using it. */
  skipImage(random: SequentialRandom, config: Config, parameters: C): void;
  /** Hands a class to the kernel, which prepares its tables. */
  setKernelClass(kernel: KernelExports, config: Config, parameters: C): void;
  /** Hands it what is drawn for an image beside its centre; null where that is all. */
  setKernelImage: ((kernel: KernelExports, placement: P) => void) | null;
}

/** Numbers of an image as its script writes them, each with the digits that the script pads it to. */
export interface ImageNumbers {
  class: string;
  instance: string;
  /** The instance's number itself. */
  index: number;
}

/** How the kernel draws classes and images itself (`core/kernel/assembly/draws`). */
export interface KernelDraws<C, P extends Centre = Centre> {
  /** The formulation's number in the kernel. */
  number: number;
  /** Fields of the configuration, in the kernel's order; a range is two numbers. */
  fields: readonly string[];
  /** From its numbers, in the order of the columns of the class table. */
  toClass(numbers: Float64Array): C;
  /** From its numbers: c_x, c_y, then what else is drawn for each image. */
  toPlacement(numbers: Float64Array): P;
}

/** What its script calls its files, for layout `release`. */
export interface ScriptFiles<Config, C> {
  /** Folder of those of the classes, or "" where they lie in the dataset's own. */
  imageRoot: "" | "image";
  /** Digits of a class's number, where they are not five. */
  classDigits?: number;
  /** With its extension. */
  imageName(parameters: C, numbers: ImageNumbers, extension: string, config: Config): string;
  /** Number of the instance that a name of an image tells; null where it is none of the script's. */
  instanceIn(imageName: string, config: Config): number | null;
  /** The group-1 parameters that the name of an image tells, where it tells any. */
  parametersIn(imageName: string): Partial<Omit<C, "formulation">>;
  /** Content of the class's file in `param/`, or null where the script writes none. */
  parameterFile: ((parameters: C) => string) | null;
  /** The class as the released code's own table has it: what `param/` has of it in other layouts; absent where there is none. */
  tableFile?(parameters: C): string;
}

/** The family of datasets that a formulation makes. */
export interface DatasetFamily {
  /** As `VisualAtom`. */
  name: string;
  /** Who published it, and where. */
  source: string;
}

/** What a dataset's card says of where the data come from. */
export interface CardWords {
  /** What the pictures are called. */
  title: string;
  /** BibTeX of the paper. */
  citation: string;
}

/**
 * `stream`: the generator's state before each class, found by running every stream from its seed; `search`: the classes
 * themselves, found among random candidates.
 */
export type ClassTableKind = "stream" | "search";

/** Grey of what nothing is drawn on: black or white. */
export type Background = 0 | 255;

/** The default of a dataset's field where it is another than that of most formulations. */
export type DatasetDefaults = Readonly<Record<string, number>>;

/** What every formulation has, whatever its pictures are made of. */
export interface FormulationBase<Config extends DatasetConfigBase, C extends ClassBase> {
  name: Config["formulation"];
  title: string;
  /** What makes it different, after its name in a list of formulations. */
  explanation: string;
  /** What differs from it is ink; a picture without ink is blank. */
  background: Background;
  /** By parameter name, in the order in which people read them. */
  fields: Readonly<Record<string, FieldRow>>;
  /** By field path; absent where there are none. */
  datasetDefaults?: DatasetDefaults;
  /** Of the parameters, in the order of a written configuration. */
  parameters: z.ZodObject;
  /** The form in which parameters are written, where the same can be said in several; absent where it cannot. */
  canonical?(parameters: Config["parameters"]): Config["parameters"];
  rules: readonly Rule<Config>[];
  /** What is allowed of its parameters but surprises later; absent where there is nothing. */
  notes?: readonly NoteRule<Config>[];
  /** Its fields that have no effect because of what others say, with the reason as the end of a sentence; absent where all have. */
  idle?(config: Config): ReadonlyMap<string, string>;
  presets: readonly PresetRow[];
  /** Columns of the class table. */
  columns: ClassParameterColumn<C>[];
  /** Columns behind them that only some configurations have; absent where none has. */
  furtherColumns?(config: Config): ClassParameterColumn<C>[];
  /** By random access, or from the table of those that were searched. */
  drawClass(config: Config, classIndex: number): C;
  /** What has to be found before an image can be drawn; null where each class is reached alone. */
  classTable(config: Config): ClassTableKind | null;
  scriptFiles: ScriptFiles<Config, C>;
  card(config: Config): CardWords;
  family: DatasetFamily;
}

/** Closed polylines, which renderers `lines` and `canvas` draw in greys. */
export interface PolylineFormulation<
  Config extends DatasetConfigBase,
  C extends ClassBase,
  P extends Centre = Centre,
> extends FormulationBase<Config, C> {
  picture: "polylines";
  drawPlacement(config: Config, classIndex: number, instance: number, attempt: number): P;
  /** What is drawn for each image beside its nucleus and greys, as columns of a table; absent where there is nothing. */
  imageColumns?: readonly ImageColumn<P>[];
  /** null where there is no script whose stream could be repeated. */
  streams: StreamDraws<Config, C, P> | null;
  shape(config: Config, parameters: C): ClassShape;
  /** The readable reference: yields the K orbits from the innermost, each in arrays of its own. */
  orbits(config: Config, parameters: C, placement: P, random: OrbitRandom): Iterable<ReferenceOrbit>;
  /** By random access. */
  kernelDraws: KernelDraws<C, P>;
  studio: StudioView<Config, C, P>;
}
