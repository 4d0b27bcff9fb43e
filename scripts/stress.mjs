/** Runs the suite again and again in a shuffled order on a machine that is kept busy: no test may depend on its speed. */
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5" },
    loops: { type: "string", default: "2" },
    /** Share of one processor for all tests together, as 80; needs the right to make cgroups (systemd-run). */
    percent: { type: "string" },
    /** How many times slower the studio's page runs than the test that uses it, as 6. */
    page: { type: "string", default: "1" },
  },
});

const loops = Array.from({ length: Number(values.loops) }, () =>
  spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }),
);
const slowed = values.percent
  ? ["systemd-run", "--scope", "--quiet", "-p", `CPUQuota=${values.percent}%`]
  : [];
let failedRuns = 0;
try {
  for (let run = 1; run <= Number(values.runs); run++) {
    const begin = performance.now();
    const words = [...slowed, "npx", "vitest", "run", "--sequence.shuffle", ...positionals];
    const { status, stdout, stderr } = spawnSync(words[0], words.slice(1), {
      encoding: "utf8",
      maxBuffer: 1 << 30,
      env: { ...process.env, NO_COLOR: "1", VISUALATOM_TEST_PAGE_SLOWNESS: values.page },
    });
    const seconds = Math.round((performance.now() - begin) / 1000);
    const tests = /^\s*Tests\s+(.*)$/m.exec(stdout ?? "")?.[1] ?? "no tests were run";
    console.log(`run ${run}: ${status === 0 ? "passed" : "failed"}, ${seconds} s, ${tests}`);
    if (status === 0) continue;
    failedRuns += 1;
    const log = join(tmpdir(), `visualatom-stress-${run}.log`);
    writeFileSync(log, `${stdout}\n${stderr}`);
    console.log(`  what was printed: ${log}`);
    const seed = /seed "?(\d+)/.exec(stdout ?? "")?.[1];
    if (seed) console.log(`  --sequence.seed ${seed}`);
    for (const line of new Set(`${stdout}\n${stderr}`.match(/^\s*FAIL .*$/gm) ?? []))
      console.log(`  ${line.trim()}`);
  }
} finally {
  for (const loop of loops) loop.kill("SIGKILL");
}
process.exitCode = failedRuns === 0 ? 0 : 1;
