/**
 * The table of docs/scale.md: cores, hours, disk and network of large datasets, from rates measured here and now.
 *
 *   node bench/tables/scale.mjs            measures and prints
 *   node bench/tables/scale.mjs --write    measures and puts the table into docs/scale.md
 *   node bench/tables/scale.mjs --milliseconds 3.2 --bytes 20000   computes it from other rates, of one stored size
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cli, memoryDisk, processorOf, writeInto } from "../support/support.mjs";

const PLANS = [
  { name: "VisualAtom-21k", images: 21e6 },
  { name: "1 billion images", images: 1e9 },
];
const SIZES = [512, 256];
const CLUSTERS = [
  { machines: 1, cores: 16 },
  { machines: 8, cores: 16 },
  { machines: 64, cores: 32 },
];
/** What a shared disk on a 10 Gbit/s network takes, bytes a second. */
const LINK = 1.25e9;
/** Files of a shared file system take whole blocks. */
const BLOCK = 4096;
const CLASSES = 500;
const INSTANCES = 8;

const place = memoryDisk ?? tmpdir();

function processorSeconds(...args) {
  const { milliseconds, stdout } = processorOf([process.execPath, cli, ...args]);
  return { seconds: milliseconds / 1000, summary: stdout === "" ? null : JSON.parse(stdout) };
}

/** On one core: processor time, bytes and blocks of an image, start of the process not counted. */
function measure(storedSize) {
  const folder = mkdtempSync(join(place, "visualatom-scale-"));
  try {
    const make = (classes, out) => [
      ...["generate", "--preset", "visualatom-1k", "--stored-size", String(storedSize)],
      ...["--classes", String(classes), "--instances", String(INSTANCES), "--workers", "1"],
      ...["--out", join(folder, out), "--json", "--quiet"],
    ];
    const few = processorSeconds(...make(1, "few"));
    const many = processorSeconds(...make(CLASSES, "many"), "--shard", "0/1");
    const joined = processorSeconds("merge", join(folder, "many"), "--json", "--quiet");
    const images = many.summary.images - few.summary.images;
    const root = join(folder, "many", "image");
    let blocks = 0;
    for (const name of readdirSync(root, { recursive: true })) {
      const file = statSync(join(root, name));
      if (file.isFile()) blocks += Math.ceil(file.size / BLOCK) * BLOCK;
    }
    return {
      storedSize,
      milliseconds: (1000 * (many.seconds - few.seconds)) / images,
      bytes: many.summary.bytes / many.summary.images,
      diskBytes: blocks / many.summary.images,
      // An upper bound: the start of the process is in it.
      mergeMilliseconds: (1000 * joined.seconds) / many.summary.images,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const number = (value, digits = 0) =>
  value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits });
const bytes = (value) =>
  value >= 1e12
    ? `${number(value / 1e12, 1)} TB`
    : value >= 1e9
      ? `${number(value / 1e9)} GB`
      : `${number(value / 1e6)} MB`;
const hours = (value) =>
  value >= 48
    ? `${number(value / 24, 1)} days`
    : value >= 1
      ? `${number(value, 1)} h`
      : `${number(60 * value)} min`;

function tables(rates) {
  const lines = [
    "| stored size, px | processor time an image | images/s a core | bytes an image | on disk, blocks of 4 KiB | merge, processor time an image |",
    "| --- | --- | --- | --- | --- | --- |",
  ];
  for (const { storedSize, milliseconds, bytes: size, diskBytes, mergeMilliseconds } of rates) {
    lines.push(
      `| ${storedSize} | ${milliseconds.toFixed(2)} ms | ${number(1000 / milliseconds)} | ${number(size)} | ${number(diskBytes)} | ${mergeMilliseconds.toFixed(2)} ms |`,
    );
  }
  for (const { name, images } of PLANS) {
    lines.push("", `**${name}** (${number(images)} files with layout \`imagefolder\`)`, "");
    lines.push(
      "| stored size, px | core hours | bytes | on disk | machines × cores | time | written | time through 10 Gbit/s | merge on one machine |",
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    );
    for (const { storedSize, milliseconds, bytes: size, diskBytes, mergeMilliseconds } of rates) {
      const coreHours = (images * milliseconds) / 3.6e6;
      for (const { machines, cores } of CLUSTERS) {
        const time = coreHours / (machines * cores);
        const rate = (images * size) / (3600 * time);
        const linkHours = (images * size) / LINK / 3600;
        const mergeHours = (images * mergeMilliseconds) / 3.6e6;
        lines.push(
          `| ${storedSize} | ${number(coreHours)} | ${bytes(images * size)} | ${bytes(images * diskBytes)} | ${machines} × ${cores} | ${hours(time)} | ${bytes(rate)}/s, ${number((1000 * machines * cores) / milliseconds)} files/s | ${hours(Math.max(time, linkHours))} | ${hours(mergeHours)} |`,
        );
      }
    }
  }
  return lines.join("\n");
}

const { values } = parseArgs({
  options: {
    write: { type: "boolean" },
    milliseconds: { type: "string" },
    bytes: { type: "string" },
    size: { type: "string", default: "512" },
  },
});
const given = values.milliseconds !== undefined && values.bytes !== undefined;
const rates = given
  ? [
      {
        storedSize: Number(values.size),
        milliseconds: Number(values.milliseconds),
        bytes: Number(values.bytes),
        diskBytes: Math.ceil(Number(values.bytes) / BLOCK) * BLOCK,
        mergeMilliseconds: 0,
      },
    ]
  : SIZES.map(measure);
const text = `Measured on ${cpus()[0].model.trim()} with Node ${process.versions.node}, ${number(CLASSES * INSTANCES)} images of ${CLASSES} classes of \`visualatom-1k\`, drawn, encoded, digested and written to a ${memoryDisk === null ? "disk" : "memory disk"}.\n\n${tables(rates)}`;
console.log(text);
if (values.write) writeInto("docs/scale.md", "node bench/tables/scale.mjs --write", text);
