/** Milliseconds an image on one core, 512 × 512, rendered and encoded as grey PNG, beside the peers. */
import { createSource, findPreset, median, milliseconds, parseConfig, peer } from "./support.mjs";

export const description =
  "one core, 512 × 512, render + grey PNG, Table 1's distribution; medians of interleaved rounds";

const ROUNDS = 5;
const SCRIPT_IMAGES = 40;
const PEER_IMAGES = 60;
const CLASSES = 60;
const INSTANCES = 4;

/** The very images of the script peer: one stream, two a class. */
const scriptConfig = parseConfig({
  formulation: "release",
  streams: 1,
  classes: SCRIPT_IMAGES / 2,
  instances: 2,
});

const ours = {
  paper: { config: findPreset("visualatom-1k").config, classes: CLASSES, instances: INSTANCES },
  release: { config: findPreset("visualatom-1k-release").config, classes: CLASSES, instances: INSTANCES },
  "exact stream": { config: scriptConfig, classes: SCRIPT_IMAGES / 2, instances: 2 },
};

function measure(source, classes, instances) {
  const split = { class: 0, vertices: 0, paint: 0, encode: 0 };
  let bytes = 0;
  const time = (part, work) => {
    const start = performance.now();
    const result = work();
    split[part] += performance.now() - start;
    return result;
  };
  const stream = source.config.streams !== null;
  for (let c = 0; c < classes; c++) {
    for (let i = 0; i < instances; i++) {
      time("class", () => source.begin(c, i));
      if (!stream) {
        time("vertices", () => source.vertices());
        source.begin(c, i);
      }
      const pixels = time("paint", () => source.paint());
      bytes += time("encode", () => source.encodePng(pixels, 512, 512, "gray")).length;
    }
  }
  const images = classes * instances;
  for (const part of Object.keys(split)) split[part] /= images;
  // A class's tables are made once for all its images (1,000 in the paper), so they stand apart.
  const total = split.paint + split.encode;
  return { ...split, class: (split.class * images) / classes, total, bytes: bytes / images };
}

export async function run() {
  const sources = {};
  for (const [name, { config }] of Object.entries(ours)) sources[name] = await createSource(config);
  for (const [name, { classes, instances }] of Object.entries(ours))
    measure(sources[name], classes, instances);
  const rounds = { script: [], "opencv paper": [], "opencv release": [] };
  for (const name of Object.keys(ours)) rounds[name] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const add = (name, result) => result && rounds[name].push(result);
    if (round % 2 === 0) add("script", peer("script_peer", "--images", SCRIPT_IMAGES));
    for (const formulation of ["paper", "release"]) {
      const options = ["--formulation", formulation, "--images", PEER_IMAGES, "--seed", round + 1];
      add(`opencv ${formulation}`, peer("opencv_peer", ...options.map(String)));
    }
    for (const [name, { classes, instances }] of Object.entries(ours)) {
      add(name, measure(sources[name], classes, instances));
    }
  }
  const of = (name, part) => median(rounds[name].map((result) => result[part]));
  console.log("  ours           total      a class    vertices   lines      encode     bytes/image");
  for (const name of Object.keys(ours)) {
    const lines =
      name === "exact stream" ? "with vertices" : milliseconds(of(name, "paint") - of(name, "vertices"));
    const vertices =
      name === "exact stream" ? milliseconds(of(name, "paint")) : milliseconds(of(name, "vertices"));
    const cells = [of(name, "total"), of(name, "class")].map(milliseconds);
    const row = [...cells, vertices, lines, milliseconds(of(name, "encode")), of(name, "bytes").toFixed(0)];
    console.log(`  ${name.padEnd(15)}${row.map((cell) => cell.padEnd(11)).join("")}`);
  }
  const compare = (name, peerName) => {
    if (rounds[peerName].length === 0) return;
    const theirs = of(peerName, "millisecondsPerImage");
    const ratio = theirs / of(name, "total");
    console.log(
      `  ${peerName.padEnd(15)}${milliseconds(theirs).padEnd(11)} ${ratio.toFixed(1)} times ${name}`,
    );
  };
  for (const name of Object.keys(ours)) compare(name, "script");
  compare("paper", "opencv paper");
  compare("release", "opencv release");
}
