/** ExFractalDB's search, models and pictures on one core, beside the scripts' work in Python. */
import {
  createKernel,
  median,
  milliseconds,
  parseConfig,
  peersOf,
  SpatialKernel,
  sphereOrientation,
  timed,
  weightRows,
} from "./support/support.mjs";

export const name = "exfractaldb";
export const description = "milliseconds of processor time on one core; medians of interleaved rounds";

const ROUNDS = 5;
/** The script's own first classes, so that both try the same candidates. */
const CLASSES = 2;
const SEARCH_RUNS = 10;
const PEER_MODELS = 25;
const MODELS = 500;
const PICTURES = 1000;

/** Processor time of each of `count` pieces of work, ms. */
const processor = (count, work) => timed(work).processor / count;

export async function run({ line, table }) {
  const { imageSize, parameters } = parseConfig({ formulation: "exfractaldb" });
  const exports = await createKernel(imageSize);
  const kernel = new SpatialKernel(exports, parameters.points);
  const rows = weightRows();
  const search = () => {
    for (let run = 0; run < SEARCH_RUNS; run++) {
      kernel.seed(1);
      for (let n = 0; n < CLASSES; n++) kernel.searchStream(100_000, parameters.variance);
    }
  };
  const models = () => {
    for (let n = 0; n < MODELS; n++) kernel.playStream(rows[n % PEER_MODELS]);
  };
  const paint = (n) => kernel.paint(sphereOrientation(n, ((n * 7) % 100) / 100), imageSize);
  const pictures = () => {
    for (let n = 0; n < PICTURES; n++) paint(n);
  };
  let bytes = 0;
  const files = () => {
    for (let n = 0; n < PICTURES; n++)
      bytes += exports.encodePng(paint(n).byteOffset, imageSize, imageSize, 1) / PICTURES;
  };

  kernel.seed(1);
  const { system } = kernel.searchStream(100_000, parameters.variance);
  const times = { class: [], model: [], picture: [], file: [], peerClass: [], peerModel: [] };
  const play = peersOf(line);
  for (let round = -1; round < ROUNDS; round++) {
    const taken = {};
    const theirs = play("exfractaldb_peer", ["--classes", CLASSES, "--clouds", PEER_MODELS]);
    if (theirs !== null) {
      taken.peerClass = theirs.class.processorMilliseconds;
      taken.peerModel = theirs.cloud.processorMilliseconds;
    }
    taken.class = processor(SEARCH_RUNS * CLASSES, search);
    kernel.setClass(system);
    taken.model = processor(MODELS, models);
    taken.picture = processor(PICTURES, pictures);
    bytes = 0;
    taken.file = processor(PICTURES, files) - taken.picture;
    // The engine compiles what runs hot; the first round is not for the record.
    if (round >= 0) for (const [what, time] of Object.entries(taken)) times[what].push(time);
  }
  const medians = Object.fromEntries(
    Object.entries(times).map(([what, values]) => [what, values.length > 0 ? median(values) : null]),
  );
  const compared = (what, ours, theirs) => [
    what,
    milliseconds(ours),
    theirs === null ? "" : milliseconds(theirs),
    theirs === null ? "" : (theirs / ours).toFixed(0),
  ];
  table(
    ["", "ours", "script's work", "ratio"],
    [
      compared("a class found", medians.class, medians.peerClass),
      compared("a model of 9,999 points", medians.model, medians.peerModel),
      compared("its picture, 224 × 224", medians.picture, null),
      compared("its PNG", medians.file, null),
    ],
  );
  line(`${bytes.toFixed(0)} bytes an image`);
  return { medians, bytes };
}
