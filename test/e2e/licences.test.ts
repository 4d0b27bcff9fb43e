/** Settings shows the licences of everything by others that is in the program. */
import { expect, test } from "vitest";
import { describeInChromium, goTo, openStudio } from "../support/page/browserHost.ts";

describeInChromium("Settings", () => {
  test("shows the licences of what is inside, of the page and of the threads", async () => {
    const { page } = await openStudio();
    await goTo(page, "Settings");
    await page.getByRole("button", { name: "Licences of what is inside" }).click();
    const text = await page.getByRole("region", { name: "Licences" }).innerText();
    for (const name of ["react-dom", "piscina", "@napi-rs/canvas", "Skia", "zod"])
      expect(text).toContain(name);
    expect(text).toContain("Permission is hereby granted");
  });
});
