/**
 * Translates functions of the bundled program into Python, with all that they use, so that a rule and its sentence are
 * written once. It knows the part of the language that rules are written in, and refuses the rest by name.
 *
 * What is plain data is written as such; `null` is None, objects are dicts, and `visualatom/_javascript.py` (`js`) has what
 * the two languages do differently.
 */
import { expressionWriter, pythonName } from "./expressions.mjs";

export class Untranslatable extends Error {
  constructor(what, node) {
    super(`${what} is not translated into Python${node ? ` (at ${node.start} of the bundle)` : ""}`);
  }
}

/** @returns declarations of the module's top level by name */
function declarationsOf(program) {
  const declarations = new Map();
  for (const node of program.body) {
    if (node.type === "FunctionDeclaration") declarations.set(node.id.name, node);
    if (node.type !== "VariableDeclaration") continue;
    for (const { id, init } of node.declarations) {
      if (id.type === "Identifier" && init) declarations.set(id.name, init);
    }
  }
  return declarations;
}

/** Whether JSON carries the value as it is. */
function isPlain(value) {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every((item) => item === undefined || isPlain(item));
}

function pythonData(value) {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(pythonData).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${pythonData(item)}`).join(", ")}}`;
}

/**
 * @param program the bundle as ESTree
 * @param valueIn the value of a name of the bundle's top level
 * @param registries of objects that are no plain data, the members of each entry that are written
 */
export function createTranslator(program, valueIn, registries) {
  const declarations = declarationsOf(program);
  const done = new Set();
  const parts = [];

  /** Writes what a name of the top level stands for, and before it what that needs. */
  function need(name) {
    if (!declarations.has(name)) return false;
    if (done.has(name)) return true;
    done.add(name);
    const node = declarations.get(name);
    const body = new Body(need);
    if (node.type === "FunctionDeclaration" || node.type === "ArrowFunctionExpression") {
      body.define(pythonName(name), node);
    } else if (name in registries) {
      body.line(`${pythonName(name)} = ${registry(body, name)}`);
    } else if (isPlain(valueIn(name))) {
      body.line(`${pythonName(name)} = ${pythonData(valueIn(name))}`);
    } else {
      body.line(`${pythonName(name)} = ${body.expression(node)}`);
    }
    parts.push(body.text());
    return true;
  }

  /** A dict of dicts; what is no data stands in the object that says the entry's name. */
  function registry(body, name) {
    const entries = Object.entries(valueIn(name)).map(([entry, value]) => {
      const parts = registries[name].flatMap((key) => {
        if (value[key] === undefined) return [];
        const written = isPlain(value[key]) ? pythonData(value[key]) : body.expression(partOf(entry, key));
        return `${JSON.stringify(key)}: ${written}`;
      });
      return `${JSON.stringify(entry)}: {${parts.join(", ")}}`;
    });
    return `{${entries.join(", ")}}`;
  }

  function partOf(entry, key) {
    for (const { type, properties } of declarations.values()) {
      if (type !== "ObjectExpression") continue;
      const at = (wanted) => properties.find((property) => property.key?.name === wanted)?.value;
      if (at("name")?.value === entry && at(key)) return at(key);
    }
    throw new Untranslatable(`${key} of ${entry}, which is written in no object,`);
  }

  return {
    root(name) {
      if (!need(name)) throw new Untranslatable(`${name}, which the bundle has not,`);
    },
    text: () => parts.join("\n\n"),
  };
}

/** Statements of one Python block, one below the other. */
class Body {
  constructor(need, depth = 0) {
    this.need = need;
    this.depth = depth;
    this.lines = [];
    this.functions = 0;
    /** Names of each function around the line at hand, which hide those of the top level. */
    this.scopes = [];
    this.expression = expressionWriter(this);
  }

  line(text) {
    this.lines.push(`${"    ".repeat(this.depth)}${text}`);
  }

  text() {
    return `${this.lines.join("\n")}\n`;
  }

  block(write) {
    const before = this.lines.length;
    this.depth += 1;
    write();
    if (this.lines.length === before) this.line("pass");
    this.depth -= 1;
  }

  /** A name that no other function or value has. */
  freshName(hint) {
    this.functions += 1;
    return `_${hint}_${this.functions}`;
  }

  isLocal(name) {
    return this.scopes.some((names) => names.has(name));
  }

  declare(name) {
    this.scopes.at(-1)?.add(name);
  }

