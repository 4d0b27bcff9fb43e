/** Builds the page into dist/page, without inline scripts, so that it runs under a strict content security policy. */
import react from "@vitejs/plugin-react";
import postcss from "postcss";
import { defineConfig, type Plugin } from "vite";

/** Leaves out the component library's styles of components that no script names: half of all, which each start would read. */
const usedStyles: Plugin = {
  name: "used-styles",
  enforce: "post",
  generateBundle(_, bundle) {
    const files = Object.values(bundle);
    const scripts = files.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join();
    const names = new Set(scripts.match(COMPONENT_CLASS));
    const isUsed = (selector: string) =>
      (selector.match(COMPONENT_CLASS) ?? []).every((name) => names.has(name));
    for (const file of files) {
      if (file.type !== "asset" || !file.fileName.endsWith(".css")) continue;
      const styles = postcss.parse(file.source);
      styles.walkRules((rule) => {
        const used = rule.selectors.filter(isUsed);
        if (used.length === 0) rule.remove();
        else if (used.length < rule.selectors.length) rule.selectors = used;
      });
      file.source = styles.toString();
    }
  },
};
/** As Mantine names the parts of its components. */
const COMPONENT_CLASS = /\bm_[0-9a-f]{6,8}\b/g;

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [react(), usedStyles],
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "chrome130",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    // What is in the page, for the list that the build makes of all licences.
    license: { fileName: "licences.json" },
  },
  logLevel: "warn",
});
