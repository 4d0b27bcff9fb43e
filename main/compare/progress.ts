/** How far a comparison is. */
import type { ComparisonProgress, ComparisonStep } from "../../core/compare/comparison.ts";

/** Milliseconds or so. */
const weights: Record<ComparisonStep, number> = { classes: 0, pictures: 20, pairs: 2.5, speed: 400 };

export type PlannedSteps = Record<Exclude<ComparisonStep, "classes">, number>;

/** Adds up what is done of all configurations. */
export class ProgressSum {
  private readonly tell: (progress: ComparisonProgress) => void;
  private readonly planned: number;
  private finished = 0;

  /** @param plans what each configuration will take */
  constructor(plans: readonly PlannedSteps[], tell: (progress: ComparisonProgress) => void) {
    this.tell = tell;
    const work = ({ pictures, pairs, speed }: PlannedSteps): number =>
      weights.pictures * pictures + weights.pairs * pairs + weights.speed * speed;
    this.planned = plans.reduce((sum, plan) => sum + work(plan), 0);
  }

  /** Counts from 0 to `total`, which is told each time that something is done. */
  step(at: number, step: ComparisonStep, total: number): (more: number) => void {
    let done = 0;
    const add = (more: number): void => {
      done += more;
      this.finished += weights[step] * more;
      this.tell({ at, step, done, total, part: Math.min(1, this.finished / this.planned) });
    };
    add(0);
    return add;
  }
}
