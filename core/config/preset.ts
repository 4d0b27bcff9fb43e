/** What a preset is: a named, complete configuration and what is known of it. */

/** Accuracy in % after pre-training on the authors' images and fine-tuning, from the paper. */
export interface PresetAccuracy {
  cifar10: number;
  cifar100: number;
  imagenet100: number;
}

/** `97.4 / 85.0 / 90.1`, each with the decimal that the paper gives. */
export function accuracyText({ cifar10, cifar100, imagenet100 }: PresetAccuracy): string {
  return [cifar10, cifar100, imagenet100].map((percent) => percent.toFixed(1)).join(" / ");
}

/** A preset as its formulation writes it down. */
export interface PresetRow {
  name: string;
  title: string;
  /** One sentence. */
  description: string;
  group: "datasets" | "ablation";
  /** The paper's table, as `Table 3`; of its ablation rows only: a row without one is ours. */
  table?: string;
  /** The row's setting, as `n₁, n₂ ∈ {0…40}`. */
  row?: string;
  accuracy?: PresetAccuracy;
  /** What differs from the formulation's defaults. */
  config: Record<string, unknown>;
}
