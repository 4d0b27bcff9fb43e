/**
 * The authors' released programs as they call them, and the same work here. Of each: what is counted, its folder in a checkout,
 * its words for so much work and for none (its start), ours in ms of the processor for one, and whether both gave the same.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { findClasses } from "../fractaldb.bench.mjs";
import {
  createKernel,
  createSource,
  fractals,
  parseConfig,
  SpatialKernel,
  searcherOf,
  sphereOrientation,
  weightRows,
} from "./support.mjs";

const ATOMS = "CVPR2023-FDSL-on-VisualAtom";
const CONTOURS = "CVPR2022-Pretrained-ViT-PyTorch";
const FRACTALS = "FractalDB-Pretrained-ResNet-PyTorch";
/** Where they are, and the commits that were read. */
export const repositories = {
  [ATOMS]: "https://github.com/masora1030/CVPR2023-FDSL-on-VisualAtom at de80c69",
  [CONTOURS]: "https://github.com/masora1030/CVPR2022-Pretrained-ViT-PyTorch at 7a28054",
  [FRACTALS]: "https://github.com/hirokatsukataoka16/FractalDB-Pretrained-ResNet-PyTorch at 1b8fb9f",
};

const INSTANCES = 2;
/** Flips of a drawing, each a file. */
const FLIPS = 4;
const VIEWS = 12;

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** A program that draws polylines from one stream: the pictures must be the same. */
function polylines({ what, folder, script, formulation, classes, words }) {
  const config = parseConfig({ formulation, streams: 1, classes, instances: INSTANCES });
  const run = (out, count) => [
    script,
    ...[`--save_root=${out}`, "--numof_thread=1", "--thread_num=0"],
    ...[`--numof_classes=${count}`, `--numof_instances=${INSTANCES}`, ...words],
  ];
  let source;
  const drawAll = (use) => {
    for (let c = 0; c < classes; c++) {
      for (let i = 0; i < INSTANCES; i++) {
        source.begin(c, i);
        use(source.paint(), c * INSTANCES + i);
      }
    }
  };
  return {
    ...{ what, folder, count: classes * INSTANCES },
    run: (out) => run(out, classes),
    start: (out) => run(out, 0),
    prepare: async () => {
      source ??= await createSource(config);
    },
    ours: (out) => {
      const side = config.imageSize;
      return drawAll((picture, n) =>
        writeFileSync(join(out, `${n}.png`), source.encodePng(picture, side, side, "gray")),
      );
    },
    isSame: async (out) => {
      const files = filesIn(out).filter((file) => file.endsWith(".png"));
      const pictures = [];
      drawAll((picture) => pictures.push(Buffer.from(picture)));
      const theirs = await Promise.all(files.map((file) => sharp(file).extractChannel(0).raw().toBuffer()));
      return theirs.length === pictures.length && theirs.every((picture, n) => picture.equals(pictures[n]));
    },
  };
}

const numbersOf = (file) => readFileSync(file, "utf8").trim().split(/[\n,]/).map(Number);
const isEqual = (a, b) => a.length === b.length && [...a].every((value, n) => value === b[n]);

/** A class's row without the share it fills, which comes first. */
const mapsOf = (row) => [...row.subarray(1)];

function fractalSearch() {
  const classes = 3;
  const config = parseConfig({ formulation: "fractaldb" });
  const words = (out, count) => ["ifs_search.py", "--category", count, "--save_dir", out];
  let searcher;
  return {
    ...{ what: "FractalDB, a class found", folder: `${FRACTALS}/param_search`, count: classes },
    run: (out) => words(out, classes),
    start: (out) => words(out, 0),
    prepare: async () => {
      searcher ??= await searcherOf(config);
    },
    ours: () => findClasses(searcher, classes),
    isSame: (out) => {
      const { rows } = findClasses(searcher, classes);
      const files = filesIn(join(out, `csv_rate0.2_category${classes}`));
      return files.length === classes && files.every((file, n) => isEqual(numbersOf(file), mapsOf(rows[n])));
    },
  };
}

