/**
 * Loaded into every thread by NODE_OPTIONS: lets drawing threads die in the ways in which threads die. FAULT says how,
 * FAULT_FILE counts over all threads and processes how often that has happened, FAULT_TIMES how often it shall.
 */
const { appendFileSync, statSync } = require("node:fs");
const fs = require("node:fs");
const workers = require("node:worker_threads");

const { FAULT, FAULT_FILE, FAULT_TIMES = "3", FAULT_IMAGE = "" } = process.env;

/** A module whose only function traps. */
const trap = new Uint8Array([
  ...[
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11,
  ],
]);

function isDue() {
  const happened = statSync(FAULT_FILE, { throwIfNoEntry: false })?.size ?? 0;
  if (happened >= Number(FAULT_TIMES)) return false;
  appendFileSync(FAULT_FILE, ".");
  return true;
}

function fail() {
  if (FAULT === "exit") process.exit(7);
  if (FAULT === "trap") new WebAssembly.Instance(new WebAssembly.Module(trap)).exports.t();
  if (FAULT === "memory") {
    const held = [];
    for (;;) held.push(new Array(1e5).fill(held.length).map(String));
  }
}

if (workers.isMainThread) {
  // A thread with as little memory as V8 grants it, so that it is out of memory at once.
  if (FAULT === "memory") {
    const { Worker } = workers;
    workers.Worker = class extends Worker {
      constructor(filename, options) {
        super(filename, { ...options, resourceLimits: { maxOldGenerationSizeMb: 64 } });
      }
    };
  }
} else if (FAULT) {
  const { writeFileSync } = fs;
  let images = 0;
  fs.writeFileSync = (path, ...rest) => {
    images += 1;
    const wanted = FAULT_IMAGE ? String(path).endsWith(FAULT_IMAGE) : images % 20 === 10;
    if (wanted && isDue()) fail();
    return writeFileSync(path, ...rest);
  };
  require("node:module").syncBuiltinESMExports();
}
