/** Lengths of Table 1 of VisualAtom's paper, which are those of a picture of 512 px. */

const TABLE_SIZE = 512;

/** What such a length is multiplied by in a picture of another size. */
export function tableScale({ imageSize }: { imageSize: number }): number {
  return imageSize / TABLE_SIZE;
}
