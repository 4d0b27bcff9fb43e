/** FractalDB on one core: milliseconds a class of the search, and a drawing of four PNGs, beside a peer of the scripts' work. */
import {
  createSource,
  fractals,
  median,
  milliseconds,
  parseConfig,
  peersOf,
  searcherOf,
  timed,
} from "./support/support.mjs";

export const name = "fractaldb";
export const description =
  "one core, the published classes and their patches, 362 × 362, four PNGs a drawing; medians of interleaved rounds";

const ROUNDS = 5;

const CLASSES = 40;

const PEER_CLASSES = 3;
const PEER_DRAWINGS = 3;
const FLIPS = 4;
const BLOCK = 32;

const config = parseConfig({ formulation: "fractaldb" });
const { search } = fractals.pointsOf(config);

export function findClasses(searcher, count) {
  searcher.restore(search.start(config));
  const rows = [];
  let candidates = 0;
  while (rows.length < count) {
    for (const { candidate, row } of searcher.tryNext(BLOCK)) {
      rows.push(row);
      if (rows.length === count) return { rows, candidates: candidates + candidate + 1 };
    }
    candidates += BLOCK;
  }
  return { rows, candidates };
}

/** All 250 drawings of a class in order, four PNGs each. */
function drawClass(source, classIndex) {
  let bytes = 0;
  let encode = 0;
  for (let instance = 0; instance < config.instances; instance++) {
    source.begin(classIndex, instance);
    const picture = source.paint();
    const start = performance.now();
    bytes += source.encodePng(picture, config.imageSize, config.imageSize, "gray").length;
    encode += performance.now() - start;
  }
  return { bytes, encode };
}

export async function run({ line, table }) {
  const searcher = await searcherOf(config);
  const source = await createSource(config);
  const rounds = { search: [], searchProcessor: [], draw: [], drawProcessor: [], encode: [], peer: [] };
  const drawings = config.instances / FLIPS;
  const play = peersOf(line);
  let bytesPerImage = 0;
  // The engine compiles what runs hot; the first round is not for the record.
  for (let round = -1; round < ROUNDS; round++) {
    const found = timed(() => findClasses(searcher, CLASSES));
    const { rows, candidates } = found.result;
    fractals.putClassRow(fractals.tableKey(config, search), round + 1, rows[round + 1]);
    const drawn = timed(() => drawClass(source, round + 1));
    if (round < 0) {
      line(`${(candidates / CLASSES).toFixed(1)} candidates a class`);
      continue;
    }
    rounds.search.push(found.wall / candidates);
    rounds.searchProcessor.push(found.processor / candidates);
    rounds.draw.push(drawn.wall / drawings);
    rounds.drawProcessor.push(drawn.processor / drawings);
    rounds.encode.push(drawn.result.encode / drawings);
    bytesPerImage = drawn.result.bytes / config.instances;
    const result = play("fractaldb_peer", ["--classes", PEER_CLASSES, "--drawings", PEER_DRAWINGS]);
    if (result !== null) rounds.peer.push(result);
  }
  const our = Object.fromEntries(
    ["search", "searchProcessor", "draw", "drawProcessor"].map((part) => [part, median(rounds[part])]),
  );
  table(
    ["ours", "wall", "processor"],
    [
      ["a candidate", milliseconds(our.search), milliseconds(our.searchProcessor)],
      ["a drawing, four PNGs", milliseconds(our.draw), milliseconds(our.drawProcessor)],
    ],
  );
  line(
    `${milliseconds(median(rounds.encode))} of a drawing are its four PNGs, of ${bytesPerImage.toFixed(0)} bytes each`,
  );
  if (rounds.peer.length === 0) return { rounds };
  const theirs = (part) => median(rounds.peer.map((result) => 1000 * result[part]));
  const ratio = (their, ours) => (their / ours).toFixed(0);
  table(
    ["peer / ours", "peer", "ratio", "ratio of processor time"],
    [
      [
        "a candidate",
        milliseconds(theirs("secondsPerCandidate")),
        ratio(theirs("secondsPerCandidate"), our.search),
        ratio(theirs("processorSecondsPerCandidate"), our.searchProcessor),
      ],
      [
        "a drawing, four PNGs",
        milliseconds(theirs("secondsPerDrawing")),
        ratio(theirs("secondsPerDrawing"), our.draw),
        ratio(theirs("processorSecondsPerDrawing"), our.drawProcessor),
      ],
    ],
  );
  return { rounds };
}
