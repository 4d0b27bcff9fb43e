/** Dataset: its files verified and repaired. */
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chooseFolder, describeInChromium, goTo, openStudio } from "../support/browserHost.ts";
import { generate } from "../support/cli.ts";
import { contentsOf } from "../support/folders.ts";

describeInChromium("Files of a dataset", () => {
  test("are verified; what is wrong is listed and repaired, foreign files only when asked", async () => {
    const { page, folder } = await openStudio();
    const out = join(folder, "a dataset");
    const size = ["--classes", "4", "--instances", "10", "--image-size", "64"];
    await generate(["--preset", "sample", ...size, "--out", out]);
    const clean = contentsOf(out);
    const image = (name: string) => join(out, "image", name.slice(0, 5), name);
    rmSync(image("00001_0002.png"));
    copyFileSync(image("00002_0003.png"), image("00003_0004.png"));
    writeFileSync(image("00000_new.png"), "");

    await goTo(page, "Dataset");
    await page.getByRole("button", { name: "Open a folder" }).click();
    await chooseFolder(page, out, "Open this folder");
    const files = page.getByRole("region", { name: "Files" });
    await files.getByRole("button", { name: "Verify all files" }).click();
    await files.getByText("3 faults", { exact: true }).waitFor();
    expect(await files.getByRole("listitem").allInnerTexts()).toEqual([
      expect.stringMatching(/00000_new\.png\s+foreign$/),
      expect.stringMatching(/00001_0002\.png\s+missing$/),
      expect.stringMatching(/00003_0004\.png\s+other picture$/),
    ]);

    await files.getByRole("button", { name: "Repair" }).click();
    await files.getByText("2 of 3 faults were put right.").waitFor();
    await files.getByRole("checkbox", { name: "Delete what does not belong here" }).check();
    await files.getByRole("button", { name: "Repair" }).click();
    await files.getByText("1 of 1 faults were put right.").waitFor();
    await files.getByRole("button", { name: "Verify again" }).click();
    await files.getByText("All is as it should be.").waitFor();
    expect(contentsOf(out)).toEqual(clean);
    await page.getByRole("button", { name: "Facts", exact: true }).click();
    await files.waitFor({ state: "hidden" });
    await page.keyboard.press("i");
    await files.getByText("All is as it should be.").waitFor();
  });
});
