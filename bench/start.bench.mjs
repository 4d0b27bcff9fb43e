/** What it takes to start: the command line beside a program of Node that does nothing. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { cli, median, withFolder } from "./support/support.mjs";

export const name = "start";
export const description =
  "whole commands, alternately with an empty program of Node; medians and least of rounds";

const ROUNDS = 15;

/** Milliseconds of a whole run. */
function timeOf(words) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${words.join(" ")}: ${stderr}`);
  return performance.now() - start;
}

export const run = ({ table }) =>
  withFolder((folder) => {
    const out = join(folder, "dataset");
    const oneImage = ["--preset", "sample", "--classes", "1", "--instances", "1", "--quiet", "--out", out];
    const commands = {
      "visualatom --help": [cli, "--help"],
      "visualatom presets": [cli, "presets"],
      "visualatom generate, one image": [cli, "generate", ...oneImage],
    };
    const empty = [];
    const times = new Map(Object.keys(commands).map((command) => [command, []]));
    for (let round = 0; round < ROUNDS; round++) {
      empty.push(timeOf(["-e", ""]));
      for (const [command, words] of Object.entries(commands)) {
        rmSync(out, { recursive: true, force: true });
        times.get(command).push(timeOf(words));
      }
    }
    const more = [...times].map(([command, taken]) => [
      command,
      median(taken) - median(empty),
      Math.min(...taken) - Math.min(...empty),
    ]);
    table(
      ["more than an empty program", "median", "least"],
      more.map(([command, ...figures]) => [command, ...figures.map((figure) => `${figure.toFixed(0)} ms`)]),
    );
    return { millisecondsMore: Object.fromEntries(more.map(([command, figure]) => [command, figure])) };
  });
