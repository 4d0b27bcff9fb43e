/** The paths that a page may name: those that the user chose. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { register, smallConfig, testStudio } from "../support/studio.ts";

describe("paths", () => {
  test("links, .. and other spellings do not lead out of what was granted", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig());
    const { path } = await studio.api.grantFolder({ path: temporaryFolder() });
    const outside = temporaryFolder();
    symlinkSync(outside, join(path, "link"));
    for (const out of [
      outside,
      `${path}/../${outside.split("/").at(-1)}`,
      join(path, "link"),
      `${path}/link/x`,
      "relative",
      `${path}x`,
    ]) {
      await expect(studio.api.startJob({ configId, out }), out).rejects.toThrow();
      await expect(studio.api.openDataset({ path: out }), out).rejects.toThrow();
      await expect(studio.api.showFolder({ path: out }), out).rejects.toThrow();
    }
    mkdirSync(join(path, "inside"));
    await expect(studio.api.showFolder({ path: join(path, "inside", "..", "inside") })).resolves.toEqual({
      shown: false,
    });
  });

  test("without dialogs, a folder must have been looked at before a file in it is opened or written", async () => {
    const { studio } = await testStudio();
    const folder = temporaryFolder();
    const path = writeJson(join(folder, "a.json"), { formulation: "paper" });
    await expect(studio.api.openConfigFile({ path })).rejects.toMatchObject({ name: "PathNotGranted" });
    const listing = await studio.api.listFolder({ path: folder, extensions: [".json"] });
    expect(listing.files).toEqual([{ name: "a.json", path }]);
    expect((await studio.api.openConfigFile({ path }))?.result.ok).toBe(true);
  });

  test("with dialogs, only what was chosen in one is granted", async () => {
    const chosen = temporaryFolder();
    const dialogs = {
      chooseFolder: async () => chosen,
      openFile: async () => null,
      saveFile: async ({ startAt }: { startAt?: string }) => join(chosen, startAt!),
    };
    const { studio } = await testStudio({ dialogs });
    await expect(studio.api.listFolder({})).rejects.toMatchObject({ name: "NotPossible" });
    await expect(studio.api.grantFolder({ path: chosen })).rejects.toMatchObject({ name: "NotPossible" });
    await expect(studio.api.makeFolder({ parent: chosen, name: "x" })).rejects.toMatchObject({
      name: "NotPossible",
    });
    await expect(studio.api.saveSettings({ defaultFolder: chosen })).rejects.toMatchObject({
      name: "PathNotGranted",
    });
    expect(await studio.api.openConfigFile({})).toBeNull();
    expect(await studio.api.saveConfigFile({ config: smallConfig(), name: "x" })).toEqual({
      path: join(chosen, "x.visualatom"),
    });
    expect(await studio.api.chooseFolder({ title: "Choose" })).toEqual({ path: chosen });
    expect((await studio.api.saveSettings({ defaultFolder: chosen })).defaultFolder).toBe(chosen);
  });

  test("the folder browser shows folders by number and name, marks datasets, and hides the rest", async () => {
    const { studio } = await testStudio();
    const folder = temporaryFolder();
    for (const name of ["b10", "b9", ".hidden", "set"]) mkdirSync(join(folder, name));
    writeJson(join(folder, "set", "dataset.json"), {});
    writeFileSync(join(folder, "note.txt"), "");
    const listing = await studio.api.listFolder({ path: folder });
    expect(listing.folders.map(({ name, dataset }) => [name, dataset])).toEqual([
      ["b9", false],
      ["b10", false],
      ["set", true],
    ]);
    expect(listing.files).toEqual([]);
    expect(listing.writable).toBe(true);
    await studio.api.makeFolder({ parent: folder, name: "new" });
    const names = (await studio.api.listFolder({ path: folder })).folders.map(({ name }) => name);
    expect(names).toContain("new");
    await expect(studio.api.listFolder({ path: join(folder, "missing") })).rejects.toThrow(
      "There is no folder",
    );
  });
});
