/**
 * Loaded by NODE_OPTIONS: the process sends itself a signal (KILL_SIGNAL; SIGKILL unless told) right after a named
 * operation on its files, however fast the machine.
 * KILL_AT is a regular expression over `OPERATION PATH`, as `writeSync /tmp/…/journal.jsonl`; KILL_COUNT says at the
 * how manieth that fits, counted from 1. Where KILL_ONCE names a folder, it happens once for each file: marks in it tell.
 */
const fs = require("node:fs");
const { basename, join } = require("node:path");
const { isMainThread } = require("node:worker_threads");

const { KILL_AT, KILL_COUNT, KILL_ONCE, KILL_SIGNAL = "SIGKILL" } = process.env;

const OPERATIONS = [
  ...["openSync", "writeSync", "writeFileSync", "fsyncSync", "ftruncateSync", "closeSync"],
  ...["renameSync", "mkdirSync", "rmSync", "rmdirSync", "unlinkSync"],
];

if (isMainThread && KILL_AT) {
  const wanted = new RegExp(KILL_AT);
  let left = Number(KILL_COUNT);
  const paths = new Map();
  const { mkdirSync } = fs;
  const isFirst = (path) => {
    if (!KILL_ONCE) return true;
    try {
      mkdirSync(join(KILL_ONCE, basename(path)));
      return true;
    } catch {
      return false;
    }
  };
  const done = (operation, path) => {
    if (wanted.test(`${operation} ${path}`) && --left === 0 && isFirst(path))
      process.kill(process.pid, KILL_SIGNAL);
  };
  for (const operation of OPERATIONS) {
    const perform = fs[operation];
    fs[operation] = (place, ...rest) => {
      const result = perform(place, ...rest);
      if (operation === "openSync") paths.set(result, String(place));
      const path = typeof place === "number" ? (paths.get(place) ?? "") : String(place);
      done(operation, path);
      return result;
    };
  }
  for (const operation of ["rename", "copyFile"]) {
    const perform = fs.promises[operation];
    fs.promises[operation] = async (path, ...rest) => {
      await perform(path, ...rest);
      done(operation, String(path));
    };
  }
  require("node:module").syncBuiltinESMExports();
}
