/** Writes licences.txt into dist/ and, for the page to show, dist/page/: the licence of everything by others that a package of this program holds. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What asks for nothing but to be named. Anything else is to be looked at before it is packaged. */
const ALLOWED = new Set([
  ...["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"],
  ...["0BSD", "(MIT OR CC0-1.0)"],
]);
/** Not packages of their own: compiled into the native canvas. */
const INSIDE_OTHERS = [
  { name: "Skia", version: "in @napi-rs/canvas", licence: "BSD-3-Clause", file: "assets/licences/skia.txt" },
];
/** Their run-time library is compiled into the kernel. */
const COMPILED_IN = ["node_modules/assemblyscript"];
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const RULE = "─".repeat(80);

/** @param {readonly string[]} bundled files that the bundles were made of, relative to the project */
export function writeLicences(bundled) {
  const inPage = "dist/page/licences.json";
  const notices = new Map();
  const add = (notice) => notices.set(`${notice.name} ${notice.version}`, notice);
  for (const { name, version, identifier, text } of JSON.parse(readFileSync(inPage, "utf8")))
    add({ name, version, licence: identifier, text });
  rmSync(inPage);
  for (const folder of [...installed(), ...packagesOf(bundled), ...COMPILED_IN]) add(noticeOf(folder));
  for (const { file, ...notice } of INSIDE_OTHERS) add({ ...notice, text: readFileSync(file, "utf8") });
  const sorted = [...notices.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const { name, version, licence } of sorted) {
    if (!ALLOWED.has(licence))
      throw new Error(
        `${name} ${version}: licence ${licence} is not among ${[...ALLOWED].join(", ")}; ` +
          "see whether it may be packaged, and add it in scripts/packaging/licences.mjs",
      );
  }
  for (const folder of ["dist", "dist/page"]) writeFileSync(join(folder, "licences.txt"), documentOf(sorted));
}

/** Folders of the packages that are installed with this one, from the lock file: those not for development. */
function installed() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  return Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => folder !== "" && !dev && !devOptional)
    .map(([folder]) => folder)
    .filter((folder) => existsSync(folder));
}

/** Folders of the packages that these files belong to. */
function packagesOf(files) {
  const folders = files.flatMap((file) => {
    const found = /^.*node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(file);
    return found ? [found[0]] : [];
  });
  return new Set(folders);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  const text = files.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
  return { name, version, licence: license, text };
}

function documentOf(notices) {
  const width = Math.max(...notices.map(({ name }) => name.length));
  const table = notices.map(({ name, version, licence }) => `${name.padEnd(width)}  ${version}  ${licence}`);
  const texts = notices.map(
    ({ name, version, licence, text }) =>
      `${RULE}\n${name} ${version}\n\n${text || `Comes without a text of its own; its licence is ${licence}.`}`,
  );
  return [
    `VisualAtom Studio holds the following works of others. Its own licence:\n\n${readFileSync("LICENSE", "utf8").trim()}`,
    "The application with a window also holds Electron and Chromium; their licences are LICENSE.electron.txt and\nLICENSES.chromium.html beside it.",
    table.join("\n"),
    ...texts,
  ].join("\n\n");
}
