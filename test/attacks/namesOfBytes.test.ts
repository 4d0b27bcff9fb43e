/** Names that are not UTF-8, which a reader of images opens all the same: named and deleted as any others. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { namesIn } from "../../workers/disk/names.ts";
import { runCli } from "../support/cli.ts";
import { expectMendedHere, makeHere, verifyHere } from "../support/faults/damage.ts";
import { temporaryFolder } from "../support/folders.ts";

/** Each character is a byte. */
function bytesOf(folder: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, "latin1")]);
}

describe.skipIf(process.platform !== "linux")("names that are not UTF-8", () => {
  test("are named, and deleted with what is in them", async () => {
    const made = await makeHere({});
    const { out } = made;
    mkdirSync(bytesOf(join(out, "image"), "z\xff"));
    writeFileSync(bytesOf(join(out, "image"), "z\xff/x.png"), "");
    mkdirSync(bytesOf(join(out, "image"), "z\xff/in\xfe"));
    writeFileSync(bytesOf(join(out, "image"), "z\xff/in\xfe/\xe2\x82\xac\xe2\x82.png"), "");
    writeFileSync(bytesOf(join(out, "image", "00001"), "x\xe9.png"), "");
    writeFileSync(bytesOf(join(out, "image", "00001"), "x\xea.png"), "");
    writeFileSync(bytesOf(out, "00001_0001\xff"), "");
    writeFileSync(bytesOf(join(out, "param"), "00001.csv\x80"), "");
    mkdirSync(join(out, "more"));
    writeFileSync(bytesOf(join(out, "more"), "\xff"), "");

    const { code, stdout } = await runCli(["verify", out, "--workers", "1"]);
    expect(code).toBe(1);
    const foreign = [
      "00001_0001\\xff",
      "image/00001/x\\xe9.png",
      "image/00001/x\\xea.png",
      "image/z\\xff/",
      "more/",
      "param/00001.csv\\x80",
    ];
    for (const name of foreign) expect(stdout).toContain(`${name}: foreign`);

    expect((await verifyHere(out, { repair: true })).faultsRepaired).toBe(0);
    const report = await verifyHere(out, { repair: true, deleteForeign: true });
    expect(report).toMatchObject({ faultsTotal: foreign.length, faultsRepaired: foreign.length });
    await expectMendedHere(made);
  });

  test.each(["generate", "merge"])("are named by %s, which does not begin beside them", async (command) => {
    const folder = temporaryFolder();
    writeFileSync(bytesOf(folder, "mine\xff"), "");
    const args = command === "merge" ? [temporaryFolder()] : ["--preset", "sample"];
    const { code, stderr } = await runCli([command, ...args, "--out", folder]);
    expect(code).toBe(2);
    if (command === "generate") expect(stderr).toContain("it contains mine\\xff)");
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test("are listed as each a name of its own, beside those that have the sign for such bytes", () => {
    const folder = temporaryFolder();
    const names = ["\ufffd", "\ud83d\udcff", "ä"];
    for (const name of names) writeFileSync(join(folder, name), "");
    for (const name of ["\xff", "\xfe", "\xed\xb3\xbf"]) writeFileSync(bytesOf(folder, name), "");
    const escaped = ["\udcff", "\udcfe", "\udced\udcb3\udcbf"];
    expect(namesIn(folder).sort()).toEqual([...names, ...escaped].sort());
  });
});
