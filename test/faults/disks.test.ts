/** Disks and folders that fail in mid-run: full, taken out, read-only, not permitted, gone. One sentence, then as if nothing had been. */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CliResult, type RunningCli, runCli, startCli } from "../support/cli.ts";
import { attempt, describeOnDisks, imageDisk, memoryDisk, run } from "../support/disks.ts";
import { cleanRun, expectSameInTheEnd, faultConfigs, makeCleanRun } from "../support/faults.ts";
import { filesIn, temporaryFolder } from "../support/folders.ts";

const NOBODY = 65534;
const folder = temporaryFolder();
// Large enough that a run is still under way when something happens to it.
const long = (name: string) => makeCleanRun({ ...faultConfigs[name], instances: 400 });

/** One sentence and the exit code of a failure. */
function expectSentence({ code, stderr }: CliResult, sentence: RegExp): void {
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(sentence);
  expect(stderr.match(/^error: /gm)).toHaveLength(1);
  expect(stderr).toMatch(/run the same command again/);
  expect(stderr).not.toMatch(/\n {4}at /);
}

/** Resolves once so many images, or shards, are there, with their names; with fewer where the run ends before. */
async function untilUnderWay(cli: RunningCli, out: string, images = 60): Promise<string[]> {
  for (;;) {
    const written = imagesIn(out);
    if (written.length >= images || cli.process.exitCode !== null) return written;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

/** Images or shards; none where the folder is not there yet or files come and go while it is read. */
function imagesIn(out: string): string[] {
  try {
    return filesIn(out).filter((file) => /\.(png|tar|parquet)$/.test(file));
  } catch {
    return [];
  }
}

describeOnDisks(
  "a full disk",
  () => memoryDisk("1m"),
  () => {
    it.each(Object.keys(faultConfigs))("ends the run and, with room, is forgotten: %s", async (name) => {
      const clean = await cleanRun(name);
      // Of a Parquet file's images nothing is lost to blocks.
      const disk = memoryDisk(name === "parquet" ? "500k" : "1m");
      const out = join(disk, "dataset");
      const full = await runCli(["generate", ...clean.args, "--out", out, "--force", "--quiet"]);
      expectSentence(full, /no space left on the disk while writing .*free some space/);
      // Again without room: nothing is lost.
      const again = await runCli(["generate", ...clean.args, "--out", out, "--force", "--quiet"]);
      expectSentence(again, /no space left on the disk while writing /);
      run("mount", "-o", "remount,size=64m", disk);
      await expectSameInTheEnd(clean, out);
    });

    it("from the first byte on leaves nothing behind that is in the way", async () => {
      const clean = await cleanRun("imagefolder");
      const disk = memoryDisk("1m");
      const fill = join(disk, "fill");
      try {
        writeFileSync(fill, Buffer.alloc(2 << 20));
      } catch {}
      const out = join(disk, "dataset");
      const full = await runCli(["generate", ...clean.args, "--out", out, "--force", "--quiet"]);
      expectSentence(full, /no space left on the disk while writing /);
      rmSync(fill);
      run("mount", "-o", "remount,size=64m", disk);
      await expectSameInTheEnd(clean, out);
    });
  },
);

describeOnDisks(
  "a disk",
  () => imageDisk(8),
  () => {
    it.each(["imagefolder", "release, exact streams"])(
      "that is taken out ends the run; brought back, it goes on: %s",
      async (name) => {
        const clean = await long(name);
        const disk = imageDisk();
        // The dataset's folder is the disk's own: what is below it must stay empty.
        const out = join(disk.folder);
        rmSync(join(out, "lost+found"), { recursive: true });
        const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet", "--force"]);
        await untilUnderWay(cli, out);
        disk.takeOut();
        expectSentence(await cli.ended, /its disk was unmounted, or it was replaced/);
        expect(readdirSync(out)).toEqual([]);
        disk.mount();
        await expectSameInTheEnd(clean, out);
      },
    );

    it("that fails and becomes read-only ends the run; repaired, it goes on", async () => {
      const clean = await long("imagefolder");
      const disk = imageDisk();
      const out = join(disk.folder, "dataset");
      const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet", "--force"]);
      await untilUnderWay(cli, out);
      disk.fail();
      expectSentence(await cli.ended, /read-only file system|the disk failed/);
      disk.takeOut();
      disk.mount();
      await expectSameInTheEnd(clean, out);
    });

    it("that is read-only from the start is refused with a sentence", async () => {
      const clean = await cleanRun("imagefolder");
      const disk = memoryDisk("8m");
      run("mount", "-o", "remount,ro", disk);
      const refused = await runCli(["generate", ...clean.args, "--out", join(disk, "dataset"), "--force"]);
      expectSentence(refused, /read-only file system; choose another folder/);
    });
  },
);

describe("a folder", () => {
  it("that is renamed ends the run; named as before, it goes on", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "renamed");
    const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
    await untilUnderWay(cli, out);
    renameSync(out, `${out} away`);
    expectSentence(await cli.ended, /is not there any more: it was renamed or removed/);
    expect(existsSync(out)).toBe(false);
    renameSync(`${out} away`, out);
    await expectSameInTheEnd(clean, out);
  });

  it("that is removed ends the run, which begins anew", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "removed");
    const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
    await untilUnderWay(cli, out);
    renameSync(out, `${out} away`);
    rmSync(`${out} away`, { recursive: true });
    expectSentence(await cli.ended, /is not there any more: it was renamed or removed/);
    await expectSameInTheEnd(clean, out);
  });

  it("that is replaced by another is not written to", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "replaced");
    const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
    await untilUnderWay(cli, out);
    renameSync(out, `${out} away`);
    mkdirSync(out);
    expectSentence(await cli.ended, /its disk was unmounted, or it was replaced/);
    expect(readdirSync(out)).toEqual([]);
    rmSync(out, { recursive: true });
    renameSync(`${out} away`, out);
    await expectSameInTheEnd(clean, out);
  });

  it("of images that is removed is made again, with what was in it", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "images removed");
    const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
    await untilUnderWay(cli, out, 500);
    renameSync(join(out, "image"), join(folder, "images"));
    expectSentence(await cli.ended, /something in .* was removed while images were written/);
    rmSync(join(folder, "images"), { recursive: true });
    await expectSameInTheEnd(clean, out);
  });

  it.each(["imagefolder", "release, exact streams"])(
    "of a class that is finished is missed at the end: %s",
    async (name) => {
      const clean = await long(name);
      const out = join(folder, `class removed ${name}`);
      const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
      const [first] = await untilUnderWay(cli, out, 1);
      const ofClass = join(out, dirname(first));
      await untilUnderWay(cli, ofClass, 400);
      renameSync(ofClass, join(folder, `class of ${name}`));
      expectSentence(await cli.ended, /was removed while images were written \(.* is not there any more\)/);
      await expectSameInTheEnd(clean, out);
    },
  );

  it.each(["webdataset", "parquet"])(
    "with a shard that is removed misses it at the end: %s",
    async (name) => {
      const clean = await long(name);
      const out = join(folder, `shard removed ${name}`);
      const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
      const [shard] = await untilUnderWay(cli, out, 1);
      rmSync(join(out, shard));
      expectSentence(await cli.ended, /was removed while images were written \(.* is not there any more\)/);
      await expectSameInTheEnd(clean, out);
    },
  );
});

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("Skipped, because only root can run as another user: permissions lost half way");

