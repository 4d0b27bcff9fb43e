/** The kernel's exports: everything that decides a pixel or a byte, in one WebAssembly module. */
import { q } from "./atom";
import * as draws from "./draws/draws";
import * as numbers from "./draws/numbers";
import * as checksums from "./png/checksums";
import { nextOrbit } from "./formulations";
import * as layout from "./layout";
import * as lines from "./lines";
import * as matches from "./png/matches";
import * as noise from "./random/noise";
import * as png from "./png/png";
import * as resample from "./resample";
import * as taps from "./taps";
import * as tone from "./tone";
import * as twister from "./random/twister";

export { drawClass, drawImage, prepareClass, setFormulation } from "./draws/draws";
export { beginImage, nextOrbit, skipImage } from "./formulations";
export { setKey } from "./random/philox";
export { setStreamClass as setRcdbClass, setEllipse as setRcdbEllipse } from "./rcdb";
export { setStreamClass as setReleaseClass } from "./release";
export { randint, random } from "./random/twister";

/** Places the buffers; must come first. */
export function configure(side: i32, vertexLimit: i32, orbitLimit: i32, sampleBytes: i32, rows: i32): void {
  layout.configure(side, vertexLimit, orbitLimit, sampleBytes, rows);
  checksums.prepare();
  lines.prepare();
  matches.prepare();
  noise.prepare();
}

/** Places the buffers for the configuration at `configuration`, of the formulation that `setFormulation` named. */
export function configureDrawing(side: i32, sampleBytes: i32, rows: i32): void {
  configure(side, draws.vertexLimit(), draws.orbitLimit(), sampleBytes, rows);
}

/** Where the host puts a configuration's numbers, f64; it has a place before the buffers have theirs. */
export function configuration(): usize {
  return numbers.configuration;
}

/** The numbers of the class drawn last, f64. */
export function classNumbers(): usize {
  return numbers.classNumbers;
}

/** The numbers of the image drawn last, f64. */
export function imageNumbers(): usize {
  return numbers.imageNumbers;
}

export function pixels(): usize {
  return layout.pixels;
}

export function verticesX(): usize {
  return layout.verticesX;
}

export function verticesY(): usize {
  return layout.verticesY;
}

export function words(): usize {
  return layout.words;
}

export function pngData(): usize {
  return layout.png;
}

/** Takes the twister's state from `words`: 624 words, of which `index` are read. */
export function resumeTwister(index: i32): void {
  twister.resume(index);
}

/** Puts the twister's next 624 untempered words at `words`. */
export function saveTwister(): void {
  twister.save();
}

/** Grey of what nothing is drawn on: it tells ink, and is what the encoder meets most. */
export function setBackground(grey: i32): void {
  layout.setBackground(<u8>grey);
}

/** Draws the image begun with `beginImage` on the background. */
export function paint(): void {
  memory.fill(layout.pixels, layout.background, <usize>layout.size * <usize>layout.size);
  for (let grey = nextOrbit(); grey >= 0; grey = nextOrbit()) lines.polyline(q, <u8>grey);
}

/** Reaches an image of any class and draws it; returns where its greys lie. */
export function paintImage(category: u32, instance: u32, attempt: u32): usize {
  draws.reachImage(category, instance, attempt);
  paint();
  return layout.pixels;
}

/** Computes every orbit of the image begun with `beginImage` without drawing. */
export function vertices(): void {
  while (nextOrbit() >= 0) {}
}

/** Where a caller puts samples that were not painted here; as large as `configure` was told. */
export function samples(): usize {
  return layout.samples;
}

/** Prepares the weights with which `reduce` makes pictures of the configured size smaller; kind 0: by area, 1: Lanczos. */
export function prepareReduction(target: i32, kind: i32): void {
  taps.prepare(target, kind);
}

/** Reduces a picture to the size prepared last. Returns where the result lies. */
export function reduce(samples: usize, target: i32): usize {
  resample.reduce(samples, target, taps.width, taps.weightSum);
  return layout.reduced;
}

export function encodePng(samples: usize, width: i32, height: i32, channels: i32): i32 {
  return png.encode(samples, width, height, channels);
}

export function encodeGreyAsRgb(samples: usize, width: i32, height: i32): i32 {
  return png.encodeGreyAsRgb(samples, width, height);
}

/** Measures 8-bit greys; `ink` and `greySum` then say what was found. */
export function measure(samples: usize, length: i32): void {
  tone.measure(samples, length);
}

export function ink(): i32 {
  return tone.ink;
}

export function greySum(): f64 {
  return <f64>tone.greySum;
}
