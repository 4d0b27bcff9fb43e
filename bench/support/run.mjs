/**
 * Runs the benchmarks: `npm run bench`, or `npm run bench -- render png --json results.json` for some of them. With --write
 * those that have tables in the documents (`page`, and a `text` in what they return) put them there. With --before DIR, a
 * built checkout of another state, `studio` measures that one beside this, by turns.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { PeerMissing, writeInto } from "./support.mjs";

const usage = "usage: npm run bench -- [name…] [--json FILE] [--write] [--before DIR]";

function fail(message) {
  console.error(message);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { json: { type: "string" }, write: { type: "boolean" }, before: { type: "string" } },
    });
  } catch (error) {
    return fail(`${error.message}\n${usage}`);
  }
}

/** Left-aligned columns as wide as their widest cell. */
function table(header, rows) {
  const all = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  for (const row of all) {
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] + 2)).join("")}`.trimEnd());
  }
}

const folder = new URL("../", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.mjs"))
  .map((file) => file.replace(".bench.mjs", ""));
const { positionals: wanted, values } = readArguments();
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0)
  fail(`There is no benchmark ${unknown.join(", ")}; there are ${names.join(", ")}.\n${usage}`);
if (values.before !== undefined && wanted.length > 0 && !wanted.includes("studio"))
  fail(`--before: ${wanted.join(", ")} cannot be measured beside another checkout; name studio.\n${usage}`);

const machine = { processor: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.version };
/** Other work on the machine spoils what follows, so its load goes with the results. */
const load = () => loadavg()[0].toFixed(1);
console.log(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}`);
const results = { machine, benchmarks: {} };
for (const file of wanted.length > 0 ? wanted : names) {
  const { name = file, description, page, run } = await import(new URL(`${file}.bench.mjs`, folder).href);
  const loadBefore = Number(load());
  console.log(`\n${name}: ${description}; load before it ${loadBefore}`);
  if (loadBefore > machine.cores)
    console.log("  other work is running: times are too long, ratios of processor time hold best");
  const line = (text) => console.log(`  ${text}`);
  try {
    const result = await run({ table, line, machine, before: values.before });
    if (values.write && result.text !== undefined)
      writeInto(page, `npm run bench -- ${file} --write`, result.text);
    results.benchmarks[name] = { loadBefore, loadAfter: Number(load()), ...result };
  } catch (error) {
    if (!(error instanceof PeerMissing)) throw error;
    line(`left out: ${error.message}`);
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
