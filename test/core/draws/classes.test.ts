/** The kernel draws every class and every image's placement as the readable reference does, to the last bit. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { presets } from "../../../core/config/presets.ts";
import { safeParseConfig } from "../../../core/config/schema.ts";
import {
  classParameterColumns,
  drawClass,
  drawPlacement,
  isPolylines,
  polylinesOf,
} from "../../../core/formulations/index.ts";
import { putConfiguration } from "../../../core/kernel/configurationNumbers.ts";
import { setSeed } from "../../../core/kernel/kernel.ts";
import { kernelExports, kernelSource } from "../../support/kernel.ts";
import { anyConfig } from "../../support/randomConfigs.ts";

const randomAccess = presets.filter(({ config }) => config.streams === null && isPolylines(config));

const classOf = (config: DatasetConfig, part: number) =>
  config.startClass + Math.floor(part * (config.classes - 1));
const instanceOf = (config: DatasetConfig, part: number) => Math.floor(part * (config.instances - 1));

const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe("classes and placements", () => {
  it.each(randomAccess)("are those of the reference: $name", async ({ config }) => {
    const source = await kernelSource(config);
    for (let c = 0; c < config.classes; c += Math.ceil(config.classes / 200)) {
      const instance = (c * 7) % config.instances;
      expect(source.begin(c, instance)).toStrictEqual(drawClass(config, c));
      expect(source.centre()).toStrictEqual(drawPlacement(config, c, instance));
    }
  });

  it("are those of the reference for any configuration, also where an image is drawn again", async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(anyConfig, unit, unit, fc.nat({ max: 15 }), async (input, c, i, attempt) => {
        const parsed = safeParseConfig(input);
        fc.pre(parsed.ok && parsed.config.streams === null && isPolylines(parsed.config));
        const { config } = parsed as { config: DatasetConfig };
        met += 1;
        const kernel = await kernelExports({ size: 16, vertices: 4, orbits: 4, sampleBytes: 0, rows: 0 });
        const { kernelDraws } = polylinesOf(config)!;
        setSeed(kernel, config.seed);
        putConfiguration(kernel, config, kernelDraws);

        const [classIndex, instance] = [classOf(config, c), instanceOf(config, i)];
        const count = kernel.drawClass(classIndex);
        const drawn = new Float64Array(kernel.memory.buffer, kernel.classNumbers(), count);
        const parameters = drawClass(config, classIndex);
        expect([...drawn]).toStrictEqual(classParameterColumns(config).map(({ value }) => value(parameters)));
        expect(kernelDraws.toClass(drawn)).toStrictEqual(parameters);

        kernel.drawImage(instance, attempt);
        const placement = new Float64Array(kernel.memory.buffer, kernel.imageNumbers(), 8);
        expect(kernelDraws.toPlacement(placement)).toStrictEqual(
          drawPlacement(config, classIndex, instance, attempt),
        );
      }),
      { numRuns: 600 },
    );
    expect(met).toBeGreaterThanOrEqual(300);
  });
});
