/** Rules are translated into Python with their meaning, and what is not known of the language is refused by name. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseAst } from "vite";
import { describe, expect, it } from "vitest";
import { createTranslator } from "../../scripts/python/translate.mjs";
import { readersPython, whyNoPackage } from "../support/python.ts";

const packageFolder = fileURLToPath(new URL("../../python", import.meta.url));

function translated(source: string, root = "rule"): string {
  const valueIn = (name: string) => new Function(`${source}; return ${name};`)();
  const translator = createTranslator(parseAst(source), valueIn, {});
  translator.root(root);
  return translator.text();
}

function inPython(source: string, argument: unknown): unknown {
  const program = `import json, sys\nfrom visualatom import _javascript as js\n${translated(source)}\nprint(json.dumps(rule(json.loads(sys.argv[1]))))`;
  const output = execFileSync(readersPython, ["-c", program, JSON.stringify(argument)], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: packageFolder, PYTHONDONTWRITEBYTECODE: "1" },
  });
  return JSON.parse(output);
}

const rules: [string, string, unknown][] = [
  [
    "patterns, rests and defaults",
    "function rule({ a: [x, y = 7], b = 2, ...c }) { return [x, y, b, c]; }",
    { a: [1], c: 3, d: 4 },
  ],
  [
    "numbers as text",
    "const rule = (n) => n.map((x) => String(x));",
    [1, 1.5, 1e21, 1e-7, 123456789012, -0.001, 100, 2.5e-9],
  ],
  [
    "missing and null",
    "const rule = ({ a, b }) => [a === undefined, b === undefined, a ?? 1, b?.c ?? 2, b === null];",
    { b: null },
  ],
  ["what counts as true", "const rule = (v) => v.map((x) => (x ? 1 : 0));", [0, "", [], {}, "a", null, 2]],
  [
    "arithmetic",
    "const rule = ([a, b]) => [a % b, -a % b, a / b, a ** 2, Math.round(-2.5), Math.round(2.5), Math.max(a, b)];",
    [7, 2],
  ],
  [
    "a local name that hides another",
    "const low = 5; const high = () => low; const rule = ({ low }) => low + high();",
    { low: 1 },
  ],
  [
    "closures and loops",
    "function adder(n) { return function add(x) { let sum = n; for (let i = 0; i < x; i++) sum += i; return sum; }; } const rule = (x) => adder(10)(x);",
    5,
  ],
  [
    "text and arrays",
    'const rule = (s) => [s.replace(/a(?=b)/g, "-"), s.slice(-2), [...new Set(s.split(""))].join(), s.includes("b"), s.lastIndexOf("a")];',
    "abaab",
  ],
];

describe.skipIf(whyNoPackage() !== null)("a translated rule", () => {
  it.each(rules)("means the same: %s", (_name, source, argument) => {
    const expected = new Function(`${source}; return rule;`)()(argument);
    expect(inPython(source, argument)).toEqual(JSON.parse(JSON.stringify(expected)));
  });
});

describe("what is not translated", () => {
  it.each([
    ["WhileStatement", "function rule(x) { while (x) x -= 1; return x; }"],
    ["method trim", "const rule = (x) => x.trim();"],
    ["new Date", "const rule = () => new Date();"],
    ["operator &", "const rule = (x) => x & 1;"],
    ["process, a global,", "const rule = () => process.exit;"],
    ["an assignment to a property", "function rule(x) { x.y = 1; return x; }"],
  ])("is refused by name: %s", (name, source) => {
    expect(() => translated(source)).toThrow(`${name} is not translated into Python`);
  });
});
