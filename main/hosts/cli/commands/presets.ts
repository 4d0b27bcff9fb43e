/** Command `presets`: the named configurations. */
import type { Command } from "commander";
import { accuracyText } from "../../../../core/config/preset.ts";
import { presets } from "../../../../core/config/presets.ts";
import { countText } from "../../../common/format.ts";
import { print, printJson, table } from "../output.ts";

const examples = `
Examples:
  visualatom presets
  visualatom presets --json`;

export function addPresets(command: Command): void {
  command
    .option("--json", "print them in full as JSON")
    .addHelpText("after", examples)
    .action((options: { json?: boolean }) => {
      if (options.json) printJson(presets);
      else print(presetTable());
    });
}

function presetTable(): string {
  const rows = presets.map(({ name, config, accuracy, description }) => [
    name,
    countText(config.classes * config.instances),
    accuracy ? accuracyText(accuracy) : "",
    description,
  ]);
  const header = ["name", "images", "accuracy*", "description"];
  const legend =
    "* on CIFAR-10 / CIFAR-100 / ImageNet-100 in %, from the paper: models pre-trained on the authors' images of such a dataset, then fine-tuned; none is known for images made here";
  return `${table([header, ...rows], [false, true])}\n\n${legend}`;
}
