#!/usr/bin/env node
/**
 * Entry of the command line, in words that every Node with modules understands and with nothing loaded before it: a Node too
 * old for the rest is told by a sentence, and a user without a home gets one that cannot be written.
 */

import { provideHome } from "./provideHome.ts";

/** The least version, as `20.19`: put in from package.json by the build. */
declare const NODE_NEEDED: string;

function isTooOld(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  const [leastMajor, leastMinor] = NODE_NEEDED.split(".").map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** Nothing that is loaded later works without one. */
function hasWorkingDirectory(): boolean {
  try {
    process.cwd();
    return true;
  } catch {
    return false;
  }
}

async function start(): Promise<void> {
  if (isTooOld(process.versions.node)) {
    process.stderr.write(
      `error: visualatom needs Node.js ${NODE_NEEDED} or later; this is ${process.versions.node} (${process.execPath})\n`,
    );
    process.exitCode = 2;
    return;
  }
  if (!hasWorkingDirectory()) {
    process.stderr.write("error: the working directory was deleted; change to a folder that is there\n");
    process.exitCode = 2;
    return;
  }
  await provideHome();
  const rest = "./commands.js";
  await import(rest);
}

start();
