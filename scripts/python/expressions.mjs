/** Translates expressions into Python: see translate.mjs. */
import { pythonPattern } from "./patterns.mjs";

/** Of two sides that are written already; assignments such as `+=` take them too. */
export const operators = {
  "===": (a, b) => `js.same(${a}, ${b})`,
  "!==": (a, b) => `(not js.same(${a}, ${b}))`,
  "+": (a, b) => `js.add(${a}, ${b})`,
  "/": (a, b) => `js.divide(${a}, ${b})`,
  in: (a, b) => `js.has(${b}, ${a})`,
  "%": (a, b) => `js.remainder(${a}, ${b})`,
};
for (const operator of ["-", "*", "**"]) operators[operator] = (a, b) => `js.double(${a} ${operator} ${b})`;
for (const operator of ["<", "<=", ">", ">="]) operators[operator] = (a, b) => `(${a} ${operator} ${b})`;

/** Functions and constants of objects that the language has. */
const globals = {
  Math: ["abs", "ceil", "exp", "floor", "max", "min", "round"],
  Number: ["isInteger", "isFinite", "POSITIVE_INFINITY"],
  Object: ["entries", "fromEntries"],
  Array: ["from", "isArray"],
  JSON: ["stringify"],
};
const values = { undefined: "js.undefined", Infinity: "js.number_positive_infinity", NaN: "js.number_nan" };
const functions = ["String"];
const collections = ["Map", "Set"];
const methods = [
  ...["at", "filter", "find", "includes", "join", "map", "slice", "split", "push"],
  ...["endsWith", "startsWith", "lastIndexOf", "replace", "toLowerCase", "values"],
];

/** A number as Python writes it, and the same number there. */
export function pythonNumber(value) {
  if (Number.isNaN(value)) return values.NaN;
  if (!Number.isFinite(value)) return value > 0 ? values.Infinity : `(-${values.Infinity})`;
  return Object.is(value, -0) ? "-0.0" : JSON.stringify(value);
}

/** @param body the block that an expression stands in, before whose line functions are written */
export function expressionWriter(body) {
  const refuse = (what, node) => body.refuse(what, node);

  function write(node) {
    const writer = writers[node.type];
    return writer === undefined ? refuse(node.type, node) : writer(node);
  }

  function list(elements, node) {
    return elements
      .map((element) => {
        if (element === null) return refuse("a hole in an array", node);
        return element.type === "SpreadElement" ? `*js.each(${write(element.argument)})` : write(element);
      })
      .join(", ");
  }

  /** A function in the middle of an expression gets a name of its own. */
  function named(node) {
    const name = body.freshName(node.id ? node.id.name.replaceAll("$", "_") : "function");
    body.define(name, node);
    return name;
  }

  function property(node) {
    return node.computed ? write(node.property) : JSON.stringify(node.property.name);
  }

  const isGlobal = ({ type, object, property: { name } }) =>
    type === "MemberExpression" && object.type === "Identifier" && globals[object.name]?.includes(name);

  const snake = (name) =>
    /^[A-Z_]+$/.test(name)
      ? name.toLowerCase()
      : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

  function call(node) {
    const { callee } = node;
    if (node.optional || callee.optional) return refuse("an optional call", node);
    const given = list(node.arguments, node);
    if (callee.type === "Identifier") {
      if (functions.includes(callee.name)) return `js.${callee.name.toLowerCase()}(${given})`;
      return `${write(callee)}(${given})`;
    }
    if (callee.type === "CallExpression") return `${write(callee)}(${given})`;
    if (callee.type !== "MemberExpression") return refuse(`a call of ${callee.type}`, node);
    if (isGlobal(callee)) return `${write(callee)}(${given})`;
    const { name } = callee.property;
    if (callee.computed || !methods.includes(name)) return refuse(`method ${name}`, node);
    return `js.${snake(name)}_of(${[write(callee.object), given].filter(Boolean).join(", ")})`;
  }

  /** A name of an object, as text. */
  function key({ key: name, computed }) {
    if (computed) return `js.string(${write(name)})`;
    return JSON.stringify(String(name.name ?? name.value));
  }

  const writers = {
    Literal(node) {
      const { value, regex } = node;
      if (regex) return pythonPattern(regex, (what) => refuse(what, node));
      if (value === null) return "None";
      if (typeof value === "boolean") return value ? "True" : "False";
      if (typeof value === "bigint") return refuse("a bigint", node);
      return typeof value === "number" ? pythonNumber(value) : JSON.stringify(value);
    },
    TemplateLiteral({ quasis, expressions }) {
      const parts = quasis.flatMap(({ value: { cooked } }, i) => [
        ...(cooked === "" ? [] : [JSON.stringify(cooked)]),
        ...(i < expressions.length ? [`js.string(${write(expressions[i])})`] : []),
      ]);
      return parts.length > 0 ? `(${parts.join(" + ")})` : '""';
    },
    Identifier(node) {
      const { name } = node;
      return body.name(name, node) ?? values[name] ?? refuse(`${name}, a global,`, node);
    },
    MemberExpression(node) {
      const { object, property: inner, optional } = node;
      if (isGlobal(node)) return `js.${object.name.toLowerCase()}_${snake(inner.name)}`;
      const reach = optional ? "js.get_optional" : "js.get";
      return `${reach}(${write(object)}, ${property(node)})`;
    },
    ChainExpression: ({ expression }) => write(expression),
    ParenthesizedExpression: ({ expression }) => write(expression),
    CallExpression: call,
    NewExpression(node) {
      const { name } = node.callee;
      if (!collections.includes(name)) return refuse(`new ${name}`, node);
      return `js.new_${name.toLowerCase()}(${list(node.arguments, node)})`;
    },
    ArrayExpression: (node) => `[${list(node.elements, node)}]`,
    ObjectExpression({ properties }) {
      const parts = properties.map((part) => {
        if (part.type === "SpreadElement") return `**js.defined(${write(part.argument)})`;
        if (part.kind !== "init") return refuse(`a property with ${part.kind}`, part);
        return `${key(part)}: ${write(part.value)}`;
      });
      return `{${parts.join(", ")}}`;
    },
    BinaryExpression(node) {
      const operator = operators[node.operator];
      return operator
        ? operator(write(node.left), write(node.right))
        : refuse(`operator ${node.operator}`, node);
    },
    LogicalExpression({ operator, left, right }) {
      const name = body.freshName("left");
      const [a, b] = [write(left), write(right)];
      const test = { "&&": `not js.truthy(${name} := ${a})`, "||": `js.truthy(${name} := ${a})` }[operator];
      return `(${name} if ${test ?? `not js.is_nullish(${name} := ${a})`} else ${b})`;
    },
    UnaryExpression(node) {
      // What the bundler makes of `undefined`.
      if (node.operator === "void") return "js.undefined";
      const argument = write(node.argument);
      if (node.operator === "!") return `(not js.truthy(${argument}))`;
      if (node.operator === "-") return `(-${argument})`;
      return node.operator === "typeof"
        ? `js.type_of(${argument})`
        : refuse(`operator ${node.operator}`, node);
    },
    ConditionalExpression: ({ test, consequent, alternate }) =>
      `(${write(consequent)} if js.truthy(${write(test)}) else ${write(alternate)})`,
    ArrowFunctionExpression: named,
    FunctionExpression: named,
  };
  return write;
}
