/** The kernel's exports: everything that decides a pixel or a byte, in one WebAssembly module. */
import { q } from "./atom";
import * as draws from "./draws/draws";
import * as fractals from "./draws/fractals/fractals";
import * as numbers from "./draws/numbers";
import * as checksums from "./png/checksums";
import { nextOrbit } from "./formulations";
import * as spatial from "./exfractaldb/buffers";
import { variances } from "./exfractaldb/normalize";
import * as fractal from "./fractaldb/buffers";
import * as layout from "./layout";
import * as lines from "./lines/polyline";
import * as matches from "./png/matches";
import * as noise from "./random/noise";
import * as png from "./png/png";
import * as resample from "./resample";
import * as taps from "./taps";
import * as tone from "./tone";
import * as twister from "./random/twister";

export { drawClass, drawImage, prepareClass, setFormulation } from "./draws/draws";
export { foundClass, isColour, searchAlone, searchNext, takeClass } from "./draws/fractals/fractals";
export { beginImage, nextOrbit, skipImage } from "./formulations";
export { configure as configureSpatial } from "./exfractaldb/buffers";
export { playKeyed as playKeyedSpatial, playStream as playStreamSpatial, setClass as setSpatialClass } from "./exfractaldb/model";
export { paint as paintSpatial } from "./exfractaldb/picture";
export {
  maps as spatialMaps,
  measureClass as measureSpatialClass,
  searchClass as searchSpatialClass,
  searchStream as searchSpatialStream,
  skipCandidates as skipSpatialCandidates,
} from "./exfractaldb/search";
export { configure as configureFractal } from "./fractaldb/buffers";
export {
  diverges as fractalDiverges,
  drawKeyedPatches as drawKeyedFractalPatches,
  drawPoints as drawFractalPoints,
  drawStreamPatches as drawStreamFractalPatches,
  flip as flipFractal,
  play as playFractal,
  setClass as setFractalClass,
  skipPatches as skipFractalPatches,
  takeChoices as takeFractalChoices,
} from "./fractaldb/drawing";
export {
  measureClass as measureFractal,
  searchClass as searchFractalClass,
  searchStream as searchFractalStream,
  skipCandidates as skipFractalCandidates,
} from "./fractaldb/search";
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
  if (fractals.isSearched()) {
    configure(side, 0, 0, sampleBytes, rows);
    fractals.configureDrawing();
  } else {
    configure(side, draws.vertexLimit(), draws.orbitLimit(), sampleBytes, rows);
  }
}

/** Places the buffers for a search of classes in the place of pictures. */
export function configureSearch(side: i32, candidates: i32): void {
  configure(side, 0, 0, 0, 0);
  fractals.configureSearch(candidates);
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

/** Where a system's rows of a … l and p are put, and lie after a search, f64. */
export function spatialSystem(): usize {
  return spatial.system;
}

/** Where the twelve weights of a cloud are put, f64. */
export function spatialWeights(): usize {
  return spatial.weights;
}

/** Where x, y and z of each of the model's points lie, f64. */
export function spatialPoints(): usize {
  return spatial.points;
}

/** Where the variance of the model's points along each axis lies, f64. */
export function spatialVariances(): usize {
  return variances;
}

/** Where the camera is put, f32: the view matrix by columns, then what x and y, z and 1 are multiplied by to be projected. */
export function spatialCamera(): usize {
  return spatial.camera;
}

/** Where a class's rows of a … f and p are put, f64. */
export function fractalSystem(): usize {
  return fractal.systems;
}

/** Where accepted candidates lie, f64: number of the candidate, of its maps, of the pixels it fills; then seven rows of seven numbers. */
export function foundFractals(): usize {
  return fractal.found;
}

/** Takes the twister's state from `words`: 624 words, of which `index` are read. */
export function resumeTwister(index: i32): void {
  twister.resume(index);
}

/** Puts the twister's next 624 untempered words at `words`. */
export function saveTwister(): void {
  twister.save();
}

/** Grey of what nothing is drawn on, by which ink is told. */
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
  if (fractals.isSearched()) {
    fractals.paintImage(category, instance, attempt);
  } else {
    draws.reachImage(category, instance, attempt);
    paint();
  }
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

export function encodeAsRgb(samples: usize, width: i32, height: i32): i32 {
  return png.encodeAsRgb(samples, width, height);
}

/** Where a caller puts red, green, blue and their mean for each of the 256 samples. */
export function palette(): usize {
  return layout.palette;
}

/** Measures samples of a palette; `ink` and `greySum` then say what was found. */
export function measureColours(samples: usize, length: i32): void {
  tone.measureColours(samples, length);
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