/** Its patches are never seeded there, so that no two runs have the same pictures. */
function fractalDrawings() {
  const classes = 2;
  const weights = ["0.2,1,1,1,1,1", "0.6,1,1,1,1,1"];
  const config = parseConfig({ formulation: "fractaldb" });
  const { search } = fractals.pointsOf(config);
  const words = (out, from) => [
    "make_fractaldb.py",
    ...["--load_root", join(out, from), "--save_root", join(out, "images"), "--instance", 1],
    ...["--image_size_x", 362, "--image_size_y", 362, "--iteration", 200_000],
    ...["--weight_csv", join(out, "weights.csv")],
  ];
  let source;
  let rows;
  const prepare = async (out) => {
    const searcher = await searcherOf(config);
    ({ rows } = findClasses(searcher, classes));
    rows.forEach((row, n) => {
      fractals.putClassRow(fractals.tableKey(config, search), n, row);
    });
    source ??= await createSource(config);
    for (const folder of ["none", "some"]) mkdirSync(join(out, folder), { recursive: true });
    rows.forEach((row, n) => {
      const numbers = mapsOf(row);
      const maps = Array.from({ length: numbers.length / 7 }, (_, m) =>
        numbers.slice(7 * m, 7 * m + 7).join(","),
      );
      writeFileSync(join(out, "some", `0000${n}.csv`), maps.join("\n"));
    });
    writeFileSync(join(out, "weights.csv"), weights.join("\n"));
  };
  return {
    ...{ what: "FractalDB, a drawing, four PNGs", folder: `${FRACTALS}/fractal_renderer`, prepare },
    ...{ count: classes * weights.length, oursCount: (classes * config.instances) / FLIPS },
    run: (out) => words(out, "some"),
    start: (out) => words(out, "none"),
    ours: (out) => {
      const side = config.imageSize;
      for (let c = 0; c < classes; c++) {
        for (let i = 0; i < config.instances; i++) {
          source.begin(c, i);
          writeFileSync(join(out, `${i % 100}.png`), source.encodePng(source.paint(), side, side, "gray"));
        }
      }
    },
  };
}

/** The search, the models and the pictures of them: each goes on from the files of the one before. */
function spatial() {
  const classes = 2;
  const folder = `${CONTOURS}/exfractaldb_render`;
  const { imageSize, parameters } = parseConfig({ formulation: "exfractaldb" });
  const weights = weightRows();
  const search = (out, count) => [
    "3dfractal_render/category_search.py",
    ...["--numof_classes", count, "--seed", 1, "--variance", parameters.variance],
    ...["--save_root", join(out, `classes-${count}`)],
  ];
  const models = (out, count) => [
    "3dfractal_render/instance.py",
    ...["--load_root", join(out, `classes-${count}`), "--save_root", join(out, `models-${count}`)],
  ];
  const pictures = (out, count) => [
    "image_render/render.py",
    ...["--load_root", join(out, `models-${count}`), "--save_root", join(out, `images-${count}`)],
  ];
  let exports;
  let kernel;
  let systems;
  const searchAll = () => {
    kernel.seed(1);
    return Array.from({ length: classes }, () =>
      kernel.searchStream(100_000, parameters.variance).system.slice(),
    );
  };
  const prepare = async () => {
    exports ??= await createKernel(imageSize);
    kernel ??= new SpatialKernel(exports, parameters.points);
    systems ??= searchAll();
  };
  const play = (each) => {
    for (const system of systems) {
      kernel.setClass(system);
      for (const row of weights) {
        kernel.playStream(row);
        each();
      }
    }
  };
  const part = (what, count, words) => ({
    ...{ what, folder, count, prepare },
    run: (out) => words(out, classes),
    start: (out) => words(out, 0),
  });
  return [
    {
      ...part("ExFractalDB, a class found", classes, search),
      ours: searchAll,
      // A p may be off by some last bits: it hangs on which LAPACK NumPy was built with.
      isSame: (out) => {
        const files = filesIn(join(out, `classes-${classes}`));
        const isClass = (file, n) => {
          const numbers = numbersOf(file);
          const isNumber = (number, at) => Math.abs(number - systems[n][at]) <= (at % 13 === 12 ? 1e-15 : 0);
          return numbers.length === systems[n].length && numbers.every(isNumber);
        };
        return files.length === classes && files.every(isClass);
      },
    },
    {
      ...part("MV-FractalDB, a model (theirs as a file)", classes * weights.length, models),
      ours: () => play(() => {}),
    },
    {
      ...part("MV-FractalDB, a picture of a model", classes * weights.length * VIEWS, pictures),
      ours: (out) =>
        play(() => {
          for (let view = 0; view < VIEWS; view++) {
            const picture = kernel.paint(sphereOrientation(view, 0), imageSize);
            const length = exports.encodePng(picture.byteOffset, imageSize, imageSize, 1);
            writeFileSync(
              join(out, `${view}.png`),
              new Uint8Array(exports.memory.buffer, exports.pngData(), length),
            );
          }
        }),
    },
  ];
}

export const programs = [
  polylines({
    what: "VisualAtom, an image",
    ...{ folder: `${ATOMS}/visual_atomic_renderer`, script: "render_VisualAtom.py" },
    ...{ formulation: "release", classes: 20 },
    words: [
      ...["--vertex_num_min=200", "--vertex_num_max=1000", "--perlin_min=0"],
      ...["--line_num_min=1", "--line_num_max=200", "--line_width=0.1", "--radius_min=10", "--oval_rate=2"],
      ...["--start_pos=512", "--nami_1_min=0", "--nami_2_min=0", "--nami_1_max=20", "--nami_2_max=20"],
    ],
  }),
  polylines({
    what: "RCDB, an image",
    ...{ folder: `${CONTOURS}/rcdb_render`, script: "make_rcdb.py" },
    ...{ formulation: "rcdb", classes: 100, words: [] },
  }),
  fractalSearch(),
  fractalDrawings(),
  ...spatial(),
];