describe.skipIf(!isRoot)("permissions lost half way", () => {
  it("end the run; given back, it goes on", async () => {
    const clean = await long("imagefolder");
    const base = temporaryFolder();
    chownSync(base, NOBODY, NOBODY);
    const out = join(base, "dataset");
    // Others may read the configuration's folder only where they are let in.
    chmodSync(join(clean.args[1], ".."), 0o755);
    const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"], { uid: NOBODY });
    await untilUnderWay(cli, out);
    const folders = readdirSync(join(out, "image")).map((name) => join(out, "image", name));
    for (const path of [join(out, "image"), ...folders]) {
      chownSync(path, 0, 0);
      chmodSync(path, 0o755);
    }
    expectSentence(await cli.ended, /no permission to write .*change its permissions/);
    await expectSameInTheEnd(clean, out);
  });

  it("also by a folder that must not be changed", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "immutable");
    const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
    await untilUnderWay(cli, out);
    const problem = attempt("chattr", "-R", "+i", join(out, "image"));
    if (problem !== null)
      console.warn(`Not tested, because files cannot be made immutable here (${problem})`);
    const result = await cli.ended;
    run("chattr", "-R", "-i", join(out, "image"));
    if (problem === null) expectSentence(result, /the system does not allow writing /);
    await expectSameInTheEnd(clean, out);
  });
});
