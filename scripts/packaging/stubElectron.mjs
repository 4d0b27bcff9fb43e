/**
 * Makes a folder that electron-builder takes for Electron's distribution for Linux, where the true one, 250 MB, is not
 * at hand. It cannot run, but its fuses can be set and read back: they are bytes behind a sentinel.
 */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const WIRE_VERSION = 1;
/** As Electron is delivered: may run as Node, takes NODE_OPTIONS and --inspect, nothing else set. */
const DELIVERED = "101100010";

/** @param {string} folder to be made @param {string} version of Electron, as 45.4.1 */
export function makeStubElectron(folder, version) {
  for (const inner of ["resources", "locales"]) mkdirSync(join(folder, inner), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([WIRE_VERSION, DELIVERED.length]),
    Buffer.from(DELIVERED),
  ]);
  const script = "#!/bin/sh\necho 'a stand-in for Electron, which cannot run' >&2\nexit 1\n# ";
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.from(script), wire, Buffer.from("\n")]));
  chmodSync(join(folder, "electron"), 0o755);
  for (const name of ["chrome_crashpad_handler", "chrome-sandbox"]) {
    writeFileSync(join(folder, name), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  }
  for (const name of ["en-US", "de"]) writeFileSync(join(folder, "locales", `${name}.pak`), "");
  writeFileSync(join(folder, "version"), version);
  writeFileSync(join(folder, "LICENSE"), "The licence of Electron stands here.\n");
  writeFileSync(join(folder, "LICENSES.chromium.html"), "<title>Credits</title>\n");
}
