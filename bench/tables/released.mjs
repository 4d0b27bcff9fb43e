/**
 * The authors' released programs, whole and unchanged, beside the same work here, by turns on one core.
 *
 *   node bench/tables/released.mjs --programs DIR [--python FILE] [--rounds 3] [--write]
 *
 * DIR holds checkouts of their repositories; without one it says which. FILE is a Python with what they need; they were
 * written for NumPy before 1.24:
 *
 *   /usr/bin/python3 -m venv --system-site-packages ENV       (with Debian's python3-noise, python3-opencv, python3-pil)
 *   ENV/bin/pip install numpy==1.23.5 open3d plotly dash configargparse pegl PyGLM plyfile matplotlib PyOpenGL
 *
 * `--write` puts the table into docs/speed.md.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { programs, repositories } from "../support/releasedPrograms.mjs";
import {
  median,
  memoryDisk,
  milliseconds,
  processorOf,
  timed,
  withFolder,
  writeInto,
} from "../support/support.mjs";

const { values } = parseArgs({
  options: {
    programs: { type: "string" },
    python: { type: "string", default: "/usr/bin/python3" },
    rounds: { type: "string", default: "3" },
    write: { type: "boolean" },
  },
});
if (values.programs === undefined) {
  console.error("usage: node bench/tables/released.mjs --programs DIR; DIR holds checkouts of");
  for (const [name, origin] of Object.entries(repositories)) console.error(`  ${name}: ${origin}`);
  process.exit(2);
}
const checkouts = resolve(values.programs);
/** Software rendering without a display, as on a machine without a GPU. */
const env = {
  ...process.env,
  ...{ EGL_PLATFORM: "surfaceless", LIBGL_ALWAYS_SOFTWARE: "1", PYOPENGL_PLATFORM: "egl" },
  ...{ OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
};

/** ms a piece of work: theirs and ours. Programs of one folder go on from each other's files. */
async function playRound(program, place) {
  const cwd = join(checkouts, program.folder);
  const out = join(place, program.folder);
  mkdirSync(out, { recursive: true });
  await program.prepare(out);
  const processor = (words) => processorOf([values.python, ...words], { cwd, env }).milliseconds;
  const start = processor(program.start(out));
  const theirs = (processor(program.run(out)) - start) / program.count;
  if ((await program.isSame?.(out)) === false) throw new Error(`${program.what}: not what the program made`);
  const own = join(out, "own");
  mkdirSync(own, { recursive: true });
  // The engine compiles what runs hot.
  program.ours(own);
  const ours = timed(() => program.ours(own)).processor / (program.oursCount ?? program.count);
  rmSync(own, { recursive: true });
  return { theirs, ours };
}

const rounds = new Map(programs.map((program) => [program, []]));
const leftOut = new Map();
for (let round = 0; round < Number(values.rounds); round++) {
  await withFolder(async (out) => {
    for (const program of programs) {
      if (leftOut.has(program)) continue;
      try {
        if (!existsSync(join(checkouts, program.folder))) throw new Error(`no ${program.folder}`);
        rounds.get(program).push(await playRound(program, out));
      } catch (error) {
        leftOut.set(program, error);
        console.error(`left out: ${program.what}: ${error.message}`);
      }
    }
  }, memoryDisk ?? tmpdir());
  console.error(`round ${round + 1} of ${values.rounds}`);
}
const rows = programs
  .filter((program) => !leftOut.has(program))
  .map((program) => {
    const of = (side) => median(rounds.get(program).map((times) => times[side]));
    const ratio = median(rounds.get(program).map(({ theirs, ours }) => theirs / ours));
    const isSame = program.isSame ? "the same" : "";
    return `| ${program.what} | ${milliseconds(of("theirs"))} | ${milliseconds(of("ours"))} | ${ratio.toFixed(0)} | ${isSame} |`;
  });
const text = [
  `On ${cpus()[0].model}, Node ${process.version}; processor time of one core, medians of ${values.rounds} rounds by turns, theirs without their start.`,
  "",
  "| What | Released program | Here | Times as fast | What was made |",
  "| --- | --- | --- | --- | --- |",
  ...rows,
].join("\n");
console.log(text);
if (values.write) writeInto("docs/speed.md", "node bench/tables/released.mjs --write", text);
