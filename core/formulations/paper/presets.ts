/** The presets of formulation `paper`: the datasets of the paper and the rows of its ablation tables. */
import type { Range } from "../../config/dataset.ts";
import type { PresetRow } from "../../config/preset.ts";
import type { PaperParameters } from "./parameters.ts";

const datasets: PresetRow[] = [
  {
    name: "sample",
    title: "Sample",
    description: "Ten classes of ten images with the paper's best-practice parameters, ready in seconds.",
    group: "datasets",
    config: { classes: 10, instances: 10 },
  },
  {
    name: "visualatom-1k",
    title: "VisualAtom-1k",
    description: "1,000 classes of 1,000 images by the paper's equations with the parameters of Table 1.",
    group: "datasets",
    config: {},
  },
  {
    name: "visualatom-21k",
    title: "VisualAtom-21k",
    description: "21,000 classes of 1,000 images by the paper's equations with the parameters of Table 1.",
    group: "datasets",
    config: { classes: 21_000 },
  },
];

type AblationName = "frequency" | "orbits" | "quantization" | "amplitude";

interface AblationTable {
  title: string;
  table: string;
  /** The row's setting in the paper's symbols. */
  row: (range: Range) => string;
  parameters: (range: Range) => Partial<PaperParameters>;
  /** [minimum, maximum], then accuracy on CIFAR-10, CIFAR-100 and ImageNet-100, %. */
  rows: readonly (readonly [Range, number, number, number])[];
}

const ablations: Record<AblationName, AblationTable> = {
  frequency: {
    title: "Frequency",
    table: "Table 3",
    row: ([from, to]) => `n₁, n₂ ∈ {${from}…${to}}`,
    parameters: (range) => ({ frequency1: range, frequency2: range }),
    rows: [
      [[0, 20], 97.6, 84.9, 90.3],
      [[0, 40], 97.1, 84.3, 89.5],
      [[0, 60], 97.3, 84.1, 89.1],
      [[2, 20], 97.6, 84.8, 90.3],
      [[10, 20], 97.5, 84.4, 89.8],
      [[20, 20], 97.3, 83.6, 89.6],
    ],
  },
  orbits: {
    title: "Orbits",
    table: "Table 4",
    row: ([from, to]) => `K ∈ {${from}…${to}}`,
    parameters: (range) => ({ orbits: range }),
    rows: [
      [[1, 200], 97.6, 84.9, 90.3],
      [[20, 200], 97.5, 84.7, 89.9],
      [[100, 200], 97.5, 84.5, 89.8],
      [[200, 200], 97.5, 84.3, 89.4],
    ],
  },
  quantization: {
    title: "Quantization",
    table: "Table 5",
    row: ([from, to]) => `q ∈ {${from}…${to}}`,
    parameters: (range) => ({ vertices: range }),
    rows: [
      [[200, 1000], 97.6, 84.9, 90.3],
      [[800, 1000], 97.4, 85.1, 89.9],
      [[3, 200], 97.3, 84.6, 89.7],
      [[3, 500], 97.3, 84.9, 90.1],
      [[3, 1000], 97.4, 85.0, 90.1],
    ],
  },
  amplitude: {
    title: "Amplitude",
    table: "Table 6",
    row: ([from, to]) => `λ₁, λ₂ ∈ [${from}, ${to}]`,
    parameters: (range) => ({ amplitude1: range, amplitude2: range }),
    rows: [
      [[0.5, 0.5], 97.6, 84.9, 90.3],
      [[0, 0.5], 97.4, 84.9, 89.5],
      [[1, 1], 97.3, 84.4, 89.6],
      [[0.5, 1], 97.4, 84.5, 89.6],
      [[0, 1], 97.4, 84.4, 89.8],
    ],
  },
};

function ablationPresets(name: AblationName): PresetRow[] {
  const { title, table, row, parameters, rows } = ablations[name];
  return rows.map(([range, cifar10, cifar100, imagenet100], i) => ({
    name: `${name}-${range[0]}-${range[1]}`,
    title: `${title} ${range[0]}–${range[1]}`,
    description: `The paper's best practice with ${row(range)}${i === 0 ? ", as in Table 1" : ""}.`,
    group: "ablation",
    table,
    row: row(range),
    accuracy: { cifar10, cifar100, imagenet100 },
    config: { parameters: parameters(range) },
  }));
}

/** Recursive atoms, which the paper's Limitations propose: ours, and not measured. */
const recursive: PresetRow = {
  name: "visualatom-1k-recursive",
  title: "VisualAtom-1k, recursive",
  description:
    "Ours, not the paper's: its best practice with each wave repeated twice in itself (D = 2, ρ = 0.5, m = 3); what accuracy it gives is not known.",
  group: "ablation",
  row: "D = 2, ρ = 0.5, m = 3",
  config: { parameters: { recursion: { depth: 2, ratio: 0.5, factor: 3 } } },
};

export const paperPresets: readonly PresetRow[] = [
  ...datasets,
  ...(Object.keys(ablations) as AblationName[]).flatMap(ablationPresets),
  recursive,
];
