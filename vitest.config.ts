import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two at a time: several tests start worker threads or a browser of their own.
    maxWorkers: 2,
    pool: "forks",
  },
});
