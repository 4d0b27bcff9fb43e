/** Command `compare`: what configurations' pictures, classes and parameters are like beside one another, without training. */
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Command } from "commander";
import type { ComparedConfiguration, Comparison } from "../../../../core/compare/comparison.ts";
import {
  MOST_CONFIGURATIONS,
  type SampleSize,
  sampleLimits,
  usualSample,
} from "../../../../core/compare/limits.ts";
import {
  estimatedText,
  groupTitles,
  type MeasureGroup,
  measuredText,
  rowsOf,
  sampleText,
} from "../../../../core/compare/rows.ts";
import { presets } from "../../../../core/config/presets.ts";
import { InputError } from "../../../common/errors.ts";
import { countText, durationText, roughBytesText } from "../../../common/format.ts";
import { classAccess } from "../../../compare/classAccess.ts";
import { compareConfigurations, type Named } from "../../../compare/compare.ts";
import { WorkerPool } from "../../../generate/pool.ts";
import { integerFrom, workerCount } from "../arguments.ts";
import { configOf, readConfig } from "../configOptions.ts";
import { interruptibly } from "../exit.ts";
import { print, printJson, table } from "../output.ts";
import { comparisonDisplay } from "../progress/comparisonDisplay.ts";

interface CompareOptions {
  sampleClasses: number;
  sampleInstances: number;
  side?: number;
  sampleSeed: number;
  workers?: number;
  json?: boolean;
}

const examples = `
Examples:
  visualatom compare visualatom-1k visualatom-1k-release rcdb-1k
  visualatom compare visualatom-1k mine.json --sample-classes 200 --sample-instances 16
  visualatom compare frequency-0-20 frequency-20-20 --json | jq '.configurations[].measures.fisher'

Every number stands with half of its 95 % interval: where intervals overlap, the sample does not tell two configurations
apart; a larger one may. Equal options give equal numbers, but for the speed. What each measure is, and which paper it is
from: docs/compare.md.`;

export function addCompare(command: Command): void {
  const { classes, instances, side, seed } = sampleLimits;
  command
    .argument(
      "<configuration...>",
      "names of presets, or files: configurations, or datasets' dataset.json; one alone is measured too",
    )
    .option(
      "--sample-classes <n>",
      "classes of each that are looked at",
      integerFrom(classes.min, classes.max),
      usualSample.classes,
    )
    .option(
      "--sample-instances <n>",
      "images of each of these classes",
      integerFrom(instances.min, instances.max),
      usualSample.instances,
    )
    .option(
      "--side <px>",
      `pictures are looked at reduced to this side (default: ${side.usual}, or that of the smallest picture)`,
      integerFrom(side.min, side.max),
    )
    .option(
      "--sample-seed <n>",
      "which classes and images are looked at",
      integerFrom(seed.min, seed.max),
      usualSample.seed,
    )
    .option("--workers <n>", "threads (default: one for each processor)", workerCount)
    .option("--json", "print one JSON object on stdout, with the values behind each mean")
    .addHelpText("after", examples)
    .action(runCompare);
}

async function runCompare(names: string[], options: CompareOptions): Promise<void> {
  const named = configurationsOf(names);
  const sample: SampleSize = {
    classes: options.sampleClasses,
    instances: options.sampleInstances,
    side: options.side ?? null,
    seed: options.sampleSeed,
  };
  await interruptibly(async (signal) => {
    const pool = new WorkerPool(options.workers);
    const display = comparisonDisplay(named.map(({ name }) => name));
    try {
      const comparison = await compareConfigurations(named, {
        ...{ pool, sample, signal, progress: display.show },
        accessOf: (config) => classAccess(config, pool),
      });
      display.end();
      if (options.json) printJson(comparison);
      else print(comparisonText(comparison, process.stdout.columns));
    } finally {
      display.end();
      await pool.close();
    }
  });
}

/** @throws InputError or ConfigError */
function configurationsOf(names: string[]): Named[] {
  if (names.length > MOST_CONFIGURATIONS) {
    throw new InputError(
      `${names.length} configurations are too many; compare up to ${MOST_CONFIGURATIONS} at a time`,
    );
  }
  const places = names.map((name) => (isFile(name) ? resolve(name) : name));
  const twice = names.find((_, i) => places.indexOf(places[i]) < i);
  if (twice !== undefined) throw new InputError(`${JSON.stringify(twice)} is given twice; give each once`);
  return names.map((name) =>
    isFile(name)
      ? { name: fileTitle(name, names), config: readConfig(name, name) }
      : { name, config: configOf({ preset: name }) },
  );
}

