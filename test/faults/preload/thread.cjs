/**
 * Loaded into every thread by NODE_OPTIONS: lets drawing threads die in the ways in which threads die. FAULT says how,
 * FAULT_IMAGES at which images' files (the ends of their names, with commas between) and FAULT_TIMES how often at each;
 * FAULT_FILE gets a line each time, over all threads and processes.
 */
const { appendFileSync, existsSync, readFileSync } = require("node:fs");
const fs = require("node:fs");
const workers = require("node:worker_threads");

const { FAULT, FAULT_FILE, FAULT_TIMES, FAULT_IMAGES } = process.env;

/** A module whose only function traps. */
const trap = new Uint8Array([
  ...[
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11,
  ],
]);

function isDue(path) {
  const image = FAULT_IMAGES.split(",").find((name) => path.endsWith(name));
  if (image === undefined) return false;
  const happened = existsSync(FAULT_FILE) ? readFileSync(FAULT_FILE, "utf8").split("\n") : [];
  if (happened.filter((name) => name === image).length >= Number(FAULT_TIMES)) return false;
  appendFileSync(FAULT_FILE, `${image}\n`);
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
  const { openSync } = fs;
  // An image's file is made just before its bytes are written.
  fs.openSync = (path, ...rest) => {
    if (isDue(String(path))) fail();
    return openSync(path, ...rest);
  };
  // The name of a shard's member is written into its header; shards themselves are written by the main thread.
  const { encodeInto } = TextEncoder.prototype;
  TextEncoder.prototype.encodeInto = function (text, bytes) {
    if (isDue(text)) fail();
    return encodeInto.call(this, text, bytes);
  };
  require("node:module").syncBuiltinESMExports();
}
