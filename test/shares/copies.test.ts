/** A merge from another disk copies: what lies there already is compared, and nothing is called complete before it is on the disk. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, expect, it } from "vitest";
import { describeError } from "../../main/common/errors.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { type MergeSummary, mergeShares } from "../../main/shares/merge.ts";
import { verify } from "../../main/verify/verify.ts";
import { makeTemplate, type Template } from "../support/faults/attacks.ts";
import { describeOnDisks, memoryDisk } from "../support/faults/disks.ts";
import { temporaryFolder } from "../support/folders.ts";

const { PATH } = process.env;

afterEach(() => {
  process.env.PATH = PATH;
});

const places = { imagefolder: "image/00000/00000_0001.png", webdataset: "SHARDS-000000.tar" } as const;

describeOnDisks(
  "copies",
  () => memoryDisk("1m"),
  () => {
    const templates = {} as Record<keyof typeof places, Template>;

    beforeAll(async () => {
      templates.imagefolder = await makeTemplate("imagefolder");
      templates.webdataset = await makeTemplate("webdataset");
    });

    /** As a merge leaves a folder that was cut off while it copied. */
    function begun(layout: keyof typeof places): { shares: string; out: string; path: string } {
      const shares = join(memoryDisk("8m"), "shares");
      cpSync(templates[layout].shares, shares, { recursive: true });
      const out = join(temporaryFolder(), "out");
      const path = join(out, places[layout]);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(join(out, ".merging"), "");
      return { shares, out, path };
    }

    const merge = (folder: string, out: string): Promise<MergeSummary> =>
      mergeShares({ folders: [folder], out, formulaOf: formulaClasses });

    async function expectSound(layout: keyof typeof places, out: string): Promise<void> {
      const { faults, complete } = await verify({
        folder: out,
        config: templates[layout].config,
        workers: 1,
      });
      expect([faults, complete]).toEqual([[], true]);
    }

    it.each(["imagefolder", "webdataset"] as const)(
      "%s: a file of the same size with other bytes is copied again",
      async (layout) => {
        const { shares, out, path } = begun(layout);
        const bytes = readFileSync(join(shares, places[layout]));
        bytes[bytes.length >> 1] ^= 1;
        writeFileSync(path, bytes);
        await merge(shares, out);
        await expectSound(layout, out);
      },
    );

    it.each(["", ".tmp"])(
      "an empty folder in the place of FILE%s goes, a full one is named",
      async (ending) => {
        const { shares, out, path } = begun("imagefolder");
        mkdirSync(`${path}${ending}`);
        writeFileSync(join(`${path}${ending}`, "thesis.tex"), "");
        const error = await merge(shares, out).catch((reason) => reason);
        expect(describeError(error)).toContain(`${path}${ending} is a folder`);
        expect(readdirSync(`${path}${ending}`)).toEqual(["thesis.tex"]);
        rmSync(join(`${path}${ending}`, "thesis.tex"));
        await merge(shares, out);
        await expectSound("imagefolder", out);
      },
    );

    it("the system is asked to bring copies to the disk before the dataset is described", async () => {
      const { shares, out, path } = begun("imagefolder");
      const programs = temporaryFolder();
      const list = join(programs, "list");
      writeFileSync(join(programs, "sync"), `#!/bin/sh\nfind "$2" > '${list}'\n`);
      chmodSync(join(programs, "sync"), 0o755);
      process.env.PATH = `${programs}:${PATH}`;
      await merge(shares, out);
      expect(existsSync(list)).toBe(true);
      const there = readFileSync(list, "utf8").split("\n");
      expect(there).toContain(path);
      expect(there.filter((name) => name.endsWith(".png"))).toHaveLength(6);
      expect(there).not.toContain(join(out, "dataset.json"));
    });
  },
);

it("a full folder in the place of a file is named where files are renamed", async () => {
  const { shares } = await makeTemplate("imagefolder");
  const out = join(temporaryFolder(), "out");
  const path = join(out, places.imagefolder);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "thesis.tex"), "");
  writeFileSync(join(out, ".merging"), "");
  const merge = () => mergeShares({ folders: [shares], out, formulaOf: formulaClasses });
  expect(describeError(await merge().catch((reason) => reason))).toContain(`${path} is a folder`);
  rmSync(join(path, "thesis.tex"));
  expect((await merge()).complete).toBe(true);
});
