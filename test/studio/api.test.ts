/** What the page may ask of the studio besides pictures and jobs. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configFingerprintInput, parseConfig } from "../../core/config/schema.ts";
import { studioMethods } from "../../core/studio/api.ts";
import { inputSchemas } from "../../core/studio/schemas.ts";
import { defaultSettings } from "../../main/common/settings.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { register, smallConfig, testStudio } from "../support/studio.ts";

describe("the boundary", () => {
  test("every method has a schema, and there is no schema for anything else", () => {
    expect(Object.keys(inputSchemas).sort()).toEqual([...studioMethods].sort());
  });

  test("a method that is not one of the studio's is refused, also those that every object has", async () => {
    const { studio } = await testStudio();
    for (const method of ["eval", "constructor", "toString", "__proto__", ""]) {
      await expect(studio.call(method, {})).rejects.toMatchObject({ name: "UnknownMethod" });
    }
  });

  test("arguments that a method does not take are refused before it runs", async () => {
    const { studio } = await testStudio();
    const wrong: [string, unknown][] = [
      ["classDetail", {}],
      ["classDetail", { configId: "0123456789abcdef", classIndex: -1 }],
      ["classDetail", { configId: "0123456789abcdef", classIndex: 0.5 }],
      ["classDetail", { configId: "../../etc/passwd", classIndex: 0 }],
      ["classDetail", { configId: "0123456789abcdef", classIndex: 0, more: 1 }],
      ["startJob", { configId: "0123456789abcdef", out: "/tmp/a\0b" }],
      ["makeFolder", { parent: "/tmp", name: "../up" }],
      ["makeFolder", { parent: "/tmp", name: ".." }],
      ["saveSettings", { workers: 0 }],
      ["saveSettings", { theme: "pink" }],
      ["about", { anything: true }],
      ["about", "text"],
    ];
    for (const [method, input] of wrong) {
      await expect(studio.call(method, input), `${method} ${JSON.stringify(input)}`).rejects.toMatchObject({
        name: "InvalidInput",
      });
    }
  });
});

describe("configurations", () => {
  test("equal configurations have equal ids, however they are written", async () => {
    const { studio } = await testStudio();
    const a = await register(studio, { formulation: "paper", classes: 5, seed: 3 });
    const b = await register(
      studio,
      JSON.parse(configFingerprintInput(parseConfig({ seed: 3, classes: 5, formulation: "paper" }))),
    );
    const c = await register(studio, { formulation: "paper", classes: 5, seed: 4 });
    expect(a).toBe(b);
    expect(c).not.toBe(a);
  });

  test("a wrong configuration is answered with every problem and its field", async () => {
    const { studio } = await testStudio();
    const result = await studio.api.registerConfig({
      config: { formulation: "paper", classes: 0, parameters: { orbits: [5, 2] } },
    });
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problems.map(({ field }) => field)).toEqual(["classes", "parameters.orbits"]);
  });

  test("an id from before a restart is refused with what to do", async () => {
    const { studio } = await testStudio();
    await expect(studio.api.classTable({ configId: "0123456789abcdef" })).rejects.toMatchObject({
      name: "UnknownConfig",
      message: expect.stringContaining("reload"),
    });
  });

  test("is saved to a file and opened from it, or from a dataset's description", async () => {
    const { studio } = await testStudio();
    const config = smallConfig({ seed: 77 });
    const { path: folder } = await studio.api.grantFolder({ path: temporaryFolder() });
    const path = join(folder, "my.json");
    await studio.api.saveConfigFile({ config, path, name: "my" });
    const opened = await studio.api.openConfigFile({ path });
    expect(opened?.name).toBe("my.json");
    const own = join(folder, "my.visualatom");
    await studio.api.saveConfigFile({ config, path: own, name: "my" });
    expect((await studio.api.openConfigFile({ path: own }))?.result).toMatchObject({ ok: true });
    expect(opened?.result).toMatchObject({ ok: true, registered: { config } });
    const manifest = writeJson(join(folder, "dataset.json"), { generator: {}, config });
    expect((await studio.api.openConfigFile({ path: manifest }))?.result).toMatchObject({ ok: true });
  });

  test("a file that is no configuration is answered with a sentence", async () => {
    const { studio } = await testStudio();
    const { path: folder } = await studio.api.grantFolder({ path: temporaryFolder() });
    writeFileSync(join(folder, "broken.json"), "{");
    writeFileSync(join(folder, "huge.json"), " ".repeat(2_000_000));
    writeJson(join(folder, "other.json"), { name: "x" });
    const open = (name: string) => studio.api.openConfigFile({ path: join(folder, name) });
    await expect(open("broken.json")).rejects.toThrow("not valid JSON");
    await expect(open("huge.json")).rejects.toThrow("too large");
    expect((await open("other.json"))?.result.ok).toBe(false);
  });

  test("only a .visualatom or .json file is written, and only a valid configuration", async () => {
    const { studio } = await testStudio();
    const { path: folder } = await studio.api.grantFolder({ path: temporaryFolder() });
    const config = smallConfig();
    const save = (name: string, what: unknown) =>
      studio.api.saveConfigFile({ config: what, path: join(folder, name), name });
    await expect(save(".bashrc", config)).rejects.toMatchObject({ name: "NotPossible" });
    await expect(save("a.json", { formulation: "none" })).rejects.toMatchObject({ name: "InvalidConfig" });
  });
});

describe("settings", () => {
  test("are kept for the next start and told to every page", async () => {
    const first = await testStudio();
    await first.studio.api.saveSettings({ workers: 1, theme: "light" });
    expect(first.events).toContainEqual({
      type: "settings",
      settings: expect.objectContaining({ workers: 1, theme: "light" }),
    });
    await first.studio.close();
    const second = await testStudio({ folder: first.folder });
    expect(await second.studio.api.settings()).toMatchObject({
      workers: 1,
      theme: "light",
      notifications: true,
    });
  });

  test("of an earlier version are read, without what is no setting any more", async () => {
    const first = await testStudio();
    const kept = { ...defaultSettings, workers: 3, theme: "light" as const };
    first.store.set("settings", { ...kept, previewRenderer: "canvas" } as never);
    const second = await testStudio({ folder: first.folder });
    expect(await second.studio.api.settings()).toEqual(kept);
    expect(await second.studio.api.saveSettings({ workers: 2 })).toEqual({ ...kept, workers: 2 });
    await expect(second.studio.call("saveSettings", { previewRenderer: "lines" })).rejects.toThrow();
  });

  test("that were damaged by hand count as not there", async () => {
    const first = await testStudio();
    first.store.set("settings", { workers: -3 } as never);
    first.store.set("jobs", "none" as never);
    const second = await testStudio({ folder: first.folder });
    expect((await second.studio.api.settings()).workers).toBeNull();
    expect(await second.studio.api.jobs()).toEqual([]);
    writeFileSync(first.store.path, "{ broken");
    const third = await testStudio({ folder: first.folder });
    expect((await third.studio.api.settings()).theme).toBe(defaultSettings.theme);
  });
});
