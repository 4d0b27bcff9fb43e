/** The studio in Electron itself, where its runtime and a display are present. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { _electron } from "playwright-core";
import { expect, test } from "vitest";
import { studioMethods } from "../../../core/studio/api.ts";
import { temporaryFolder } from "../../support/folders.ts";
import { smallConfig } from "../../support/studio.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Path of the executable, or null; the package itself would download one if asked. */
function electronRuntime(): string | null {
  const pathFile = join(root, "node_modules/electron/path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8").trim() : "electron";
  const path = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, "node_modules/electron/dist"),
    name,
  );
  return existsSync(path) ? path : null;
}

const runtime = electronRuntime();
const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const missing =
  runtime === null ? "Electron's runtime is not installed" : hasDisplay ? null : "there is no display";
if (missing) console.warn(`Electron itself is not tested: ${missing}.`);

test.skipIf(missing !== null)(
  `opens its window with the page and true pictures${missing ? ` (skipped: ${missing})` : ""}`,
  async () => {
    const folder = temporaryFolder();
    const application = await _electron.launch({
      executablePath: runtime!,
      // Only root, as in a container, cannot use Chromium's own sandbox.
      args: [join(root, "dist/electron/main.js"), ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
      env: { ...(process.env as Record<string, string>), XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
    });
    try {
      const page = await application.firstWindow();
      expect(page.url()).toContain("visualatom://studio/");
      const inside = await page.evaluate(async (config) => {
        const { studio } = window as unknown as {
          studio: import("../../../core/studio/bridge.ts").StudioBridge;
        };
        const result = await studio.api.registerConfig({ config });
        if (!result.ok) throw new Error("refused");
        const image = new Image();
        image.src = `${studio.pictureBase}picture/${result.registered.configId}/0/0?size=32`;
        await image.decode();
        return {
          methods: Object.keys(studio.api),
          host: (await studio.api.about()).host,
          width: image.naturalWidth,
          node: ["require", "process", "module"].map((name) => typeof Reflect.get(globalThis, name)),
        };
      }, smallConfig());
      expect(inside.methods.sort()).toEqual([...studioMethods].sort());
      expect(inside).toMatchObject({
        host: "electron",
        width: 32,
        node: ["undefined", "undefined", "undefined"],
      });
    } finally {
      await application.close();
    }
  },
);
