/** Disks and folders that fail in mid-run: full, taken out, read-only, not permitted, gone. One sentence, then as if nothing had been. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CliResult, cliPath, generate, runCli, startCli } from "../support/cli.ts";
import { attempt, describeOnDisks, imageDisk, memoryDisk, run } from "../support/faults/disks.ts";
import {
  type CleanRun,
  cleanRun,
  expectSameInTheEnd,
  faultConfigs,
  makeCleanRun,
} from "../support/faults/faults.ts";
import { heldAt, journalLine, killEnvironment } from "../support/faults/killed.ts";
import { contentsOf, filesIn, temporaryFolder } from "../support/folders.ts";

const NOBODY = 65534;
const folder = temporaryFolder();
const INSTANCES = 400;
const long = (name: string) => makeCleanRun({ ...faultConfigs[name], instances: INSTANCES });

/** One sentence and the exit code of a failure. */
function expectSentence({ code, stderr }: CliResult, sentence: RegExp): void {
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(sentence);
  expect(stderr.match(/^error: /gm)).toHaveLength(1);
  expect(stderr).toMatch(/run the same command again/);
  expect(stderr).not.toMatch(/\n {4}at /);
}

/** A run that stands still once a part of its journal is written; `goOn` lets it go. */
async function heldUnderWay(
  clean: CleanRun,
  out: string,
  { part = 0.1, uid }: { part?: number; uid?: number } = {},
) {
  const journal = readFileSync(join(clean.args[1], "..", "clean", "journal.jsonl"), "utf8");
  const lines = 1 + Math.max(1, Math.floor(part * (journal.split("\n").length - 2)));
  const env = { ...process.env, ...killEnvironment({ ...journalLine(lines), signal: "SIGSTOP" }) };
  const args = ["generate", ...clean.args, "--out", out, "--quiet", "--force"];
  const cli = startCli(args, { env, ...(uid !== undefined && { uid }) });
  await heldAt(join(out, "journal.jsonl"), lines);
  const goOn = (): Promise<CliResult> => {
    cli.process.kill("SIGCONT");
    return cli.ended;
  };
  return { written: imagesIn(out), goOn };
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

    it.each(["imagefolder", "webdataset"])("to which shares are brought is named: %s", async (name) => {
      const clean = await cleanRun(name);
      const shares = temporaryFolder();
      await generate([...clean.args, "--out", shares, "--shard", "0/1"]);
      const disk = memoryDisk("1m");
      const merge = ["merge", shares, "--out", join(disk, "joined"), "--quiet"];
      const full = await runCli(merge);
      expectSentence(full, /no space left on the disk while writing /);
      expect(full.stderr).toContain(`while writing ${disk}/joined/`);
      run("mount", "-o", "remount,size=64m", disk);
      expect(await runCli(merge)).toMatchObject({ code: 0 });
      expect(contentsOf(join(disk, "joined"))).toEqual(clean.contents);
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
        const { goOn } = await heldUnderWay(clean, out);
        disk.takeOut();
        expectSentence(await goOn(), /its disk was unmounted, or it was replaced/);
        expect(readdirSync(out)).toEqual([]);
        disk.mount();
        await expectSameInTheEnd(clean, out);
      },
    );

    it("that fails and becomes read-only ends the run; repaired, it goes on", async () => {
      const clean = await long("imagefolder");
      const disk = imageDisk();
      const out = join(disk.folder, "dataset");
      const { goOn } = await heldUnderWay(clean, out);
      disk.fail();
      expectSentence(await goOn(), /read-only file system|the disk failed/);
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

describe.skipIf(process.platform === "win32")("a limit on the size of files", () => {
  it.each(["webdataset", "parquet"])("names the shard and the way out: %s", async (name) => {
    const clean = await cleanRun(name);
    const out = join(folder, `limited ${name}`);
    const command = ["node", cliPath, "generate", ...clean.args, "--out", out, "--quiet"];
    const limited = spawnSync("bash", ["-c", 'ulimit -f 64; exec "$@"', "bash", ...command], {
      encoding: "utf8",
    });
    expect(limited.stderr).toMatch(
      /^error: .*limited \S+-\d{5}\S* would be larger than .*; choose smaller shards \(--shard-size\), or raise the limit\n$/,
    );
    expect(limited.status).toBe(1);
    await expectSameInTheEnd(clean, out);
  });
});

describe("a folder", () => {
  it("that is renamed ends the run; named as before, it goes on", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "renamed");
    const { goOn } = await heldUnderWay(clean, out);
    renameSync(out, `${out} away`);
    expectSentence(await goOn(), /is not there any more: it was renamed or removed/);
    expect(existsSync(out)).toBe(false);
    renameSync(`${out} away`, out);
    await expectSameInTheEnd(clean, out);
  });

  it("that is removed ends the run, which begins anew", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "removed");
    const { goOn } = await heldUnderWay(clean, out);
    renameSync(out, `${out} away`);
    rmSync(`${out} away`, { recursive: true });
    expectSentence(await goOn(), /is not there any more: it was renamed or removed/);
    await expectSameInTheEnd(clean, out);
  });

  it("that is replaced by another is not written to", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "replaced");
    const { goOn } = await heldUnderWay(clean, out);
    renameSync(out, `${out} away`);
    mkdirSync(out);
    expectSentence(await goOn(), /its disk was unmounted, or it was replaced/);
    expect(readdirSync(out)).toEqual([]);
    rmSync(out, { recursive: true });
    renameSync(`${out} away`, out);
    await expectSameInTheEnd(clean, out);
  });

  it("of images that is removed is made again, with what was in it", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "images removed");
    const { goOn } = await heldUnderWay(clean, out);
    renameSync(join(out, "image"), join(folder, "images"));
    expectSentence(await goOn(), /something in .* was removed while images were written/);
    rmSync(join(folder, "images"), { recursive: true });
    await expectSameInTheEnd(clean, out);
  });

  it.each(["imagefolder", "release, exact streams"])(
    "of a class that is finished is missed at the end: %s",
    async (name) => {
      const clean = await long(name);
      const out = join(folder, `class removed ${name}`);
      const { goOn, written } = await heldUnderWay(clean, out, { part: 0.5 });
      // Two streams are written side by side, each as fast as its thread: of one of them a class is finished.
      const classes = [...new Set(written.map((file) => join(out, dirname(file))))];
      const ofClass = classes.find((path) => imagesIn(path).length === INSTANCES);
      if (!ofClass) throw new Error(`No class of ${classes.length} is finished.`);
      renameSync(ofClass, join(folder, `class of ${name}`));
      expectSentence(await goOn(), /was removed while images were written \(.* is not there any more\)/);
      await expectSameInTheEnd(clean, out);
    },
  );

  it.each(["webdataset", "parquet"])(
    "with a shard that is removed misses it at the end: %s",
    async (name) => {
      const clean = await long(name);
      const out = join(folder, `shard removed ${name}`);
      const { goOn, written } = await heldUnderWay(clean, out);
      rmSync(join(out, written[0]));
      expectSentence(await goOn(), /was removed while images were written \(.* is not there any more\)/);
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
    const { goOn } = await heldUnderWay(clean, out, { uid: NOBODY });
    const folders = readdirSync(join(out, "image")).map((name) => join(out, "image", name));
    for (const path of [join(out, "image"), ...folders]) {
      chownSync(path, 0, 0);
      chmodSync(path, 0o755);
    }
    expectSentence(await goOn(), /no permission to write .*change its permissions/);
    await expectSameInTheEnd(clean, out);
  });

  it("also by a folder that must not be changed", async () => {
    const clean = await long("imagefolder");
    const out = join(folder, "immutable");
    const { goOn } = await heldUnderWay(clean, out);
    const problem = attempt("chattr", "-R", "+i", join(out, "image"));
    if (problem !== null)
      console.warn(`Not tested, because files cannot be made immutable here (${problem})`);
    const result = await goOn();
    run("chattr", "-R", "-i", join(out, "image"));
    if (problem === null) expectSentence(result, /the system does not allow writing /);
    await expectSameInTheEnd(clean, out);
  });
});
