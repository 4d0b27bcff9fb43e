/** Builds the page into dist/page, without inline scripts, so that it runs under a strict content security policy. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [react()],
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
