/** Milliseconds an image on one core, 512 × 512, rendered and encoded as grey PNG, beside the peers. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  compilePeer,
  createSource,
  findPreset,
  median,
  milliseconds,
  parseConfig,
  peersOf,
  timed,
  withFolder,
} from "./support/support.mjs";

export const name = "render";
export const description =
  "one core, 512 × 512, render + grey PNG, Table 1's distribution and RCDB's; medians of interleaved rounds";

const ROUNDS = 5;
const SIDE = 512;
/** Its 20 classes have Table 1's average number of vertices (of fewer, as few as 15, that is not so). */
const SCRIPT_IMAGES = 40;
const PEER_IMAGES = 200;
/** Each round draws other classes, so that the rounds together span Table 1. */
const CLASSES = 200;

/** Of each class, behind one that warms up. */
const NATIVE_IMAGES = 2;

/** Many, since a class of few vertices takes a tenth of one of many. */
const RCDB_IMAGES = 200;

/** The very images of a script peer: one stream, two a class. */
const scriptConfig = (formulation, images) =>
  parseConfig({ formulation, streams: 1, classes: images / 2, instances: 2 });
const scriptImages = (images) => Array.from({ length: images }, (_, i) => [i >> 1, i & 1]);

const oneOfEach = (round, instance = 0) =>
  Array.from({ length: CLASSES }, (_, c) => [round * CLASSES + c, instance]);
const ours = {
  paper: { config: findPreset("visualatom-1k").config, images: oneOfEach },
  release: { config: findPreset("visualatom-1k-release").config, images: oneOfEach },
  "exact stream": {
    config: scriptConfig("release", SCRIPT_IMAGES),
    images: () => scriptImages(SCRIPT_IMAGES),
  },
  // A first image has its class's own ellipse; the others, all but one of a thousand, draw theirs.
  rcdb: { config: findPreset("rcdb-21k").config, images: (round) => oneOfEach(round, 1) },
  "rcdb, exact stream": {
    config: scriptConfig("rcdb", RCDB_IMAGES),
    images: () => scriptImages(RCDB_IMAGES),
  },
};

const nativeName = "native paper";
const peers = {
  [nativeName]: ["native_peer", (round, source) => nativeInput(round, source)],
  script: ["script_peer", () => ["--images", SCRIPT_IMAGES]],
  "rcdb script": ["rcdb_peer", () => ["--images", RCDB_IMAGES]],
  "opencv paper": ["opencv_peer", (round) => openCv("paper", round)],
  "opencv paper, its own PNG": ["opencv_peer", (round) => [...openCv("paper", round), "--png", "default"]],
  "opencv release": ["opencv_peer", (round) => openCv("release", round)],
  "opencv release, its own PNG": [
    "opencv_peer",
    (round) => [...openCv("release", round), "--png", "default"],
  ],
};
const openCv = (formulation, round) => [
  "--formulation",
  formulation,
  "--images",
  PEER_IMAGES,
  "--seed",
  round + 1,
];

/** The very classes of a round of ours. */
function nativeInput(round, source) {
  const { noiseScale } = source.config.parameters;
  const lines = ours.paper.images(round).map(([c]) => {
    const p = source.begin(c, 0);
    const waves = [p.frequency1, p.frequency2, p.amplitude1, p.amplitude2, p.noiseLevel * noiseScale];
    return [p.vertices, p.orbits, p.semiAxisA, p.semiAxisB, p.interval, ...waves].join(" ");
  });
  return [NATIVE_IMAGES, ...lines].join("\n");
}

const comparisons = [
  ["paper", "script"],
  ["release", "script"],
  ["exact stream", "script"],
  ["rcdb", "rcdb script"],
  ["rcdb, exact stream", "rcdb script"],
  ["paper", nativeName],
  ["paper", "opencv paper"],
  ["paper", "opencv paper, its own PNG"],
  ["release", "opencv release"],
  ["release", "opencv release, its own PNG"],
];

