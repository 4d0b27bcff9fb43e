/**
 * Loaded into every thread by NODE_OPTIONS: while the file GATE_FILE exists, drawing threads stand still before the first
 * image of a class's later instances, so that a job has begun and cannot end, however fast the machine.
 */
const fs = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const { GATE_FILE } = process.env;
const FIRST_HELD = 20;
const LOOK_MS = 20;

if (!isMainThread && GATE_FILE) {
  const { existsSync, openSync } = fs;
  const never = new Int32Array(new SharedArrayBuffer(4));
  fs.openSync = (path, ...rest) => {
    const instance = Number(/_(\d+)\.png(\.\w+)?$/.exec(String(path))?.[1] ?? 0);
    if (instance >= FIRST_HELD) while (existsSync(GATE_FILE)) Atomics.wait(never, 0, 0, LOOK_MS);
    return openSync(path, ...rest);
  };
  require("node:module").syncBuiltinESMExports();
}
