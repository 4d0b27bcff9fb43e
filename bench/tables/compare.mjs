/**
 * The table of docs/compare.md: presets beside one another, by `visualatom compare`.
 *
 *   node bench/tables/compare.mjs            measures and prints
 *   node bench/tables/compare.mjs --write    measures and puts the table into docs/compare.md
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { cli, groupTitles, measuredText, rowsOf, writeInto } from "../support/support.mjs";

const PRESETS = [
  "visualatom-1k",
  "visualatom-1k-release",
  "visualatom-1k-recursive",
  "rcdb-1k",
  "fractaldb-1k",
  "exfractaldb-1k",
];
const SAMPLE = ["--sample-classes", "128", "--sample-instances", "8"];

function compare() {
  const run = spawnSync(process.execPath, [cli, "compare", ...PRESETS, ...SAMPLE, "--json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0) throw new Error(`visualatom compare ended with exit code ${run.status}`);
  return JSON.parse(run.stdout);
}

function markdown({ configurations, side }) {
  const lines = [
    `| | ${configurations.map(({ name }) => `\`${name}\``).join(" | ")} |`,
    `| --- |${configurations.map(() => " --- |").join("")}`,
  ];
  let group = null;
  // The speed is README's: it would be that of a moment here.
  for (const row of rowsOf(configurations).filter(({ name }) => name !== "imagesPerSecond")) {
    if (row.group !== group)
      lines.push(`| **${groupTitles[row.group]}** |${configurations.map(() => " |").join("")}`);
    group = row.group;
    const label = `${row.label}${row.unit === "" ? "" : ` (${row.unit})`}`;
    lines.push(
      `| ${label} | ${configurations.map(({ measures }) => measuredText(measures[row.name], row)).join(" | ")} |`,
    );
  }
  const [{ sample }] = configurations;
  const command = `visualatom compare ${PRESETS.join(" ")} ${SAMPLE.join(" ")}`;
  return [
    `\`${command}\`, at ${side} px, ${sample.classes} × ${sample.instances} images of each.`,
    "",
    ...lines,
  ].join("\n");
}

const { values } = parseArgs({ options: { write: { type: "boolean" } } });
const text = markdown(compare());
console.log(text);
if (values.write) writeInto("docs/compare.md", "node bench/tables/compare.mjs --write", text);
