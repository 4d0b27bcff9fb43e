/** Recursive atoms: Φ_k(θ) = Σ_{d=0…D} ρ^d [λ₁ sin(n₁ m^d θ) + λ₂ sin(n₂ m^d θ)] + η ε_k(θ). Ours, after the paper's Limitations. */
import type { Range } from "../../config/dataset.ts";
import { formatNumber } from "../../config/errors.ts";
import type { ConfigNote } from "../../config/rule.ts";
import type { Sinusoid } from "../formulation.ts";
import type { PaperClass, PaperConfig, PaperParameters } from "./parameters.ts";

/** One term of the sum. */
export interface Depth {
  /** d */
  depth: number;
  /** ρ^d */
  weight: number;
  /** n₁ m^d; exact, since the limits keep it below 2⁵³. */
  frequency1: number;
  /** n₂ m^d */
  frequency2: number;
}

/** The terms of a class's wave, from d = 0; that one alone without recursion. */
export function depthsOf({ depth = 0, ratio = 0, factor = 1, frequency1, frequency2 }: PaperClass): Depth[] {
  const depths: Depth[] = [{ depth: 0, weight: 1, frequency1, frequency2 }];
  for (let d = 1; d <= depth; d++) {
    const before = depths[d - 1];
    depths.push({
      depth: d,
      weight: before.weight * ratio,
      frequency1: before.frequency1 * factor,
      frequency2: before.frequency2 * factor,
    });
  }
  return depths;
}

/** The sinusoids of all depths. */
export function sinusoidsOf(parameters: PaperClass): Sinusoid[] {
  return depthsOf(parameters).flatMap(({ weight, frequency1, frequency2 }) => [
    { frequency: frequency1, amplitude: weight * parameters.amplitude1 },
    { frequency: frequency2, amplitude: weight * parameters.amplitude2 },
  ]);
}

/** Σ ρ^d: what all depths together can be as a multiple of the first. */
export function totalWeight({ recursion }: PaperParameters): number {
  let total = 1;
  let weight = 1;
  for (let d = 1; d <= (recursion?.depth ?? 0); d++) {
    weight *= recursion!.ratio;
    total += weight;
  }
  return total;
}

/** Fields without effect because of what recursion's other fields say. */
export function idleRecursion({ parameters: { recursion } }: PaperConfig): ReadonlyMap<string, string> {
  const idle = new Map<string, string>();
  if (recursion === undefined) {
    for (const name of ["ratio", "factor"]) idle.set(`parameters.recursion.${name}`, "the depth is 0");
  } else if (recursion.ratio === 0) {
    const nothing = "with a ratio of 0 the deeper waves are nothing";
    for (const name of ["depth", "factor"]) idle.set(`parameters.recursion.${name}`, nothing);
  }
  return idle;
}

/** What is called the paper's formulation goes beyond it here. */
export function beyondThePaper({ parameters }: PaperConfig): ConfigNote | null {
  if (parameters.recursion === undefined) return null;
  const message =
    "Recursive atoms are ours: the paper's equations are depth 0, and what accuracy others give is not known.";
  return { field: "parameters.recursion.depth", message };
}

/** Waves of more than q/2 periods around an orbit of q vertices are drawn as waves of fewer. */
export function aliasingNote({ parameters }: PaperConfig): ConfigNote | null {
  const { recursion, vertices } = parameters;
  const highest = highestFrequency(parameters);
  if (recursion === undefined || recursion.ratio === 0 || highest === 0) return null;
  const { depth, factor } = recursion;
  const finer = factor ** depth;
  const needed = 2 * highest * finer;
  if (needed <= vertices[0]) return null;
  const percent = Math.max(1, Math.round(100 * aliasedShare(parameters, finer)));
  const message = `Depth ${depth} repeats waves of up to ${highest} periods ${formatNumber(finer)} times as fine: ${formatNumber(highest * finer)} periods around an orbit. An orbit of q vertices shows up to q/2; what is finer is drawn as a coarser wave (aliasing), here in about ${percent} % of the classes. ${formatNumber(needed)} vertices show every wave; a smaller depth or factor, or lower frequencies, need fewer.`;
  return { field: "parameters.recursion.depth", message };
}

/** Ranges of the frequencies that are drawn with an amplitude. */
function frequencyRanges({ frequency1, frequency2, amplitude1, amplitude2 }: PaperParameters): Range[] {
  const waves: [Range, Range][] = [
    [frequency1, amplitude1],
    [frequency2, amplitude2],
  ];
  return waves.filter(([, amplitude]) => amplitude[1] > 0).map(([frequency]) => frequency);
}

function highestFrequency(parameters: PaperParameters): number {
  return Math.max(0, ...frequencyRanges(parameters).map(([, maximum]) => maximum));
}

/** Part of the classes whose deepest wave is finer than their vertices show; n₁, n₂ and q are independent. */
function aliasedShare(parameters: PaperParameters, finer: number): number {
  const ranges = frequencyRanges(parameters);
  const fewer = (count: number) => uniformBelow(count, parameters.vertices);
  const bothUpTo = (n: number) => ranges.reduce((share, range) => share * uniformBelow(n + 1, range), 1);
  let share = 0;
  for (let n = 1; n <= highestFrequency(parameters); n++) {
    share += (bothUpTo(n) - bothUpTo(n - 1)) * fewer(2 * n * finer);
  }
  return share;
}

/** Probability that an integer of the range is below the limit. */
function uniformBelow(limit: number, [minimum, maximum]: Range): number {
  return Math.min(1, Math.max(0, (limit - minimum) / (maximum - minimum + 1)));
}
