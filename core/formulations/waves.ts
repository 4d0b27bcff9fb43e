/** The sinusoids of a class in one form, whichever comes first. */
import type { Sinusoid } from "./formulation.ts";

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
