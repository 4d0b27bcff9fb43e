/** What goes to the terminal: results to stdout, everything else to stderr, and no complaint when a reader leaves. */
import { writeSync } from "node:fs";
import { visibleLines } from "../../common/format.ts";

/** A reader such as `head` may close the pipe; that ends the output, not the work. */
export function surviveClosedPipes(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      noteNow(`error: the output cannot be written (${error.message})`);
      process.exit(1);
    }
    // With nobody left to read the result there is nothing to go on for, except where files are written.
    if (!keepsGoing) process.exit(0);
  });
  process.stderr.on("error", () => {});
}

let keepsGoing = false;

/** From here on the work goes on though nobody reads the output. */
export function keepGoingWithoutReader(): void {
  keepsGoing = true;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value));
}

/** What a command did or found: for people on stdout, or on stderr where stdout is for the JSON object. */
export function printResult(
  text: string,
  value: unknown,
  { json = false, quiet = false }: { json?: boolean | undefined; quiet?: boolean | undefined },
): void {
  if (json) printJson(value);
  if (!quiet) (json ? note : print)(visibleLines(text));
}

/** Sentences have names in them, and words of descriptions, which come from anywhere. */
export function note(text: string): void {
  process.stderr.write(`${visibleLines(text)}\n`);
}

/** Columns padded to their widest cell; numbers to the right. */
export function table(rows: string[][], rightAligned: boolean[] = []): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (rightAligned[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** One row of columns of known widths, numbers to the right. */
export function rowOf(cells: string[], widths: number[]): string {
  return cells.map((cell, i) => cell.padStart(widths[i])).join("  ");
}

/** For the very end, when the process may not live to drain a stream. */
function noteNow(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {}
}
