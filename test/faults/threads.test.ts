/** Drawing threads that die, each in one of the ways in which threads die, and images that cannot be drawn. */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { MOST_ATTEMPTS } from "../../main/generate/unitFailure.ts";
import { startCli } from "../support/cli.ts";
import { cleanRun, expectSameInTheEnd, faultConfigs, makeCleanRun } from "../support/faults/faults.ts";
import { contentsOf, temporaryFolder } from "../support/folders.ts";

const folder = temporaryFolder();
const preload = fileURLToPath(new URL("./preload/thread.cjs", import.meta.url));

async function runWith(fault: Record<string, string>, args: string[]) {
  const env = { ...process.env, NODE_OPTIONS: `--require ${JSON.stringify(preload)}`, ...fault };
  return startCli(["generate", ...args, "--json"], { env }).ended;
}

/** How often a thread died. */
const times = (file: string): number => readFileSync(file, "utf8").split("\n").length - 1;

describe.each(["imagefolder", "release, exact streams"])("%s", (name) => {
  it.each([
    ["process.exit in a thread", "exit"],
    ["a trap in WebAssembly", "trap"],
    ["a thread out of memory", "memory"],
  ])("goes on after %s", async (_, fault) => {
    const clean = await cleanRun(name);
    const out = join(folder, `${name} ${fault}`);
    const counted = join(folder, `${name} ${fault}.count`);
    const images = ["0000.png", "0050.png"].join(",");
    const result = await runWith(
      { FAULT: fault, FAULT_FILE: counted, FAULT_TIMES: "2", FAULT_IMAGES: images },
      [...clean.args, "--out", out],
    );
    expect(result.code, result.stderr).toBe(0);
    expect(times(counted)).toBe(4);
    expect(JSON.parse(result.stdout).fingerprint).toBe(clean.fingerprint);
    expect(contentsOf(out)).toEqual(clean.contents);
  });
});

describe("a unit that fails three times", () => {
  const image = "00002_0033.png";

  it.each(["exit", "trap"])("is named by class and instance, and only it is left (%s)", async (fault) => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, `three times ${fault}`);
    const counted = join(folder, `three times ${fault}.count`);
    const result = await runWith(
      { FAULT: fault, FAULT_FILE: counted, FAULT_TIMES: "99", FAULT_IMAGES: image },
      [...clean.args, "--out", out],
    );
    expect(result.code).toBe(1);
    expect(times(counted)).toBe(3);
    expect(result.stderr).toMatch(/left out: class 2, instance 33: .*going on with the rest/);
    expect(result.stderr).toMatch(
      /error: 5 images are missing, .* in 3 attempts: class 2, instance 33: .* run the same command again/,
    );
    expect(JSON.parse(readFileSync(join(out, "dataset.json"), "utf8")).counts.images).toBe(595);
    await expectSameInTheEnd(clean, out);
  });

  it.each(["exit", "trap"])("of a shard leaves the rest of that shard, and no other (%s)", async (fault) => {
    const clean = await cleanRun("webdataset");
    const out = join(folder, `shard ${fault}`);
    const counted = join(folder, `shard ${fault}.count`);
    const result = await runWith(
      { FAULT: fault, FAULT_FILE: counted, FAULT_TIMES: "99", FAULT_IMAGES: image },
      [...clean.args, ...["--out", out]],
    );
    expect(result.code).toBe(1);
    expect(times(counted)).toBe(3);
    expect(result.stderr).toMatch(/with what follows in the same shards: class 2, instance 33: /);
    const whole = Object.keys(clean.contents).filter(
      (name) => name.endsWith(".tar") && contentsOf(out)[name] === clean.contents[name],
    );
    expect(whole).toHaveLength(3);
    await expectSameInTheEnd(clean, out);
  });

  it("does not keep a stream from going on behind it", async () => {
    const clean = await cleanRun("release, exact streams");
    const out = join(folder, "stream");
    const name = Object.keys(clean.contents).find((path) => /^00001\/.*_instance_0042\.png$/.test(path))!;
    const cli = startCli(["generate", ...clean.args, "--out", out, "--only-classes", "0-0"]);
    expect((await cli.ended).code).toBe(0);
    mkdirSync(join(out, name), { recursive: true });
    const result = await startCli(["generate", ...clean.args, "--out", out]).ended;
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/error: 5 images are missing, .*class 1, instance 42: .* is a folder/);
    rmSync(join(out, name), { recursive: true });
    await expectSameInTheEnd(clean, out);
  });
});

describe("threads that are ended from outside", () => {
  // Its first message says that a thread has loaded its modules; while it does so, Node 20 itself may abort where the
  // thread is ended.
  const threads: Worker[] = [];
  const listen = (worker: Worker): void => void worker.once("message", () => threads.push(worker));
  beforeAll(() => void process.on("worker", listen));
  afterAll(() => void process.off("worker", listen));

  it.each(Object.keys(faultConfigs))("are replaced, and what they drew is drawn again: %s", async (name) => {
    const config = { ...faultConfigs[name], instances: 600 };
    const clean = await makeCleanRun(config);
    const out = join(folder, `terminated ${name}`);
    threads.length = 0;
    let ended = 0;
    const timer = setInterval(() => {
      // No more than one unit survives, whichever is hit.
      if (job.state !== "running" || ended === MOST_ATTEMPTS - 1 || threads.length === 0) return;
      ended += 1;
      void threads.shift()!.terminate();
    }, 60);
    const { job, done } = runJob({ config: parseConfig(config), out, workers: 2 });
    const summary = await done.finally(() => clearInterval(timer));
    expect(ended).toBe(MOST_ATTEMPTS - 1);
    expect(summary).toMatchObject({ complete: true, fingerprint: clean.fingerprint });
    expect(contentsOf(out)).toEqual(clean.contents);
  });
});

it("stops with a sentence where every thread dies", async () => {
  const clean = await cleanRun("imagefolder");
  const out = join(folder, "all");
  const counted = join(folder, "all.count");
  const fault = { FAULT: "exit", FAULT_FILE: counted, FAULT_TIMES: "9999", FAULT_IMAGES: ".png" };
  const result = await runWith(fault, [...clean.args, "--out", out]);
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(
    /error: the drawing threads end one after the other .*run the same command again to continue/,
  );
  expect(times(counted)).toBeLessThan(40);
  await expectSameInTheEnd(clean, out);
});
