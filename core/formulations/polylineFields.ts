/** Fields that mean the same in several formulations of polylines: limits, best-practice defaults and words for people. */
import type { NumericFieldRow } from "../config/fields/field.ts";

const integers = { kind: "range", integer: true, step: 1 } as const;

export const polylineFields = {
  orbits: {
    path: "parameters.orbits",
    symbol: "K",
    label: "Orbits",
    unit: "",
    group: "class",
    ...integers,
    min: 1,
    max: 10_000,
    default: [1, 200],
    explanation: "Number of orbits, drawn from the innermost outward.",
  },
  vertices: {
    path: "parameters.vertices",
    symbol: "q",
    label: "Vertices",
    unit: "",
    group: "class",
    ...integers,
    min: 3,
    max: 100_000,
    default: [200, 1000],
    explanation: "Quantization: vertices of each orbit's closed polyline.",
  },
  frequency1: {
    path: "parameters.frequency1",
    symbol: "n₁",
    label: "First frequency",
    unit: "",
    group: "class",
    ...integers,
    min: 0,
    max: 1000,
    default: [0, 20],
    explanation: "Periods of the first sinusoid around an orbit.",
  },
  frequency2: {
    path: "parameters.frequency2",
    symbol: "n₂",
    label: "Second frequency",
    unit: "",
    group: "class",
    ...integers,
    min: 0,
    max: 1000,
    default: [0, 20],
    explanation:
      "Periods of the second sinusoid; `release` draws it again until it differs from n₁, unless n₁ is 0.",
  },
  lineThickness: {
    path: "parameters.lineThickness",
    symbol: "l_t",
    label: "Line thickness",
    unit: "px",
    group: "class",
    kind: "number",
    integer: false,
    min: 0.1,
    max: 100,
    step: 0.1,
    default: 1,
    explanation:
      "Width of every line; it does not scale with the image size, and renderer `lines` draws 1 only.",
  },
} as const satisfies Record<string, NumericFieldRow>;
