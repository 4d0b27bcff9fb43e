/** The commands that the page offers to copy do what the page does. */
import { describe, expect, test } from "vitest";
import { findPreset, presets } from "../../core/config/presets.ts";
import { applyOverrides, parseConfig } from "../../core/config/schema.ts";
import { configOf } from "../../main/hosts/cli/configOptions.ts";
import { generateCommand } from "../../main/studio/commandLine.ts";

describe("the command line", () => {
  test("names the preset and what differs from it", () => {
    const preset = findPreset("visualatom-1k").config;
    expect(generateCommand(preset, "/data/x", "linux", "visualatom")).toBe(
      "visualatom generate --preset visualatom-1k --out /data/x",
    );
    expect(
      generateCommand(
        applyOverrides(preset, { seed: 9, storedSize: 256 }),
        "/data/my set",
        "linux",
        "visualatom",
      ),
    ).toBe("visualatom generate --preset visualatom-1k --seed 9 --stored-size 256 --out '/data/my set'");
  });

  test("of any preset, with changes that options can say, makes exactly that configuration", () => {
    for (const { config } of presets) {
      for (const overrides of [
        {},
        { instances: Math.min(7, config.instances) },
        { layout: "release" as const },
        { image: "webp" as const, quality: 50 },
      ]) {
        const wanted = applyOverrides(config, overrides);
        const words = generateCommand(wanted, "out", "linux", "visualatom").split(" ");
        expect(words.slice(0, 2)).toEqual(["visualatom", "generate"]);
        const options: Record<string, unknown> = {};
        for (let i = 2; i < words.length; i += 2) {
          const name = words[i].slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
          options[name] = /^\d+$/.test(words[i + 1]) ? Number(words[i + 1]) : words[i + 1];
        }
        expect(configOf(options)).toEqual(wanted);
      }
    }
  });

  test("of a configuration that no option can say writes it to a file first", () => {
    const config = parseConfig({ formulation: "paper", parameters: { interval: 2.5 } });
    const command = generateCommand(config, "/data/x", "linux", "visualatom");
    const [, json] =
      /^printf '%s' '(.*)' > visualatom\.json && visualatom generate --config visualatom\.json --out \/data\/x$/.exec(
        command,
      ) ?? [];
    expect(parseConfig(JSON.parse(json))).toEqual(config);
    expect(JSON.parse(json)).toEqual({ formulation: "paper", parameters: { interval: 2.5 } });
  });
});
