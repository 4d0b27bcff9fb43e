/** Shares of the packed layouts: what is refused, what damage is found, and that a share that was killed goes on. */
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { generate, runCli } from "../support/cli.ts";
import { journalLine, runUntilKilled } from "../support/faults/killed.ts";
import { contentsOf, temporaryFolder, writeJson } from "../support/folders.ts";

const folder = temporaryFolder();
const small = { imageSize: 96, parameters: { orbits: [2, 40], vertices: [50, 200] } };

describe.each([
  ["webdataset", (shard: number) => `SHARDS-00000${shard}.tar`],
  ["parquet", (shard: number) => `data/train-0000${shard}-of-00006.parquet`],
])("shares of layout %s", (layout, shardAt) => {
  // Six shards of several units each.
  const shape = { formulation: "paper", classes: 40, instances: 30, ...small };
  const config = writeJson(join(folder, `${layout}.json`), { ...shape, output: { layout, shardSize: 220 } });
  const ready = join(folder, `${layout} ready`);
  const single = join(folder, layout);
  let fingerprint: string | null;

  const makeShare = (out: string, share: string) =>
    generate(["--config", config, "--out", out, "--shard", share, "--workers", "1"]);
  const merge = (...args: string[]) => runCli(["merge", ...args, "--json", "--quiet"]);
  function copy(name: string): string {
    const to = join(folder, `${layout} ${name}`);
    cpSync(ready, to, { recursive: true });
    return to;
  }

  beforeAll(async () => {
    fingerprint = (await generate(["--config", config, "--out", single])).fingerprint;
    await Promise.all(["0/2", "1/2"].map((share) => makeShare(ready, share)));
  });

  it("are at most as many as there are shards", async () => {
    const out = join(folder, `${layout} many`);
    const result = await runCli(["generate", "--config", config, "--out", out, "--shard", "0/7"]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(
      "--shard 0/7: a share is made of whole shards; this dataset has 6, so there can be at most 6 shares (with a smaller --shard-size there are more)",
    );
    expect(existsSync(out)).toBe(false);
    const job = await runCli(["cluster", "slurm", "--config", config, "--shards", "7", "--out", out]);
    expect([job.code, job.stderr]).toEqual([2, expect.stringContaining("at most 6 shares")]);
    const fits = await runCli(["cluster", "slurm", "--config", config, "--shards", "6", "--out", out]);
    expect(fits.stdout).toContain("--array=0-5");
  });

  it.each([
    ["one that is missing", (path: string) => rmSync(path), "is missing"],
    ["one that was cut", (path: string) => truncateSync(path, 7000), "7000 bytes, not the"],
    [
      "a bit of its samples",
      (path: string) => flip(path, 40_000),
      "other bytes than were written, in samples",
    ],
    ["a bit of its end", (path: string) => flip(path, readFileSync(path).length - 5), "–219"],
  ])("with damage are not joined, and drawn again after --redo: %s", async (what, damage, message) => {
    const out = copy(what);
    damage(join(out, shardAt(4)));
    const refused = await merge(out, "--redo");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`share 1/2 in ${out}: ${shardAt(4)}`);
    expect(refused.stderr).toContain(message);
    expect((await merge(out)).stderr).toMatch(/share 1\/2 .* is not finished/);
    await makeShare(out, "1/2");
    const joined = await merge(out);
    expect(JSON.parse(joined.stdout)).toMatchObject({ fingerprint, blankImages: expect.any(Number) });
    expect(contentsOf(out)).toEqual(contentsOf(single));
  });

  it("that were killed go on, and become the same dataset", async () => {
    const out = join(folder, `${layout} killed`);
    for (const share of ["0/2", "1/2"]) {
      const args = ["generate", "--config", config, "--out", out, "--shard", share, "--quiet"];
      for (const lines of [1, 2, 3]) expect(await runUntilKilled(args, journalLine(lines))).toBe(true);
      await makeShare(out, share);
    }
    expect(JSON.parse((await merge(out)).stdout).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] ^= 1;
  writeFileSync(path, bytes);
}
