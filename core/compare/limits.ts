/** How large a comparison may be, and what is taken where nobody says otherwise. */

export interface SampleSize {
  /** Of each configuration; fewer where it has fewer. */
  classes: number;
  /** Images of each class. */
  instances: number;
  /** Side at which all pictures are looked at, px; null: 224, or that of the smallest. */
  side: number | null;
  /** Which classes and images. */
  seed: number;
}

export const sampleLimits = {
  /** Between two there is one pair; of a thousand each is compared with 32 others. */
  classes: { min: 2, max: 1000, usual: 64 },
  /** A class's pictures are in memory together. */
  instances: { min: 1, max: 64, usual: 8 },
  /** From 32 px on the window of MS-SSIM fits twice. */
  side: { min: 32, max: 256, usual: 224 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER, usual: 0 },
} as const;

/** Compared at a time on the command line. */
export const MOST_CONFIGURATIONS = 20;

export const usualSample: SampleSize = {
  classes: sampleLimits.classes.usual,
  instances: sampleLimits.instances.usual,
  side: null,
  seed: sampleLimits.seed.usual,
};

/** Pictures of other classes, or of the same class, that each picture is compared with on either side. */
export const MOST_PARTNERS = 16;

/** Pictures at least as similar as this by MS-SSIM count as near duplicates. */
export const ALIKE = 0.95;
