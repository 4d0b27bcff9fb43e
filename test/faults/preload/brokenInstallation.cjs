/**
 * Loaded into every thread by NODE_OPTIONS: an installation that lacks something. BROKEN says what: `canvas` the native canvas's
 * binary, `threads` a package that the drawing threads load.
 */
const Module = require("node:module");
const { isMainThread } = require("node:worker_threads");

const { BROKEN } = process.env;

if (BROKEN === "canvas") {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    if (/^@napi-rs\/canvas-|skia\..*\.node$/.test(request))
      throw Object.assign(new Error(`Cannot find module '${request}'`), { code: "MODULE_NOT_FOUND" });
    return resolve.call(this, request, ...rest);
  };
}
if (BROKEN === "threads" && !isMainThread) throw new Error("Cannot find package 'zod'");
