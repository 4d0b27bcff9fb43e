/** Draws that the formulations of the authors' scripts have in common, as in `core/formulations/script`. */
import { setImageNumber } from "./numbers";
import { integer } from "./slots";

/** κ lies in [perlinMin, perlinMin + 4]. */
export const NOISE_COEFFICIENT_SPAN: f64 = 4;

/** From two slots: c_x, then c_y, px. */
export function drawCentre(slot: u32, imageSize: f64, startPos: f64): void {
  setImageNumber(0, (imageSize + integer(slot, -startPos, startPos)) / 2);
  setImageNumber(1, (imageSize + integer(slot + 1, -startPos, startPos)) / 2);
}