function measure(source, images, folder) {
  const split = { class: 0, begin: 0, paint: 0, encode: 0, write: 0, vertices: 0 };
  let bytes = 0;
  const time = (part, work) => {
    const start = performance.now();
    const result = work();
    split[part] += performance.now() - start;
    return result;
  };
  // In a stream the class's draws are part of the way, as they are in the script; otherwise a class's tables serve
  // its thousand images and stand apart, as they do in the OpenCV peer.
  const stream = source.config.streams !== null;
  let processor = 0;
  for (const [c, i] of images) {
    if (!stream) time("class", () => source.begin(c, i));
    const drawn = timed(() => {
      time("begin", () => source.begin(c, i));
      const pixels = time("paint", () => source.paint());
      return time("encode", () => source.encodePng(pixels, SIDE, SIDE, "gray"));
    });
    processor += drawn.processor;
    bytes += drawn.result.length;
    time("write", () => writeFileSync(join(folder, `${c}-${i}.png`), drawn.result));
  }
  // Over again, because an image is either drawn or only computed.
  for (const [c, i] of images) {
    source.begin(c, i);
    time("vertices", () => source.vertices());
  }
  for (const part of Object.keys(split)) split[part] /= images.length;
  const total = split.begin + split.paint + split.encode;
  return { ...split, total, processor: processor / images.length, bytes: bytes / images.length };
}

/** What one round of each contender gave: { name: { part: [value of each round] } }. */
async function playRounds(sources, folder, line) {
  const results = {};
  const play = peersOf(line);
  const add = (contender, result) => {
    results[contender] ??= {};
    for (const [part, value] of Object.entries(result)) {
      results[contender][part] ??= [];
      results[contender][part].push(value);
    }
  };
  const playOurs = (contender, round) =>
    withFolder((folder) => measure(sources[contender], ours[contender].images(round), folder));
  let compiled = null;
  const playPeer = (contender, round) => {
    const [script, options] = peers[contender];
    const given = options(round, sources.paper);
    const playNative = () => {
      compiled ??= compilePeer(script, folder);
      return compiled(given);
    };
    const result = play(script, given, contender === nativeName ? playNative : undefined);
    if (result === null) return null;
    if (contender === nativeName && round === 0) line(`${nativeName}: PNG by ${result.png}`);
    const { millisecondsPerImage, processorMillisecondsPerImage, bytesPerImage } = result;
    return { total: millisecondsPerImage, processor: processorMillisecondsPerImage, bytes: bytesPerImage };
  };
  // The engine compiles what runs hot; the first rounds are not for the record.
  for (const contender of Object.keys(ours)) await playOurs(contender, 0);
  const contenders = [...Object.keys(peers), ...Object.keys(ours)];
  for (let round = 0; round < ROUNDS; round++) {
    // There and back, so that a drift of the machine meets all alike.
    for (const contender of round % 2 ? contenders.toReversed() : contenders) {
      const result = contender in ours ? await playOurs(contender, round) : playPeer(contender, round);
      if (result) add(contender, result);
    }
  }
  return results;
}

export async function run({ line, table }) {
  const sources = {};
  for (const [contender, { config }] of Object.entries(ours)) sources[contender] = await createSource(config);
  const rounds = await withFolder((folder) => playRounds(sources, folder, line));
  const medians = {};
  for (const [contender, parts] of Object.entries(rounds)) {
    medians[contender] = Object.fromEntries(
      Object.entries(parts).map(([part, values]) => [part, median(values)]),
    );
  }
  for (const contender of Object.keys(ours))
    medians[contender].lines = median(
      rounds[contender].paint.map((paint, i) => paint - rounds[contender].vertices[i]),
    );

  const parts = ["total", "vertices", "lines", "encode", "write", "class"];
  table(
    ["ours", ...parts, "processor", "bytes/image"],
    Object.keys(ours).map((contender) => [
      contender,
      ...parts.map((part) => milliseconds(medians[contender][part])),
      milliseconds(medians[contender].processor),
      medians[contender].bytes.toFixed(0),
    ]),
  );
  line(
    "total is begin + vertices + lines + encode; write (a file each) and class (once a class) come on top",
  );
  const rows = [];
  for (const [contender, against] of comparisons) {
    const [our, their] = [medians[contender], medians[against]];
    if (!their) continue;
    our.times ??= {};
    // Of each round, since the two ran next to each other; then the median.
    const times = median(rounds[against].total.map((total, i) => total / rounds[contender].total[i]));
    const processor = their.processor / our.processor;
    our.times[against] = { wall: times, processor };
    rows.push([
      `${against} / ${contender}`,
      milliseconds(their.total),
      milliseconds(our.total),
      times.toFixed(1),
      processor.toFixed(1),
      `${their.bytes.toFixed(0)} / ${our.bytes.toFixed(0)}`,
    ]);
  }
  table(["peer / ours", "peer", "ours", "ratio", "ratio of processor time", "bytes/image"], rows);
  return { medians, rounds };
}