  define(name, { params, body }) {
    this.declare(name);
    this.scopes.push(new Set());
    const names = params.map((param) => (param.type === "Identifier" ? pythonName(param.name) : null));
    const taken = names.map((known) => known ?? this.freshName("argument"));
    // Callers give more arguments than a function takes, or fewer.
    const head = taken.map((known) => `${known}=js.undefined`);
    this.line(`def ${name}(${[...head, "*_more"].join(", ")}):`);
    this.block(() => {
      params.forEach((param, i) => {
        if (param.type === "Identifier") this.declare(param.name);
        else this.bind(param, taken[i]);
      });
      if (body.type === "BlockStatement") for (const statement of body.body) this.statement(statement);
      else this.line(`return ${this.expression(body)}`);
    });
    this.scopes.pop();
  }

  /** Gives the names of a pattern their values. */
  bind(pattern, value) {
    if (pattern.type === "Identifier") {
      this.declare(pattern.name);
      this.line(`${pythonName(pattern.name)} = ${value}`);
    } else if (pattern.type === "AssignmentPattern") {
      const name = this.freshName("given");
      this.line(`${name} = ${value}`);
      this.bind(pattern.left, `(${this.expression(pattern.right)} if ${name} is js.undefined else ${name})`);
    } else if (pattern.type === "ArrayPattern") this.bindArray(pattern, value);
    else if (pattern.type === "ObjectPattern") this.bindObject(pattern, value);
    else throw new Untranslatable(pattern.type, pattern);
  }

  bindArray({ elements }, value) {
    const name = this.freshName("items");
    this.line(`${name} = list(${value})`);
    elements.forEach((element, i) => {
      if (element !== null) this.bind(element, `js.at(${name}, ${i})`);
    });
  }

  bindObject({ properties }, value) {
    const name = this.freshName("object");
    this.line(`${name} = ${value}`);
    const taken = [];
    for (const property of properties) {
      if (property.type === "RestElement") {
        this.bind(property.argument, `js.without(${name}, [${taken.join(", ")}])`);
        continue;
      }
      const key = JSON.stringify(property.key.name ?? property.key.value);
      taken.push(key);
      this.bind(property.value, `js.get(${name}, ${key})`);
    }
  }

  statement(node) {
    const write = statements[node.type];
    if (write === undefined) throw new Untranslatable(node.type, node);
    write(this, node);
  }
}

const statements = {
  BlockStatement: (body, { body: inner }) => {
    for (const statement of inner) body.statement(statement);
  },
  ReturnStatement: (body, { argument }) =>
    body.line(argument ? `return ${body.expression(argument)}` : "return js.undefined"),
  VariableDeclaration: (body, { declarations }) => {
    for (const { id, init } of declarations) {
      if (init?.type === "ArrowFunctionExpression") body.define(pythonName(id.name), init);
      else body.bind(id, init ? body.expression(init) : "js.undefined");
    }
  },
  FunctionDeclaration: (body, node) => body.define(pythonName(node.id.name), node),
  IfStatement: (body, { test, consequent, alternate }) => {
    body.line(`if js.truthy(${body.expression(test)}):`);
    body.block(() => body.statement(consequent));
    if (!alternate) return;
    body.line("else:");
    body.block(() => body.statement(alternate));
  },
  ForOfStatement: (body, { left, right, body: inner }) => {
    const item = body.freshName("item");
    body.line(`for ${item} in ${body.expression(right)}:`);
    body.block(() => {
      body.bind(left.declarations[0].id, item);
      body.statement(inner);
    });
  },
  ForStatement: (body, { init, test, update, body: inner }) => {
    body.statement(init);
    body.line(`while js.truthy(${body.expression(test)}):`);
    body.block(() => {
      body.statement(inner);
      body.statement({ type: "ExpressionStatement", expression: update });
    });
  },
  ExpressionStatement: (body, { expression }) => {
    if (expression.type === "UpdateExpression") {
      const { argument, operator } = expression;
      body.line(`${pythonName(argument.name)} ${operator === "++" ? "+=" : "-="} 1`);
    } else if (expression.type === "AssignmentExpression") {
      const { left, operator, right } = expression;
      if (left.type !== "Identifier") throw new Untranslatable("an assignment to a property", expression);
      body.line(`${pythonName(left.name)} ${operator} ${body.expression(right)}`);
    } else body.line(body.expression(expression));
  },
};
