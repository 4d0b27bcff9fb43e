/** How much work a picture is, before it is drawn: what decides is the number of its vertices, or of its points. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { PolylineClass, PolylineConfig } from "../../core/formulations/configurations.ts";
import { drawClass, isPolylines, pointsOf } from "../../core/formulations/index.ts";

/** Vertices of one image. A vertex takes some 0.05 µs in Table 1's pictures and up to 1 µs where its lines are long. */
export function verticesOf({ orbits, vertices }: Pick<PolylineClass, "orbits" | "vertices">): number {
  return orbits * vertices;
}

/** Of an image of a class; with streams, where the class is not known at once, the most that the configuration allows. */
export function verticesOfImage(config: DatasetConfig, classIndex: number): number {
  if (!isPolylines(config)) return pointsOf(config)!.pointsOfImage(config);
  if (config.streams === null) return verticesOf(drawClass(config, classIndex) as PolylineClass);
  return mostVertices(config);
}

/** The most that any image has. */
export function mostVertices(config: DatasetConfig): number {
  if (!isPolylines(config)) return pointsOf(config)!.pointsOfImage(config);
  const { orbits, vertices } = config.parameters;
  return verticesOf({ orbits: orbits[1], vertices: vertices[1] });
}

/** Of an image in the mean over the classes. */
export function meanVertices({ parameters: { orbits, vertices } }: PolylineConfig): number {
  return (orbits[0] + orbits[1]) * (vertices[0] + vertices[1]) * 0.25;
}

/** Seconds at most. */
export function longestSeconds(vertices: number): number {
  return vertices * 1e-6;
}
