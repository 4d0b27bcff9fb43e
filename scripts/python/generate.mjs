/** What the Python package shares with this program: python/visualatom/_generated, made from the one source of each. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parseAst } from "vite";
import { createTranslator } from "./translate.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const generated = join(root, "python/visualatom/_generated");

/** The rules and all that they use, from one bundle, whose top level can be asked for its values. */
async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["scripts/python/exports.ts"],
    outfile: "bundle.mjs",
    bundle: true,
    write: false,
    sourcemap: "external",
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  const [map, text] = outputFiles.map((file) => file.text);
  return { text, placeOf: placesIn(text, new SourceMap(JSON.parse(map))) };
}

/** Where a node of the bundle was written, as `core/config/rules.ts:20`. */
function placesIn(text, map) {
  return ({ start }) => {
    const lines = text.slice(0, start).split("\n");
    const { originalSource, originalLine } = map.findEntry(lines.length - 1, lines.at(-1).length);
    return `${originalSource}:${originalLine + 1}`;
  };
}

/** Members of the formulations that rules and sentences read. */
const registries = { formulations: ["picture", "datasetDefaults", "rules", "canonical"] };
const roots = [
  "brokenRules",
  "withPixel",
  "problemsOf",
  "withoutRepeats",
  "describeProblem",
  "unknownPreset",
  "formatNumber",
];

function pythonRules({ text, placeOf }, valueIn) {
  const translator = createTranslator(parseAst(text), valueIn, registries, placeOf);
  for (const name of roots) translator.root(name);
  return [
    '"""The rules between fields and the words of their sentences, translated from TypeScript by the build."""\n# mypy: ignore-errors',
    "from .. import _javascript as js",
    translator.text(),
  ].join("\n\n");
}

/** Puts kernel, schema, presets and rules into the package. The kernel has to be in dist/ already. */
export async function generatePythonPackage() {
  const bundled = await bundle();
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated, { recursive: true });
  const withValues = join(generated, "bundle.mjs");
  writeFileSync(withValues, `${bundled.text}\nexport const valueIn = (name) => eval(name);\n`);
  const { schema, documents, valueIn } = await import(pathToFileURL(withValues).href);
  rmSync(withValues);

  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const json = (value) => `${JSON.stringify(value, null, 1)}\n`;
  writeFileSync(join(generated, "__init__.py"), '"""Made by the build."""\n');
  writeFileSync(join(generated, "rules.py"), pythonRules(bundled, valueIn));
  writeFileSync(join(generated, "schema.json"), json(schema));
  writeFileSync(join(generated, "documents.json"), json({ version, ...documents }));
  copyFileSync(join(root, "dist/kernel.wasm"), join(generated, "kernel.wasm"));
}
