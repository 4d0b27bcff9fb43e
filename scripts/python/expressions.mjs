/** Translates expressions into Python: see translate.mjs. */

const pythonWords = new Set(
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield js list".split(
    " ",
  ),
);

/** A name as Python takes it. */
export const pythonName = (name) => (pythonWords.has(name) ? `${name}_` : name.replaceAll("$", "_"));

const operators = {
  "===": (a, b) => `js.same(${a}, ${b})`,
  "!==": (a, b) => `(not js.same(${a}, ${b}))`,
  "+": (a, b) => `js.add(${a}, ${b})`,
  "/": (a, b) => `js.divide(${a}, ${b})`,
  in: (a, b) => `js.has(${b}, ${a})`,
  "%": (a, b) => `js.remainder(${a}, ${b})`,
};
for (const operator of ["-", "*", "**", "<", "<=", ">", ">="]) {
  operators[operator] = (a, b) => `(${a} ${operator} ${b})`;
}

/** Functions and constants of objects that the language has. */
const globals = {
  Math: ["abs", "ceil", "exp", "floor", "max", "min", "round"],
  Number: ["isInteger", "isFinite", "POSITIVE_INFINITY"],
  Object: ["entries", "fromEntries"],
  Array: ["from", "isArray"],
  JSON: ["stringify"],
};
const functions = ["String"];
const collections = ["Map", "Set"];
const methods = [
  ...["at", "filter", "find", "includes", "join", "map", "slice", "split", "push"],
  ...["endsWith", "startsWith", "lastIndexOf", "replace", "toLowerCase", "values"],
];

/** @param body the block that an expression stands in, before whose line functions are written */
export function expressionWriter(body) {
  const refuse = (what, node) => {
    throw new Error(`${what} is not translated into Python (at ${node.start} of the bundle)`);
  };

  function write(node) {
    const writer = writers[node.type];
    return writer === undefined ? refuse(node.type, node) : writer(node);
  }

  function list(elements) {
    return elements
      .map((element) => (element.type === "SpreadElement" ? `*${write(element.argument)}` : write(element)))
      .join(", ");
  }

  /** A function in the middle of an expression gets a name of its own. */
  function named(node) {
    const name = node.id ? node.id.name : body.freshName("function");
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
    const given = list(node.arguments);
    if (callee.type === "Identifier") {
      if (functions.includes(callee.name)) return `js.${callee.name.toLowerCase()}(${given})`;
      return `${write(callee)}(${given})`;
    }
    if (callee.type === "CallExpression") return `${write(callee)}(${given})`;
    if (callee.type !== "MemberExpression") return refuse(`a call of ${callee.type}`, node);
    if (isGlobal(callee)) return `${write(callee)}(${given})`;
    const { name } = callee.property;
    if (!methods.includes(name)) return refuse(`method ${name}`, node);
    const method = `js.${snake(name)}_of(${[write(callee.object), given].filter(Boolean).join(", ")})`;
    return method;
  }

  const writers = {
    Literal({ value, regex }) {
      if (regex) return `js.regex(${JSON.stringify(regex.pattern)}, ${JSON.stringify(regex.flags)})`;
      if (value === null) return "None";
      if (typeof value === "boolean") return value ? "True" : "False";
      return JSON.stringify(value);
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
      if (name === "undefined") return "js.undefined";
      if (!body.isLocal(name) && !body.need(name)) return refuse(`${name}, a global,`, node);
      return pythonName(name);
    },
    MemberExpression(node) {
      const { object, property: inner } = node;
      if (isGlobal(node)) return `js.${object.name.toLowerCase()}_${snake(inner.name)}`;
      if (!node.computed && inner.name === "length") return `len(${write(object)})`;
      const reach = node.optional ? "js.get_optional" : "js.get";
      return `${reach}(${write(object)}, ${property(node)})`;
    },
    ChainExpression: ({ expression }) => write(expression),
    ParenthesizedExpression: ({ expression }) => write(expression),
    CallExpression: call,
    NewExpression(node) {
      const { name } = node.callee;
      if (!collections.includes(name)) return refuse(`new ${name}`, node);
      return `js.new_${name.toLowerCase()}(${list(node.arguments)})`;
    },
    ArrayExpression: ({ elements }) => `[${list(elements)}]`,
    ObjectExpression({ properties }) {
      const parts = properties.map((part) =>
        part.type === "SpreadElement"
          ? `**js.defined(${write(part.argument)})`
          : `${JSON.stringify(part.key.name ?? part.key.value)}: ${write(part.value)}`,
      );
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
