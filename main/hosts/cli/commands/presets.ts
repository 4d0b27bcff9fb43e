/** Command `presets`: the named configurations. */
import type { Command } from "commander";
import { presets } from "../../../../core/config/presets.ts";
import { countText } from "../../../common/format.ts";
import { print, printJson, table } from "../output.ts";

const examples = `
Examples:
  visualatom presets
  visualatom presets --json`;

export function addPresets(program: Command): void {
  program
    .command("presets")
    .description("list the named configurations")
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
    accuracy ? `${accuracy.cifar10} / ${accuracy.cifar100} / ${accuracy.imagenet100}` : "",
    description,
  ]);
  const header = ["name", "images", "accuracy*", "description"];
  const legend =
    "* on CIFAR-10 / CIFAR-100 / ImageNet-100 in %, from the paper: models pre-trained on such a dataset, then fine-tuned";
  return `${table([header, ...rows], [false, true])}\n\n${legend}`;
}
