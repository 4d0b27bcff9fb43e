/** Names of the dataset but for their case, beside their own: a reader takes what they stand for, too. */
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shellWord } from "../../main/common/shellWord.ts";
import { type Manifest, readManifest, writeManifest } from "../../main/dataset/manifest.ts";
import { runCli } from "../support/cli.ts";
import { expectMendedHere, makeHere, verifyHere } from "../support/faults/damage.ts";
import { temporaryFolder } from "../support/folders.ts";

const image = join("image", "00000", "00000_0000");
const tellsCaseApart = (() => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "a"), "");
  return !existsSync(join(folder, "A"));
})();

describe.skipIf(!tellsCaseApart)("beside its own name", () => {
  test("what has it in another case is foreign: named, and deleted where that is asked for", async () => {
    const made = await makeHere({});
    const { out } = made;
    writeFileSync(join(out, `${image}.PNG`), "mine");
    writeFileSync(join(out, "Image"), "mine");
    mkdirSync(join(out, "PARAM"));
    writeFileSync(join(out, "PARAM", "inside"), "mine");

    const advice = `visualatom repair ${shellWord(out)} --delete-foreign deletes what does not belong to the dataset.`;
    const verified = await runCli(["verify", out, "--workers", "1"]);
    expect(verified).toMatchObject({ code: 1, stdout: expect.stringContaining(`3 faults. ${advice}`) });
    const left = "3 faults; 3 not the dataset's and left alone; --delete-foreign deletes them.";
    const repaired = await runCli(["repair", out, "--workers", "1"]);
    expect(repaired).toMatchObject({ code: 1, stdout: expect.stringContaining(left) });
    expect(existsSync(join(out, "Image"))).toBe(true);

    const report = await verifyHere(out, { repair: true, deleteForeign: true });
    expect(report.faults.map(({ path, kind, detail, repaired }) => [path, kind, detail, repaired])).toEqual([
      ["Image", "foreign", "beside image", true],
      ["PARAM/", "foreign", "beside param", true],
      [`${image}.PNG`, "foreign", `beside ${image}.png`, true],
    ]);
    await expectMendedHere(made);
  });

  test.each(["damaged", "missing"])(
    "what may be all that there is of one that is %s stays",
    async (state) => {
      const { out } = await makeHere({});
      // Its bytes are not those that are made here, so that nothing is drawn in its place.
      const manifest = readManifest(out)!;
      writeManifest(out, { ...manifest, png: 1 } as Manifest);
      const folders = state === "missing";
      if (folders) {
        renameSync(join(out, "image"), join(out, "IMAGE"));
        symlinkSync("IMAGE", join(out, "image"));
      } else {
        renameSync(join(out, `${image}.png`), join(out, `${image}.PNG`));
        writeFileSync(join(out, `${image}.png`), "");
      }
      const { faults } = await verifyHere(out, { repair: true, deleteForeign: true });
      const [path, own] = folders ? ["IMAGE/", "image"] : [`${image}.PNG`, `${image}.png`];
      expect(faults.find((fault) => fault.path === path)).toEqual({
        ...{ path, kind: "foreign", repaired: false },
        detail: `beside ${own}: left, for not all is sound that should be there`,
      });
      expect(existsSync(join(out, folders ? join("IMAGE", "00000", "00000_0000.png") : path))).toBe(true);
    },
  );

  test("a file beside a link in its own place is not lost", async () => {
    const made = await makeHere({});
    const { out } = made;
    renameSync(join(out, `${image}.png`), join(out, `${image}.PNG`));
    symlinkSync("00000_0000.PNG", join(out, `${image}.png`));
    await verifyHere(out, { repair: true, deleteForeign: true });
    await verifyHere(out, { repair: true, deleteForeign: true });
    await expectMendedHere(made);
  });

  test("a further link to the same file is named and left alone", async () => {
    const { out } = await makeHere({});
    linkSync(join(out, `${image}.png`), join(out, `${image}.PNG`));
    linkSync(join(out, "classes.csv"), join(out, "Statistics.csv"));
    const { faults } = await verifyHere(out, { repair: true, deleteForeign: true });
    expect(faults.map(({ path, kind, repaired }) => [path, kind, repaired])).toEqual([
      ["Statistics.csv", "foreign", false],
      [`${image}.PNG`, "foreign", false],
    ]);
    expect(existsSync(join(out, "Statistics.csv"))).toBe(true);
  });

  test("of several without it one gets it, and the others can be deleted then", async () => {
    const made = await makeHere({});
    const { out } = made;
    rmSync(join(out, "classes.csv"));
    for (const name of ["CLASSES.csv", "Classes.csv"]) writeFileSync(join(out, name), "");
    const { code, stdout } = await runCli(["repair", out, "--workers", "1", "--delete-foreign"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/1 left.*once more/) });
    await verifyHere(out, { repair: true, deleteForeign: true });
    await expectMendedHere(made);
  });
});
