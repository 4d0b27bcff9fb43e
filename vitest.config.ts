import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Only the end of a hang: no test may fail because a machine is slow or busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 500_000 } },
    // Two at a time: several tests start worker threads or a browser of their own.
    maxWorkers: 2,
    pool: "forks",
    // Not into the log and the cache of whoever runs the tests.
    env: {
      VISUALATOM_LOG: join(tmpdir(), "visualatom-test-log"),
      VISUALATOM_CACHE: join(tmpdir(), "visualatom-test-cache"),
    },
  },
});
