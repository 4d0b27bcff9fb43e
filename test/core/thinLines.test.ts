/** Renderer `canvas` leaves as much ink as lines of a thickness cover, also where they are thin. */
import { expect, test } from "vitest";
import { findPreset } from "../../core/config/presets.ts";
import type { PolylineConfig } from "../../core/formulations/configurations.ts";
import { formulationOf } from "../../core/formulations/index.ts";
import type { ImageSource } from "../../core/render/imageSource.ts";
import { createCanvasRenderer } from "../../workers/render/canvas.ts";

const VERTICES = 1000;
const imageSize = 512;
const angles = Float64Array.from({ length: VERTICES }, (_, i) => (2 * Math.PI * i) / VERTICES);
const radius = (angle: number): number => 150 + 30 * Math.sin(5 * angle);
const x = angles.map((angle) => imageSize / 2 + radius(angle) * Math.cos(angle));
const y = angles.map((angle) => imageSize / 2 + radius(angle) * Math.sin(angle));
const length = x.reduce((sum, _, i) => sum + Math.hypot(x[i] - x.at(i - 1)!, y[i] - y.at(i - 1)!), 0);
const sourceOf = (grey: number) => ({ orbits: () => [{ grey, x, y }] }) as unknown as ImageSource;

/** Of the area that the line covers. */
async function inkOf(lineThickness: number, preset = "sample"): Promise<number> {
  const { config } = findPreset(preset);
  const { background } = formulationOf(config);
  const parameters = { ...config.parameters, lineThickness };
  const renderer = await createCanvasRenderer({ ...config, imageSize, parameters } as PolylineConfig);
  const greys = renderer.render(sourceOf(255 - background));
  return greys.reduce((sum, grey) => sum + Math.abs(grey - background), 0) / 255 / (length * lineThickness);
}

test.each([0.5, 0.75, 0.9, 0.99, 1, 1.0001, 1.01, 1.25, 1.5, 2])("%d px", async (thickness) => {
  const ink = await inkOf(thickness);
  expect(ink).toBeGreaterThan(0.97);
  expect(ink).toBeLessThan(1.03);
});

test.each([0.5, 1, 2])("%d px on white", async (thickness) => {
  const ink = await inkOf(thickness, "rcdb-1k");
  expect(ink).toBeGreaterThan(0.97);
  expect(ink).toBeLessThan(1.03);
});

test("there is no step at 1 px", async () => {
  const ink = [await inkOf(0.9999), await inkOf(1), await inkOf(1.0001), await inkOf(1.0002)];
  for (let i = 1; i < ink.length; i++) expect(Math.abs(ink[i] / ink[i - 1] - 1)).toBeLessThan(0.01);
});
