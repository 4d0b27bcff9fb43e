/** For a user without a home, before anything is loaded that asks for one; in words that every Node with modules understands. */

/**
 * Libraries ask for the home as they are loaded, which fails without HOME where the user is not in the system's list, and
 * make it where it is missing, which some file systems answer in a way that keeps Node trying for ever.
 */
export async function provideHome(): Promise<void> {
  const { homedir } = await import("node:os");
  const { statSync } = await import("node:fs");
  try {
    if (process.platform === "win32" || statSync(homedir()).isDirectory()) return;
  } catch {}
  // Nothing can be made below it.
  process.env.HOME = "/dev/null";
}
