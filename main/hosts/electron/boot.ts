/**
 * Entry of the packaged application. Threads and native modules cannot be loaded from the archive that the
 * application is packed into, so all of it runs from the unpacked folder beside that archive. Electron vouches for
 * the archive, with this file in it, and this file for what is unpacked.
 */
import { fileURLToPath } from "node:url";
import { app, dialog } from "electron";
import { findDamage } from "./unpackedFiles.ts";

const ARCHIVE = "/app.asar/";
const [base, inside] = import.meta.url.split(ARCHIVE);

if (inside === undefined) await import(new URL("./main.js", import.meta.url).href);
else {
  const damage = await findDamage(fileURLToPath(`${base}/app.asar`));
  if (damage === null) {
    // Electron lets the application become ready only after this, as the page's protocol needs.
    await import(new URL("./main.js", `${base}/app.asar.unpacked/${inside}`).href);
  } else {
    dialog.showErrorBox("VisualAtom Studio cannot start", `${damage}. Install the application again.`);
    app.exit(1);
  }
}
