/**
 * Every number of the benchmarks beside those of another checkout that is built, by turns: nothing may get slower unseen.
 *
 *   node bench/tables/before.mjs --before ../older [--rounds 3] [name…]            prints the table
 *   node bench/tables/before.mjs --before ../older --write [name…]                 puts it into docs/speed.md
 *
 * With names, rows of other benchmarks stay as they are there.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median, writeInto } from "../support/support.mjs";

/** Numbers of programs beside ours. */
const OTHERS = /peer|script|opencv|zlib|twin|native/i;

/** Minutes each, or no numbers of speed: by name only. */
const LEFT_OUT = ["memory", "loaders", "compare"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    before: { type: "string" },
    rounds: { type: "string", default: "3" },
    write: { type: "boolean" },
  },
});
if (values.before === undefined || !existsSync(join(values.before, "dist"))) {
  console.error(
    "usage: node bench/tables/before.mjs --before DIR [--rounds N] [--write] [name…]; DIR is a built checkout",
  );
  process.exit(2);
}

const own = fileURLToPath(new URL("../../", import.meta.url));
const before = resolve(values.before);
const namesIn = (checkout) =>
  readdirSync(join(checkout, "bench"))
    .filter((file) => file.endsWith(".bench.mjs"))
    .map((file) => file.replace(".bench.mjs", ""));
const both = namesIn(own).filter((name) => namesIn(before).includes(name));
const names = both.filter((name) =>
  positionals.length > 0 ? positionals.includes(name) : !LEFT_OUT.includes(name),
);

/** Numbers of one run, by their place in its results; those of rounds are their median. */
function numbersOf(checkout, name) {
  const folder = mkdtempSync(join(tmpdir(), "visualatom-bench-"));
  try {
    const file = join(folder, "results.json");
    const command = ["run", "-s", "bench", "--", name, "--json", file];
    const { status, stdout, stderr } = spawnSync("npm", command, { cwd: checkout, encoding: "utf8" });
    if (status !== 0) throw new Error(`${name} of ${checkout} ended with ${status}: ${stderr || stdout}`);
    const [result] = Object.values(JSON.parse(readFileSync(file, "utf8")).benchmarks);
    return new Map(leaves(result));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* leaves(value, path = []) {
  if (typeof value === "number") yield [path.join(", "), value];
  else if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number"))
    yield [path.join(", "), median(value)];
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      const isTold = key === "rounds" && "medians" in value;
      if (isTold || /^load(Before|After)$/.test(key)) continue;
      yield* leaves(inner, key === "medians" ? path : [...path, titleOf(inner, key)]);
    }
}

/** Of a row of a list: what it is called there. */
function titleOf(value, key) {
  if (!/^\d+$/.test(key) || typeof value !== "object") return key;
  return Object.values(value).find((inner) => typeof inner === "string") ?? key;
}

const PAGE = "docs/speed.md";
const COMMAND = "node bench/tables/before.mjs --write";
const benchmarkOf = (row) => row.split(" | ")[0].slice(2);

/** Rows of the page that were not measured now. */
function keptRows() {
  const table = readFileSync(join(own, PAGE), "utf8").split(`<!-- ${COMMAND} -->`)[1];
  return table
    .split("\n")
    .filter((row) => both.includes(benchmarkOf(row)) && !names.includes(benchmarkOf(row)));
}

const short = (value) => (Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3))));

const rows = [];
for (const name of names) {
  const rounds = [];
  try {
    for (let round = 0; round < Number(values.rounds); round++) {
      rounds.push({ before: numbersOf(before, name), now: numbersOf(own, name) });
      console.error(`${name}: round ${round + 1} of ${values.rounds}`);
    }
  } catch (error) {
    console.error(`left out: ${error.message}`);
    continue;
  }
  for (const number of rounds[0].now.keys()) {
    if (OTHERS.test(number)) continue;
    const known = rounds.filter((round) => round.before.get(number) > 0 && round.now.has(number));
    // What is equal to the last digit was not measured: counts and sizes.
    if (known.every((round) => round.before.get(number) === round.now.get(number))) continue;
    const of = (side) => median(known.map((round) => round[side].get(number)));
    const ratio = median(known.map((round) => round.now.get(number) / round.before.get(number)));
    rows.push(`| ${name} | ${number} | ${short(of("before"))} | ${short(of("now"))} | ${ratio.toFixed(2)} |`);
  }
}
const told = [...rows, ...(positionals.length > 0 ? keptRows() : [])].sort(
  (a, b) => both.indexOf(benchmarkOf(a)) - both.indexOf(benchmarkOf(b)),
);
const { stdout: commit } = spawnSync("git", ["log", "-1", "--format=%h of %ad", "--date=short"], {
  cwd: before,
  encoding: "utf8",
});
const text = [
  `Commit ${commit.trim()} and this one on ${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}: medians of ${values.rounds} runs of each, by turns; the ratio is the median of those of each pair.`,
  "",
  "| Benchmark | Number | Before | Now | Ratio |",
  "| --- | --- | --- | --- | --- |",
  ...told,
].join("\n");
console.log(text);
if (values.write) writeInto(PAGE, COMMAND, text);
