/** The native canvas hands out buffers of whole pictures, which must not pile up. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { presets } from "../../core/config/presets.ts";
import { runCli } from "../support/cli.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";

const folder = temporaryFolder();
const preload = fileURLToPath(new URL("./preload/peak.cjs", import.meta.url));
const NODE_OPTIONS = `--require ${JSON.stringify(preload)}`;

/**
 * Images of 4 MiB each as the canvas reads them back, up to a hundred of which are a unit: neither all of them nor one unit's
 * may be held at once.
 */
const sample = presets.find(({ name }) => name === "sample")!.config;
const config = {
  ...sample,
  classes: 2,
  imageSize: 1024,
  renderer: "canvas",
  parameters: { ...sample.parameters, orbits: [1, 1], vertices: [200, 200] },
};
const MOST_MEBIBYTES = 256;

/** JPEG and WebP take long to encode, and fewer images are more than the limit. */
it.each([
  ["generate", "imagefolder", "png", 80],
  ["generate", "webdataset", "png", 80],
  ["stream", "webdataset", "png", 80],
  ["stream", "webdataset", "jpeg", 30],
  ["generate", "webdataset", "webp", 30],
])("%s takes no more memory for more pictures (%s, %s)", async (command, layout, image, instances) => {
  const output = { ...config.output, layout, image };
  const name = `${command} ${layout} ${image}`;
  const file = writeJson(join(folder, `${name}.json`), { ...config, instances, output });
  const out = command === "generate" ? ["--quiet", "--out", join(folder, name)] : [];
  const { code, stderr } = await runCli([command, "--config", file, "--workers", "1", ...out], {
    env: { ...process.env, NODE_OPTIONS },
  });
  expect(code, stderr).toBe(0);
  expect(Number(/peak (\d+) MiB/.exec(stderr)?.[1])).toBeLessThan(MOST_MEBIBYTES);
});