/** What is there, or looks as if it should be: names of presets may have points, but no ending. */
function isFile(name: string): boolean {
  if (presets.some((preset) => preset.name === name)) return false;
  return existsSync(name) || /[/\\]|\.[a-z]+$/i.test(name);
}

/** Its own name, where no other file has the same. */
function fileTitle(file: string, names: readonly string[]): string {
  const own = basename(file);
  return names.some((name) => name !== file && basename(name) === own) ? file : own;
}

/** Room for the labels and for one configuration. */
const GAP = 2;

function comparisonText(comparison: Comparison, columns: number | undefined): string {
  const cells = comparisonCells(comparison);
  return [...parts(cells, columns).map((rows) => tableText(rows)), legend(comparison, cells)].join("\n\n");
}

/** Rows of label and cells; a row of a label alone is a heading. */
function comparisonCells({ configurations }: Comparison): string[][] {
  const cells: string[][] = [["", ...configurations.map(({ name }) => name)]];
  const groups = new Map<MeasureGroup, string[][]>();
  for (const row of rowsOf(configurations)) {
    const { group, name, label, unit } = row;
    const line = [`  ${label}${unit === "" ? "" : ` (${unit})`}`];
    line.push(...configurations.map(({ measures }) => measuredText(measures[name], row)));
    groups.set(group, [...(groups.get(group) ?? []), line]);
  }
  groups.get("faults")!.push(["  Classes nearly the same", ...configurations.map(alikeText)]);
  groups
    .get("cost")!
    .push(
      ["  Images of the dataset", ...configurations.map(({ images }) => countText(images))],
      ["  Its files", ...configurations.map((each) => estimatedText(each.datasetBytes, roughBytesText))],
      ["  Its time here", ...configurations.map((each) => estimatedText(each.datasetSeconds, durationText))],
    );
  for (const [group, lines] of groups) {
    cells.push([groupTitles[group], ...configurations.map(() => "")], ...lines);
  }
  return cells;
}

function alikeText({ alikeClasses: { pairs, classes, isAll, complete } }: ComparedConfiguration): string {
  const most = complete ? "" : "at least ";
  const of = `${countText(classes)}${isAll ? "" : " looked at"}`;
  return pairs === 0
    ? `none of ${of}`
    : `${most}${countText(pairs)} ${pairs === 1 ? "pair" : "pairs"} of ${of}`;
}

/** As many configurations beside one another as a terminal has room for. */
function parts(cells: string[][], columns: number | undefined): string[][][] {
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)) + GAP);
  const result: string[][][] = [];
  for (let first = 1; first < widths.length; ) {
    let end = first + 1;
    let width = widths[0] + widths[first];
    while (end < widths.length && width + widths[end] <= (columns ?? Number.POSITIVE_INFINITY))
      width += widths[end++];
    const from = first;
    result.push(cells.map((row) => [row[0], ...row.slice(from, end)]));
    first = end;
  }
  return result;
}

function tableText(rows: string[][]): string {
  return table(
    rows,
    rows[0].map((_, column) => column > 0),
  );
}

/** What is told of them where they stand. */
const marks = [
  [
    "± ?",
    "± ?: of so few classes or images there is no interval; look at more (--sample-classes, --sample-instances).",
  ],
  ["–", "–: there is nothing to measure."],
];

function legend({ side, configurations }: Comparison, cells: string[][]): string {
  const names = configurations.map(({ name }) => name);
  const [{ workers }] = configurations;
  return [
    `From ${sampleText(configurations, names)} (classes × instances), at ${side} px; speed and time with ${workers} ${workers === 1 ? "worker" : "workers"}.`,
    "± is half of the 95 % interval that comes of looking at a sample; others stand in brackets. Where intervals overlap, the",
    "sample does not tell two configurations apart. What each measure is: docs/compare.md.",
    ...marks
      .filter(([mark]) => cells.some((row) => row.some((cell) => cell.endsWith(mark))))
      .map(([, meaning]) => meaning),
  ].join("\n");
}
