/** Loaded by NODE_OPTIONS: says on stderr how much memory the process took at most, threads included. */
if (require("node:worker_threads").isMainThread) {
  process.on("exit", () => {
    require("node:fs").writeSync(2, `peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`);
  });
}
