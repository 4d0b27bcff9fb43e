/** Rules are translated into Python with their meaning, and what is not known of the language is refused by name. */
import { parseAst } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { createTranslator } from "../../scripts/python/translate.mjs";
import { runWithPackage, whyNoPackage } from "../support/python.ts";

function translated(source: string, root = "rule"): string {
  const valueIn = (name: string) => new Function(`${source}; return ${name};`)();
  const placeOf = ({ start }: { start: number }) => `rule.ts:${source.slice(0, start).split("\n").length}`;
  const translator = createTranslator(parseAst(source), valueIn, {}, placeOf);
  translator.root(root);
  return translator.text();
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
  [
    "functions that run off their end",
    `function rule(xs) {
      const found = (x) => { if (x > 1) return x; };
      const nothing = () => {};
      function last(x) { if (x > 1) { return x; } else if (x > 0) { return -x; } }
      return xs.map((x) => [found(x) === undefined, nothing() === undefined, last(x) === undefined, found(x) ?? "none"]);
    }`,
    [0, 1, 2],
  ],
  ["the end of a text", 'const rule = (s) => s.replace(/b$/, "-");', "ab\n"],
  [
    "names of blocks",
    `function rule(x) {
      const a = "outer";
      let b = 1;
      if (x > 0) { const a = x; b += a; } else { const a = -x; b -= a; }
      const inner = () => { const before = a; { const a = 5; return [before, a]; } };
      return [a, b, inner()];
    }`,
    3,
  ],
  [
    "functions made in a loop",
    `function rule(xs) {
      const made = [];
      for (const x of xs) {
        const twice = 2 * x;
        made.push(() => { const deep = () => x + twice; return deep(); });
      }
      return made.map((make) => make());
    }`,
    [1, 10, 100],
  ],
  [
    "functions before they are written, and by their own name",
    `const other = (n) => -n;
    const sum = function other(n) { return n === 0 ? 0 : n + other(n - 1); };
    function rule(n) {
      return [later(n), other(n), sum(n)];
      function later(m) { return m + shift; }
    }
    const shift = 3;`,
    4,
  ],
  [
    "numbers without an end",
    "const most = { up: Infinity, down: -Infinity }; const rule = (n) => [n < most.up, n > most.down, n < 1e999, n > -Infinity, NaN ? 1 : 0, 1 / most.down === 0];",
    1e300,
  ],
  [
    "numbers that are rounded",
    "const rule = (n) => n.map((x) => Math.round(x));",
    [0.49999999999999994, 2 ** 52 + 1, -(2 ** 52) - 1, 2.5, -2.5, -0.5000000000000001, 0.4, 7],
  ],
  [
    "numbers of 53 bits",
    "const rule = (n) => [n * n, n + 1, n ** 3, n + 1 === n, (n * n) % 7, 2 ** 2000 > n];",
    2 ** 53,
  ],
  [
    "what is reached by a number, or by a name that is computed",
    'const rule = ([a, b]) => { const o = { [a]: 1, 2: "two", length: 7 }; return [o[a], o[b / 2], o.length, a.length, [5, 6, 7][b / 2], "two" in o, b / 2 in o]; };',
    ["name", 4],
  ],
  [
    "assignments of text, and of parts",
    "function rule(s) { let t = s; t += 1; let n = 7; n /= 2; n -= 1; n **= 2; n++; return [t, n]; }",
    "a",
  ],
  [
    "JSON of anything",
    "const rule = (x) => [JSON.stringify(x), JSON.stringify([x.b, undefined, 1e999]), JSON.stringify({ a: undefined, b: x.b })];",
    { a: 1.5, b: ["ü", 2, null, true], c: {} },
  ],
  [
    "defaults that are asked for only where they are needed",
    "const rule = ({ a, b = [a].map((x) => x + 1)[0], c = b + 1 }) => [a, b, c];",
    { a: 1, c: 5 },
  ],
];

/** What no build can see, since it depends on the values. */
const stopping: [string, string, unknown][] = [
  ["a Map that is gone through", "const rule = (x) => [...new Map([[x, 1]])];", "a"],
  ["a replacement with signs of its own", 'const rule = (s) => s.replace("a", "$&");', "a"],
];

