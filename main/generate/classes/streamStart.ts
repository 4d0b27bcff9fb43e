/** Where the generators of a dataset's streams stand before the first image of each. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import { MersenneTwister } from "../../../core/random/mersenneTwister.ts";

/**
 * Of each stream, from 0. All states of a configuration have the same number of words: 624 and how many of them have been
 * read, of each generator that its script runs.
 */
export function streamStarts(config: DatasetConfig): (stream: number) => Uint32Array {
  const images = pointsOf(config)?.referenceImages(config);
  return (stream) => {
    if (images !== undefined) {
      images.seed(stream);
      return images.state(null);
    }
    const twister = new MersenneTwister();
    twister.seed(config.seed + stream);
    return twister.state();
  };
}
