/** How much more two threads can do than one on this machine at this moment: they only count, in registers. */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

const STEPS = 6e8;

function spin() {
  let state = 1;
  for (let step = 0; step < STEPS; step++) state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return state;
}

async function secondsWith(threads) {
  const workers = Array.from({ length: threads }, () => new Worker(fileURLToPath(import.meta.url)));
  await Promise.all(workers.map((worker) => once(worker, "message")));
  const start = performance.now();
  await Promise.all(
    workers.map((worker) => {
      worker.postMessage("go");
      return once(worker, "message");
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return seconds;
}

/** 2 where two threads run as fast as one alone; less where other work, or the host, takes a part of the cores. */
export async function twoThreadFactor() {
  const one = await secondsWith(1);
  const two = await secondsWith(2);
  const again = await secondsWith(1);
  return (one + again) / two;
}

if (!isMainThread) {
  parentPort.postMessage("ready");
  parentPort.on("message", () => {
    spin();
    parentPort.postMessage("done");
  });
}
