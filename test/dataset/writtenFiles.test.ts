/** Files of a unit against what the journal says of them: no size is believed, and whoever waits may give up. */
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { mostBytesOfImage } from "../../main/dataset/journal/plausible.ts";
import { checkUnit, filesOfUnit } from "../../main/dataset/writtenFiles.ts";
import { temporaryFolder } from "../support/folders.ts";

const config = parseConfig({ formulation: "paper", classes: 1, instances: 300, imageSize: 64 });
const most = mostBytesOfImage(config);
/** As much as a unit of three images can have. */
const entry = { unit: 0, class: 0, first: 0, count: 3, bytes: 3 * most, blank: 0, digest: "0".repeat(64) };
/** The names of images need none. */
const parameters = {} as ClassParameters;

function filesOf(...sizes: number[]) {
  const folder = temporaryFolder();
  const files = filesOfUnit(config, entry, parameters);
  for (const [i, size] of sizes.entries()) {
    mkdirSync(join(folder, dirname(files[i])), { recursive: true });
    writeFileSync(join(folder, files[i]), "");
    truncateSync(join(folder, files[i]), size);
  }
  return { files, where: { folder, out: folder, digests: true } };
}

test("a file that is larger than an image can be is told by its name, also where the unit had the room", async () => {
  const { files, where } = filesOf(100, most + 1);
  const damage = await checkUnit(config, entry, parameters, where);
  expect(damage).toEqual({ path: files[1], kind: "other bytes", detail: "it is far too large" });
});

test("files that together are not what was written are told by their bytes", async () => {
  const { where } = filesOf(100, 100, most);
  const damage = await checkUnit(config, entry, parameters, where);
  expect(damage).toMatchObject({ kind: "other bytes", detail: expect.stringContaining("instead of the") });
});

test.each([true, false])("nothing more is looked at once nobody wants it; digests: %s", async (digests) => {
  const { where } = filesOf(100, 100, 100);
  const controller = new AbortController();
  const looking = checkUnit(config, entry, parameters, { ...where, digests, signal: controller.signal });
  controller.abort("enough");
  await expect(looking).rejects.toBe("enough");
});
