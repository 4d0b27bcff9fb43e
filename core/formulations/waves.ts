/** The sinusoids of a class, of which every formulation has two. */
import type { ClassParameterColumn, Sinusoid } from "./formulation.ts";

/** n₁ and n₂. */
export const frequencyColumns: ClassParameterColumn<{ frequency1: number; frequency2: number }>[] = [
  {
    name: "frequency1",
    symbol: "n₁",
    label: "First frequency",
    unit: "",
    integer: true,
    value: (c) => c.frequency1,
  },
  {
    name: "frequency2",
    symbol: "n₂",
    label: "Second frequency",
    unit: "",
    integer: true,
    value: (c) => c.frequency2,
  },
];

/** Ascending frequencies, each once; sin(0·θ) and amplitudes of 0 are no waves. */
export function mergedWaves(waves: readonly Sinusoid[]): Sinusoid[] {
  const amplitudes = new Map<number, number>();
  for (const { frequency, amplitude } of waves) {
    if (frequency > 0 && amplitude !== 0) {
      amplitudes.set(frequency, (amplitudes.get(frequency) ?? 0) + amplitude);
    }
  }
  return [...amplitudes]
    .map(([frequency, amplitude]) => ({ frequency, amplitude }))
    .sort((a, b) => a.frequency - b.frequency);
}
