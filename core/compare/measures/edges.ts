/** How much of a picture is edge: the edge density of Rosenholtz, Li and Nakano (Journal of Vision 2007), by a threshold on the gradient. */
import type { GreyPicture } from "../picture.ts";
import { eachGradient } from "./gradient.ts";

/** Greys a pixel from which a change counts as an edge: a sixteenth of the range. */
export const EDGE = 16;

/** Part of the pixels that are not on the border, 0 … 1. */
export function edgeDensity(picture: GreyPicture): number {
  let edges = 0;
  eachGradient(picture, (_x, _y, across, down) => {
    if (across * across + down * down >= EDGE * EDGE) edges += 1;
  });
  return edges / (picture.side - 2) ** 2;
}
