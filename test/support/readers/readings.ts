/** How each reader is told to read a dataset, and what it must find there. */
import { join } from "node:path";
import { expect } from "vitest";
import { classNames } from "../../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { imageRoot } from "../../../workers/files.ts";
import { readersPython, runReaders, tablesPython } from "../python.ts";
import { expectRows, type Layout, parquetFiles, type Report, type Row, shardNames } from "./cases.ts";

/** What test/readers/*_readers.py are given: the reader's name and its options. */
export interface Task {
  reader: string;
  [option: string]: unknown;
}

export interface Reading {
  name: string;
  python: string;
  task: Task;
  /** Three channels always, or as many as the file has. */
  mode: "RGB" | "as stored";
  /** The report beside its rows. */
  rest: Partial<Report>;
}

const imageFeature = "Image(mode=None, decode=True)";
const members = {
  ...{ png: imageFeature, cls: "Value('int64')" },
  ...{ __key__: "Value('string')", __url__: "Value('string')" },
};

function torch(name: string, task: Task, rest: Partial<Report>, mode: Reading["mode"] = "RGB"): Reading {
  return { name, python: readersPython, task, mode, rest };
}

export function tables(name: string, task: Task, rest: Partial<Report>): Reading {
  return { name, python: tablesPython, task, mode: task.mode === "RGB" ? "RGB" : "as stored", rest };
}

/** With Hugging Face, at once and streaming. */
function huggingFace(name: string, task: object, rest: Partial<Report>): Reading[] {
  return [
    tables(`datasets, ${name}`, { reader: "datasets", streaming: false, ...task }, rest),
    tables(`datasets, ${name}, streaming`, { reader: "datasets", streaming: true, ...task }, rest),
  ];
}

/** Columns of images and labels as Hugging Face shows them. */
export function labelled(config: DatasetConfig): Partial<Report> {
  const classes = classNames(config);
  const names = `[${classes.map((name) => `'${name}'`).join(", ")}]`;
  return { features: { image: imageFeature, label: `ClassLabel(names=${names})` }, classes };
}

export const samples: Partial<Report> = { features: members, classes: null };

function ofFolders(out: string, config: DatasetConfig): Reading[] {
  const root = join(out, "image");
  const classes = classNames(config);
  const task = { path: "imagefolder", data_dir: root };
  return [
    torch("torchvision ImageFolder", { reader: "ImageFolder", folder: root }, { classes }),
    torch("Pillow", { reader: "Pillow", folder: root }, {}, "as stored"),
    torch("timm, folder", { reader: "timm, folder", folder: out }, { classes }),
    ...huggingFace("imagefolder", task, labelled(config)),
    ...huggingFace("imagefolder in RGB", { ...task, mode: "RGB" }, labelled(config)),
    ...huggingFace("folder with its card", { path: out }, labelled(config)),
  ];
}

function ofShards(out: string, config: DatasetConfig): Reading[] {
  const images = config.classes * config.instances;
  const size = config.output.storedSize ?? config.imageSize;
  const task = { folder: out, shards: shardNames(config) };
  const length = { length: images };
  const train = join(out, "SHARDS-*.tar");
  return [
    torch("webdataset", { reader: "webdataset", ...task }, { features: ["cls", "png"] }),
    torch("timm, shards", { reader: "timm, shards", ...task, images }, length),
    torch("timm, shards, training", { reader: "timm, shards", ...task, images, training: true }, length),
    torch("timm, loader", { reader: "timm, loader", ...task, images, size, workers: 0 }, {}),
    ...huggingFace("webdataset", { path: "webdataset", data_files: { train } }, samples),
    ...huggingFace("shards with their card", { path: out }, samples),
  ];
}

function ofTables(out: string, config: DatasetConfig): Reading[] {
  const files = parquetFiles(out, config);
  const data = join(out, "data");
  const columns = { image: "struct<bytes: binary, path: string>", label: "int64" };
  const told = [{ image: { _type: "Image" }, label: { _type: "ClassLabel", names: classNames(config) } }];
  const frame = { features: { image: "Struct({'bytes': Binary, 'path': String})", label: "Int64" } };
  return [
    tables("PyArrow", { reader: "PyArrow", files }, { features: columns, told }),
    tables("PyArrow, folder", { reader: "PyArrow, folder", folder: data }, {}),
    tables("Polars", { reader: "Polars", files, lazy: false }, frame),
    tables("Polars, lazy", { reader: "Polars", files, lazy: true }, frame),
    ...huggingFace("parquet", { path: "parquet", data_files: join(data, "*.parquet") }, labelled(config)),
    ...huggingFace("Parquet with its card", { path: out }, labelled(config)),
  ];
}

/** Of layout `release`, whose names are the script's. */
export function ofScriptLayout(out: string, config: DatasetConfig): Reading {
  const task = { reader: "ImageFolder", folder: join(out, imageRoot(config)) };
  return torch("ImageFolder, layout release", task, { classes: classNames(config) });
}

const byLayout = { imagefolder: ofFolders, webdataset: ofShards, parquet: ofTables };

/** Of a dataset in the folder `out`. */
export function readingsOf(layout: Layout, out: string, config: DatasetConfig): Reading[] {
  return byLayout[layout](out, config);
}

/** Reads, with one process for each of the two interpreters. */
export async function readAll<T extends Reading>(readings: T[], cache: string): Promise<Map<T, Report>> {
  const reports = new Map<T, Report>();
  for (const [python, script] of [
    [readersPython, "torch_readers.py"],
    [tablesPython, "table_readers.py"],
  ]) {
    const mine = readings.filter((reading) => reading.python === python);
    if (mine.length === 0) continue;
    const tasks = mine.map(({ task }) => task);
    const answers = await runReaders<Report[]>(python, script, tasks, cache);
    for (const [i, reading] of mine.entries()) reports.set(reading, answers[i]);
  }
  return reports;
}

/** Fails unless a reader found what was drawn, each image once, and the features that it should. */
export function expectReading(reading: Reading, report: Report, drawn: Row[], pixel: string): void {
  const { rows, ...rest } = report;
  expect(rest).toEqual(reading.rest);
  expectRows(rows, drawn, reading.mode === "RGB" || pixel === "rgb" ? "RGB" : "L");
}
