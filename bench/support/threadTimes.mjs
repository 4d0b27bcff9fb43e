/** Loaded into a process before its program: writes at its end what its main thread and all of its threads took of the processor. */
import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.env.THREAD_TIMES) {
  process.on("exit", () => {
    const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ");
    const { user, system } = process.cpuUsage();
    const times = { main: Number(nanoseconds) / 1e6, all: (user + system) / 1000 };
    writeFileSync(process.env.THREAD_TIMES, JSON.stringify(times));
  });
}
