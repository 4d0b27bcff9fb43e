/**
 * Starts a packaged application's entry in Node: the archive reads as a folder, and `electron` is a stand-in that says
 * what is asked of it. To be called as `node boot.mjs path/of/app.asar`.
 */
import { register } from "node:module";
import { pathToFileURL } from "node:url";

const [archive, ...words] = process.argv.slice(2);
// As Electron has them when it runs what is packed into it.
process.argv = [process.execPath, ...words];
const asar = import.meta.resolve("@electron/asar");
const electron = `
  const silent = new Proxy(function () {}, { get: () => silent, apply: () => silent, construct: () => silent });
  export const app = {
    requestSingleInstanceLock: () => (console.log("the main process has started"), false),
    quit() {},
    exit: (code) => process.exit(code),
  };
  export const dialog = { showErrorBox: (title, text) => console.log(title + ": " + text) };
  export const [${"BrowserWindow, Menu, Notification, ipcMain, powerSaveBlocker, protocol, screen, session, shell"}] =
    new Array(9).fill(silent);
  export default silent;
`;
const hooks = `
  import asar from ${JSON.stringify(asar)};
  const archive = ${JSON.stringify(archive)};
  const inside = ${JSON.stringify(`${pathToFileURL(archive).href}/`)};
  export const resolve = (specifier, context, next) =>
    specifier === "electron"
      ? { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(electron)}`)}, shortCircuit: true }
      : specifier.startsWith(inside) ? { url: specifier, shortCircuit: true } : next(specifier, context);
  export const load = (url, context, next) =>
    url.startsWith(inside)
      ? { format: "module", source: asar.extractFile(archive, url.slice(inside.length)), shortCircuit: true }
      : next(url, context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
const { main } = JSON.parse((await import(asar)).default.extractFile(archive, "package.json").toString());
// Said only now: what reads the archive would look for Electron's own modules.
Object.defineProperty(process, "versions", { value: { ...process.versions, electron: "45.0.0" } });
await import(`${pathToFileURL(archive).href}/${main}`);
