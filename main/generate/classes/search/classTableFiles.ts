/** Class tables as the released code has them: a folder with a file of each class, `00000.csv`, a line of numbers for each map. */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { className } from "../../../../core/config/numberNames.ts";
import type { ClassParameters, DatasetConfig } from "../../../../core/config/parameters.ts";
import { parseConfig } from "../../../../core/config/schema.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import { kindAt, OwnFileError, readOwnFile } from "../../../../workers/disk/ownFile.ts";
import { writeAtomically } from "../../../common/atomicFile.ts";
import { InputError } from "../../../common/errors.ts";
import { countedText, visible } from "../../../common/format.ts";
import { makeFolders } from "../../../common/makeFolders.ts";
import { freshName } from "../../../common/userFile.ts";
import { classNumbers } from "./searchedClasses.ts";

/** As `-1.5e-3`; other ways in which programs write numbers, as 0x10, are none here. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A class is below a kilobyte. */
const MOST_FILE_BYTES = 1 << 16;

export interface BroughtTable {
  /** Takes its classes from the table. */
  config: DatasetConfig;
  /** Without what is measured of them. */
  rows: [number, ClassRow][];
}

/**
 * The classes of a dataset from a folder of files, which have the classes' own numbers.
 * @throws InputError that names the file and line where something is wrong
 */
export function readClassTable(config: DatasetConfig, folder: string): BroughtTable {
  const points = pointsOf(config);
  if (points === null) {
    throw new InputError(
      `--class-table: formulation "${config.formulation}" draws its classes, and takes no table of them; leave it out`,
    );
  }
  const { search } = points;
  const hash = createHash("sha256");
  const rows: [number, ClassRow][] = [];
  for (let classIndex = config.startClass; classIndex < config.startClass + config.classes; classIndex++) {
    const name = fileName(config, classIndex);
    const lines = linesOf(folder, name, config, classIndex).map((line, i) => numbersOf(line, i));
    const [fewest, most] = search.lines;
    if (lines.length === 0) {
      const what = `it is empty; a class has ${fewest} to ${most} lines`;
      throw new InputError(visible(`--class-table ${join(folder, name)}: ${what}`));
    }
    if (lines.length < fewest || lines.length > most) {
      throw wrong(name, lines.length, `a class has ${fewest} to ${most} lines, this file ${lines.length}`);
    }
    const fault = search.wrongLines(lines);
    if (fault !== null) throw new InputError(visible(`--class-table ${join(folder, name)}: ${fault}`));
    const row = search.fromLines(lines);
    hash.update(Float64Array.of(lines.length, ...lines.flat()));
    rows.push([classIndex, row]);

    function numbersOf(line: string, i: number): number[] {
      if (line.trimStart().startsWith("#"))
        throw wrong(
          name,
          i + 1,
          "it begins with #; a class's file has lines of numbers alone, without comments",
        );
      const cells = line.split(",").map((cell) => cell.trim());
      const numbers = cells.map((cell) => (NUMBER.test(cell) ? Number(cell) : Number.NaN));
      if (cells.length !== search.rows.mapNumbers) {
        throw wrong(name, i + 1, `it has ${cells.length} numbers; it must have ${search.rows.mapNumbers}`);
      }
      const odd = numbers.findIndex((number) => !Number.isFinite(number));
      if (odd >= 0) throw wrong(name, i + 1, `${JSON.stringify(cells[odd].slice(0, 40))} is not a number`);
      const fault = search.wrongLine(numbers);
      if (fault !== null) throw wrong(name, i + 1, fault);
      return numbers;
    }
  }
  return { config: parseConfig(search.withDigest(config, hash.digest("hex"))), rows };

  function wrong(name: string, line: number, what: string): InputError {
    return new InputError(visible(`--class-table ${join(folder, name)}, line ${line}: ${what}`));
  }
}

/** Whatever the layout of the dataset calls its classes: a table is written and read by any of them. */
function fileName(config: DatasetConfig, classIndex: number): string {
  const inFolders = { ...config, output: { ...config.output, layout: "imagefolder" } } as DatasetConfig;
  return `${className(inFolders, classIndex)}.csv`;
}

function linesOf(folder: string, name: string, config: DatasetConfig, classIndex: number): string[] {
  const path = join(folder, name);
  let text: string;
  try {
    // The folder may be that of a dataset that somebody has sent: no link, pipe or endless file is opened.
    text = readOwnFile(path, MOST_FILE_BYTES).toString("utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof OwnFileError) {
      throw new InputError(
        `--class-table ${visible(path)}: ${(error as Error).message}; give a folder with a file of each class`,
      );
    }
    const found = classIndex - config.startClass;
    const other = code === "ENOENT" ? likelyPlace(folder, name) : null;
    if (other !== null) {
      throw new InputError(visible(`--class-table ${folder}: ${name} is missing; ${other}`));
    }
    if (code !== "ENOENT" || found === 0) {
      throw new InputError(
        `--class-table ${visible(path)} cannot be read (${code}); give a folder with a file of each class, as ${name}`,
      );
    }
    throw new InputError(
      `--class-table ${visible(folder)}: ${name} is missing; this dataset has ${config.classes} classes, the table ${found}: ask for ${found} classes, or bring all`,
    );
  }
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line, i, all) => line.trim() !== "" || all.slice(i).some((later) => later.trim() !== ""));
}

/** Where a file that is missing may be meant, as the end of a sentence. */
function likelyPlace(folder: string, name: string): string | null {
  const inside = join(folder, "param");
  if (kindAt(join(inside, name)) === "file") return `this is a dataset's folder: give ${inside}`;
  const isSame = (one: string): boolean =>
    /^\d+\.csv$/.test(one) && Number.parseInt(one, 10) === Number.parseInt(name, 10);
  const misnamed = namesIn(folder).find(isSame);
  return misnamed === undefined ? null : `${misnamed} is there: call it ${name}`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Writes a file of each class, into a folder that is made where needed. Links and pipes in their places are replaced
 * themselves; files of other classes would be taken for classes of the table.
 * @throws InputError as `requireTableFolder`, the system's error
 */
export function writeClassFiles(
  config: DatasetConfig,
  folder: string,
  classes: readonly [number, ClassParameters][],
): void {
  const { search } = pointsOf(config)!;
  requireTableFolder(config, folder);
  makeFolders(folder);
  for (const [classIndex, parameters] of classes) {
    const path = join(folder, fileName(config, classIndex));
    writeAtomically(path, search.toFile(parameters), freshName(folder));
  }
}

const CLASS_FILE = /^\d+\.csv$/;

/** @throws InputError for a folder with files of other classes, which are somebody's and stay */
export function requireTableFolder(config: DatasetConfig, folder: string): void {
  // One that cannot be read is told of when it is written to.
  const own = new Set(classNumbers(config).map((classIndex) => fileName(config, classIndex)));
  const others = namesIn(folder)
    .filter((name) => CLASS_FILE.test(name) && !own.has(name))
    .sort();
  if (others.length === 0) return;
  const what = countedText(others.length, "file", "files");
  throw new InputError(
    visible(
      `--table: ${folder} holds ${what} of classes that this table does not have (${others[0]}${others.length > 1 ? ", …" : ""}), which would become a part of it; choose another folder, or take them away`,
    ),
  );
}
