/** How much work a picture is, before it is drawn. It is counted in steps: one for each vertex, or of fractals each point. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { PolylineClass, PolylineConfig } from "../../core/formulations/configurations.ts";
import { drawClass, isPolylines, pointsOf } from "../../core/formulations/index.ts";
import { countText, durationText } from "../common/format.ts";

/** Of an image of a class; with streams, where the class is not known at once, the most that the configuration allows. */
export function stepsOfImage(config: DatasetConfig, classIndex: number): number {
  if (!isPolylines(config) || config.streams !== null) return mostSteps(config);
  return verticesOf(drawClass(config, classIndex) as PolylineClass);
}

/** The most that any image has. */
export function mostSteps(config: DatasetConfig): number {
  if (!isPolylines(config)) return pointsOf(config)!.pointsOfImage(config);
  const { orbits, vertices } = config.parameters;
  return verticesOf({ orbits: orbits[1], vertices: vertices[1] });
}

/** Of an image in the mean over the classes. */
export function meanVertices({ parameters: { orbits, vertices } }: PolylineConfig): number {
  return (orbits[0] + orbits[1]) * (vertices[0] + vertices[1]) * 0.25;
}

/**
 * A vertex takes some 0.05 µs in Table 1's pictures and up to 1 µs where its lines are long; a point takes less. The canvas
 * library fills thick lines as areas: with 100 px a vertex takes 12 to 25 µs.
 */
export function longestSeconds(config: DatasetConfig, steps: number): number {
  if (!isPolylines(config) || config.renderer !== "canvas") return steps * 1e-6;
  return steps * (1 + 0.3 * config.parameters.lineThickness) * 1e-6;
}

/** More than anybody waits for a single picture; no fractal takes as long. */
const MOST_SECONDS = 60;

/** Why a picture is not drawn to be looked at, as a sentence, or null. */
export function tooMuchWork(config: DatasetConfig, steps: number): string | null {
  const seconds = longestSeconds(config, steps);
  if (seconds <= MOST_SECONDS) return null;
  const thick = config.renderer === "canvas" ? ", or the thickness of the lines" : "";
  return `This picture has ${countText(steps)} vertices and could take ${durationText(seconds)}; previews take up to a minute: lower orbits or vertices${thick}. Generating it is possible`;
}

function verticesOf({ orbits, vertices }: Pick<PolylineClass, "orbits" | "vertices">): number {
  return orbits * vertices;
}
