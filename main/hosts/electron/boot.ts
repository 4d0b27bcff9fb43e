/**
 * Entry of the packaged application. Threads and native modules cannot be loaded from the archive that the
 * application is packed into, so all of it runs from the unpacked folder beside that archive. Electron vouches for
 * the archive, with this file in it, and this file for what is unpacked. Called with a command, the application is the
 * command line and shows no window.
 */
import { fileURLToPath } from "node:url";
import { app, dialog } from "electron";
import { visible } from "../../common/format.ts";
import { commandNames } from "../cli/commandNames.ts";
import { provideHome } from "../cli/provideHome.ts";
import { findDamage } from "./unpackedFiles.ts";

const ARCHIVE = "/app.asar/";
const [base, inside] = import.meta.url.split(ARCHIVE);
const isCommand = commandNames.includes(process.argv[1]);

await provideHome();
if (inside === undefined) await import(new URL("./main.js", import.meta.url).href);
else {
  const unpacked = (path: string): string => new URL(path, `${base}/app.asar.unpacked/${inside}`).href;
  const damage = await findDamage(fileURLToPath(`${base}/app.asar`));
  if (damage !== null) {
    tell("VisualAtom Studio cannot start", `${damage}. Install the application again.`);
    app.exit(1);
  } else if (isCommand) {
    await import(unpacked("../commands.js"));
    // What is still to be written to a pipe is written before the process ends.
    await Promise.all(
      [process.stdout, process.stderr].map((stream) => new Promise((end) => stream.write("", end))),
    );
    app.exit(Number(process.exitCode ?? 0));
    // Electron lets the application become ready only after this, as the page's protocol needs.
  } else await import(unpacked("./main.js"));
}

function tell(title: string, text: string): void {
  if (isCommand) process.stderr.write(`error: ${title}: ${visible(text)}\n`);
  else dialog.showErrorBox(title, text);
}
