/** The log that a user can send: one file for the window, the page's host and the command line, with one file before it. */
import { arch, availableParallelism, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import log from "electron-log/node.js";
import { visibleLines } from "./format.ts";
import { makeRoomForFile } from "./makeFolders.ts";
import { logFolder } from "./userFolders.ts";
import { generator } from "./version.ts";

/** Bytes after which the file becomes `visualatom.old.log` and a new one begins. */
const LARGEST_FILE = 2 ** 20;

export interface Log {
  readonly path: string;
  info(message: string): void;
  error(message: string): void;
}

/**
 * A log that cannot be written, as in a read-only home, is silently none.
 * @param program what writes, as `generate` or `studio`
 * @param folder another folder, as for tests
 */
export function openLog(program: string, folder = logFolder()): Log {
  const path = join(folder, "visualatom.log");
  const logger = log.create({ logId: program });
  // The library's own first logger speaks of files that cannot be written.
  for (const { transports } of [log, logger]) {
    transports.console.writeFn = () => {};
    // Else it looks for a package above the working directory, and writes nothing where there is none.
    transports.file.setAppName(generator.name);
  }
  const { file } = logger.transports;
  try {
    makeRoomForFile(path);
  } catch {
    file.level = false;
  }
  file.resolvePathFn = () => path;
  file.maxSize = LARGEST_FILE;
  file.format = `{y}-{m}-{d} {h}:{i}:{s}.{ms} [${process.pid} ${program}] [{level}] {text}`;
  return {
    path,
    info: (message) => logger.info(visibleLines(message)),
    error: (message) => logger.error(visibleLines(message)),
  };
}

/** The first line of a program's run: what someone who reads a log asks first. */
export function logStart({ info }: Log, what = ""): void {
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${platform()} ${release()} ${arch()}, ${availableParallelism()} cores, ${memory} GiB`;
  info(
    `${generator.name} ${generator.version}, Node ${process.versions.node}, ${machine}${what && `: ${what}`}`,
  );
}

/** Failures that nothing caught are logged before they take their usual course. */
export function logUncaught({ error }: Log): void {
  process.on("uncaughtExceptionMonitor", (reason, origin) => error(`${origin}: ${textOf(reason)}`));
}

export function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
