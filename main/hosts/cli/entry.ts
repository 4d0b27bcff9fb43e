#!/usr/bin/env node
/**
 * Entry of the command line, in words that every Node with modules understands and with nothing loaded before it: a Node too
 * old for the rest is told by a sentence, and a user without a home gets one that cannot be written.
 */

/** The least version, as `20.19`: put in from package.json by the build. */
declare const NODE_NEEDED: string;

function isTooOld(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  const [leastMajor, leastMinor] = NODE_NEEDED.split(".").map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/**
 * Libraries ask for the home as they are loaded, which fails without HOME where the user is not in the system's list, and
 * make it where it is missing, which some file systems answer in a way that keeps Node trying for ever.
 */
async function provideHome(): Promise<void> {
  const { homedir } = await import("node:os");
  const { statSync } = await import("node:fs");
  try {
    if (process.platform === "win32" || statSync(homedir()).isDirectory()) return;
  } catch {}
  // Nothing can be made below it.
  process.env.HOME = "/dev/null";
}

async function start(): Promise<void> {
  if (isTooOld(process.versions.node)) {
    process.stderr.write(
      `error: visualatom needs Node.js ${NODE_NEEDED} or later; this is ${process.versions.node} (${process.execPath})\n`,
    );
    process.exitCode = 2;
    return;
  }
  await provideHome();
  const rest = "./commands.js";
  await import(rest);
}

start();

export {};
