/**
 * Draws the application's icons into assets/: a visual atom, by the built kernel, on a rounded black square. Small
 * icons show the same atom with fewer and thicker orbits.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { IconIcns, IconIco } from "@shockpkg/icon-encoder";

const root = fileURLToPath(new URL("..", import.meta.url));
const assets = join(root, "assets");
/** px; in px of 512 the outermost orbit's semi-axes. */
const DRAWN = 1024;
const OUTERMOST = 170;
/** Up to this size, px, the atom with so many orbits and lines of this many px is shown. */
const STYLES = [
  { upTo: 24, orbits: 2, thickness: 64 },
  { upTo: 64, orbits: 3, thickness: 40 },
  { upTo: 128, orbits: 7, thickness: 16 },
  { upTo: 1024, orbits: 20, thickness: 5 },
];
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** macOS's names of its sizes; those of dense screens have names of their own. */
const MAC_SIZES = {
  ...{ 16: ["ic04"], 32: ["ic05", "ic11"], 64: ["ic12"], 128: ["ic07"] },
  ...{ 256: ["ic08", "ic13"], 512: ["ic09", "ic14"], 1024: ["ic10"] },
};
/** Icons of macOS keep a margin, in which the system draws its shadow. */
const MAC_MARGIN = 100 / 1024;

/** The atom as a picture, drawn as a dataset of one image. */
async function drawAtom({ orbits, thickness }, folder) {
  const interval = OUTERMOST / (orbits + 0.5);
  const same = (value) => [value, value];
  const config = {
    formulation: "paper",
    ...{ classes: 1, instances: 1, imageSize: DRAWN, renderer: "canvas", seed: 3 },
    parameters: {
      orbits: same(orbits),
      vertices: same(1400),
      ...{ frequency1: same(7), frequency2: same(14), amplitude1: same(0.3), amplitude2: same(0.14) },
      diameter: same(interval * 3),
      interval,
      ...{ noiseLevel: same(0), nucleus: same(0), grey: orbits < 8 ? same(1) : [0.4, 1] },
      lineThickness: thickness,
    },
  };
  const file = join(folder, `${orbits}.json`);
  writeFileSync(file, JSON.stringify(config));
  const out = join(folder, String(orbits));
  const words = ["generate", "--config", file, "--out", out, "--workers", "1", "--quiet"];
  const { status } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...words], { stdio: "inherit" });
  if (status !== 0) throw new Error("the atom was not drawn; run npm run build first");
  return loadImage(readFileSync(join(out, "image/00000/00000_0000.png")));
}

/** PNG bytes. @param margin free space on every side, as a part of the whole */
function compose(atom, size, margin) {
  const canvas = createCanvas(size, size);
  const context = canvas.getContext("2d");
  const inset = Math.round(size * margin);
  const side = size - 2 * inset;
  context.beginPath();
  context.roundRect(inset, inset, side, side, side * 0.2237);
  context.clip();
  context.fillStyle = "#000";
  context.fillRect(0, 0, size, size);
  // Halved until it is near: one large step would leave out lines.
  let picture = atom;
  while (picture.width >= 2 * side) {
    const half = createCanvas(picture.width / 2, picture.width / 2);
    const halved = half.getContext("2d");
    halved.imageSmoothingQuality = "high";
    halved.drawImage(picture, 0, 0, half.width, half.width);
    picture = half;
  }
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, inset, inset, side, side);
  return canvas.encodeSync("png");
}

const folder = mkdtempSync(join(tmpdir(), "visualatom-icons-"));
try {
  const atoms = [];
  for (const style of STYLES) atoms.push(await drawAtom(style, folder));
  const atomFor = (size) => atoms[STYLES.findIndex(({ upTo }) => size <= upTo)];
  mkdirSync(join(assets, "icons"), { recursive: true });
  const draw = (size, margin) => compose(atomFor(size), size, margin);
  for (const size of LINUX_SIZES) writeFileSync(join(assets, "icons", `${size}x${size}.png`), draw(size, 0));
  const ico = new IconIco();
  for (const size of WINDOWS_SIZES) await ico.addFromPng(draw(size, 0));
  writeFileSync(join(assets, "icon.ico"), ico.encode());
  const icns = new IconIcns();
  for (const [size, names] of Object.entries(MAC_SIZES))
    await icns.addFromPng(draw(Number(size), MAC_MARGIN), names);
  writeFileSync(join(assets, "icon.icns"), icns.encode());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
