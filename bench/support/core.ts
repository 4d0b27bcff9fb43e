/** What the benchmarks need of the core, bundled to dist/bench-core.js. */

export { edgeDensity } from "../../core/compare/measures/edges.ts";
export { orientationsOf } from "../../core/compare/measures/orientations.ts";
export { spectrumExponent } from "../../core/compare/measures/spectrum.ts";
export { structuralSimilarity, structureOf } from "../../core/compare/measures/structure.ts";
export { groupTitles, measuredText, rowsOf } from "../../core/compare/rows.ts";
export { findPreset } from "../../core/config/presets.ts";
export { applyOverrides, parseConfig } from "../../core/config/schema.ts";
export { putClassRow, tableKey } from "../../core/formulations/classTables.ts";
export { sphereOrientation } from "../../core/formulations/exfractaldb/geometry/camera.ts";
export { weightRows } from "../../core/formulations/exfractaldb/geometry/weights.ts";
export { SpatialKernel } from "../../core/formulations/exfractaldb/kernel/spatialKernel.ts";
export { pointsOf } from "../../core/formulations/index.ts";
export { createSearcher } from "../../core/kernel/classSearcher.ts";
export { instantiateKernel } from "../../core/kernel/kernel.ts";
export { KernelSource } from "../../core/kernel/kernelSource.ts";
export { reduce } from "../../core/raster/resample.ts";