describe.skipIf(whyNoPackage() !== null)("a translated rule", () => {
  let answers: Record<string, unknown>[];
  beforeAll(() => {
    const cases = [...rules, ...stopping].map(([, source, argument]) => ({
      program: translated(source),
      argument,
    }));
    answers = runWithPackage("translated.py", cases);
  });

  it.each(rules.map((rule, i) => [...rule, i] as const))(
    "means the same: %s",
    (_name, source, argument, i) => {
      const value = new Function(`${source}; return rule;`)()(argument);
      expect(answers[i]).toEqual(JSON.parse(JSON.stringify({ value })));
    },
  );

  it.each(stopping.map(([name], i) => [name, i] as const))("stops at %s", (_name, i) => {
    expect(answers[rules.length + i]).toEqual({ error: "TypeError" });
  });
});

describe("what is not translated", () => {
  it.each([
    ["WhileStatement", "function rule(x) { while (x) x -= 1; return x; }"],
    ["BreakStatement", "function rule(xs) { for (const x of xs) { break; } }"],
    ["method trim", "const rule = (x) => x.trim();"],
    ["new Date", "const rule = () => new Date();"],
    ["operator &", "const rule = (x) => x & 1;"],
    ["operator ??=", "function rule(x) { x ??= 1; return x; }"],
    ["operator |=", "function rule(x) { x |= 1; return x; }"],
    ["process, a global,", "const rule = () => process.exit;"],
    ["an assignment to a property", "function rule(x) { x.y = 1; return x; }"],
    ["an assignment to a property", "function rule(x) { x.y++; return x; }"],
    [
      "an assignment to n, a variable of another function,",
      "function rule(xs) { let n = 0; xs.map((x) => { n += x; }); return n; }",
    ],
    [
      "an assignment to calls, a variable of another function,",
      "let calls = 0; function rule() { calls++; }",
    ],
    [
      "calls, which changes,",
      "let calls = 0; const count = () => calls++; function rule() { return calls; }",
    ],
    [
      "a function that takes i, a variable of a loop,",
      "function rule(x) { const f = []; for (let i = 0; i < x; i++) f.push(() => i); return f; }",
    ],
    [
      "a function that takes y before it has a value",
      "function rule(xs) { for (const x of xs) { const f = () => y; const y = x; return f(); } }",
    ],
    ["var", "function rule(x) { if (x) { var y = 1; } return y; }"],
    [
      "a loop that leaves a part of its head out",
      "function rule(x) { for (let i = 0; ; i++) { return i; } }",
    ],
    ["a loop without a name of its own", "function rule(xs) { let x; for (x of xs) {} return x; }"],
    ["a function that waits or yields", "async function rule() {}"],
    ["a function that waits or yields", "function* rule() {}"],
    ["an optional call", "const rule = (f) => f?.(1);"],
    ["an optional call", "const rule = (xs) => xs?.map((x) => x);"],
    ["a computed name in a pattern", 'const key = "a"; const rule = ({ [key]: value }) => value;'],
    ["a property with get", "const rule = () => ({ get a() { return 1; } });"],
    ["a hole in an array", "const rule = () => [1, , 2];"],
    ["a bigint", "const rule = () => 1n;"],
    ["a regular expression with the flags i", 'const rule = (s) => s.replace(/a/i, "");'],
    ["\\s in a regular expression", 'const rule = (s) => s.replace(/\\s/, "");'],
    [
      "a named group or a look behind in a regular expression",
      'const rule = (s) => s.replace(/(?<=a)b/, "");',
    ],
    [
      "a_b, whose name is another's in Python,",
      "const a_b = 1; const a$b = 2; const rule = () => [a_b, a$b];",
    ],
  ])("is refused by name: %s", (name, source) => {
    expect(() => translated(source)).toThrow(`${name} is not translated into Python (rule.ts:1)`);
  });

  it("is refused with its file and line", () => {
    const source = "const rule = (x) => {\n  const y = 1;\n  return x & y;\n};";
    expect(() => translated(source)).toThrow("operator & is not translated into Python (rule.ts:3)");
  });
});
