/** A folder of pictures alone, as the released script leaves it, against a configuration that is given. */
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { VerifyReport } from "../../main/verify/verify.ts";
import { generate, runCli } from "../support/cli.ts";
import { contentsOf, temporaryFolder, writeJson } from "../support/folders.ts";

const size = { classes: 4, instances: 6, imageSize: 64 };

/** What the script leaves: no description, no journal, no tables. */
async function pictures(config: object): Promise<{ out: string; file: string }> {
  const folder = temporaryFolder();
  const out = join(folder, "theirs");
  const file = writeJson(join(folder, "config.json"), { ...size, ...config });
  await generate(["--config", file, "--out", out]);
  for (const name of readdirSync(out))
    if (!/^(\d+|image)$/.test(name)) rmSync(join(out, name), { recursive: true });
  return { out, file };
}

async function verify(out: string, ...given: string[]) {
  const { code, stdout, stderr } = await runCli(["verify", out, "--json", "--quiet", ...given]);
  return { code, stderr, report: stdout === "" ? null : (JSON.parse(stdout) as VerifyReport) };
}

const told = (report: VerifyReport | null) => report!.faults.map(({ path, kind }) => `${path} ${kind}`);

test.each([
  [
    "the released script's names and streams",
    { formulation: "release", streams: 2, output: { layout: "release" } },
  ],
  ["the released script's names", { formulation: "release", output: { layout: "release" } }],
  [
    "the names of RCDB's script and streams",
    { formulation: "rcdb", streams: 2, output: { layout: "release" } },
  ],
  ["our names", { formulation: "paper" }],
  ["our names, on white", { formulation: "rcdb" }],
])("is as it should be, with %s, also where pictures are encoded otherwise", async (_, config) => {
  const { out, file } = await pictures(config);
  const whole = await verify(out, "--config", file);
  expect([whole.code, told(whole.report)]).toEqual([0, []]);
  expect(whole.report).toMatchObject({ images: 24, imagesDrawn: 24, picturesAlone: true, fingerprint: null });
  const image = readdirSync(out, { recursive: true })
    .map(String)
    .find((name) => name.endsWith("0003.png"))!;
  writeFileSync(
    join(out, image),
    await sharp(readFileSync(join(out, image)))
      .png({ palette: false })
      .toBuffer(),
  );
  expect((await verify(out, "--config", file)).code).toBe(0);
  // The layout is what the folder's is, whatever the preset's own.
  const other = writeJson(`${file} 2.json`, { ...size, ...config, output: {} });
  expect((await verify(out, "--config", other)).code).toBe(0);
});

test("names each picture that is missing, another or not its own, and classes that are not there; nothing is changed", async () => {
  const { out, file } = await pictures({ formulation: "paper" });
  rmSync(join(out, "image/00001/00001_0002.png"));
  copyFileSync(join(out, "image/00002/00002_0000.png"), join(out, "image/00002/00002_0001.png"));
  writeFileSync(join(out, "image/00000/notes.txt"), "");
  rmSync(join(out, "image/00003"), { recursive: true });
  const before = contentsOf(out);
  const { code, report } = await verify(out, "--config", file);
  expect(code).toBe(1);
  expect(told(report)).toEqual([
    "image/00000/notes.txt foreign",
    "image/00001/00001_0002.png missing",
    "image/00002/00002_0001.png other picture",
    "image/00003/ missing",
  ]);
  const repair = await runCli(["repair", out, "--config", file]);
  expect([repair.code, repair.stderr]).toEqual([2, expect.stringContaining("holds pictures alone")]);
  expect(contentsOf(out)).toEqual(before);
});

test("is refused without a configuration, and where none of its classes is there", async () => {
  const { out, file } = await pictures({ formulation: "paper" });
  expect((await verify(out)).stderr).toContain("give what they should be");
  rmSync(join(out, "image"), { recursive: true });
  expect(await verify(out, "--config", file)).toMatchObject({ code: 2, report: null });
});
