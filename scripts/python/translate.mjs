/**
 * Translates functions of the bundled program into Python, with all that they use, so that a rule and its sentence are
 * written once. It knows the part of the language that rules are written in, and refuses the rest by name and place: what
 * would mean something else there is no part of it.
 *
 * What is plain data is written as such; `null` is None, objects are dicts, and `visualatom/_javascript.py` (`js`) has what
 * the two languages do differently. Texts are counted in characters there, here in UTF-16 words.
 */
import { expressionWriter, operators, pythonNumber } from "./expressions.mjs";
import { pythonName, Scopes } from "./scopes.mjs";
import { statements } from "./statements.mjs";

class Untranslatable extends Error {
  constructor(what, place) {
    super(`${what} is not translated into Python${place === null ? "" : ` (${place})`}`);
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

/** Names that are given another value anywhere in the program, whosever they are. */
function assignedIn(node, names = new Set()) {
  if (Array.isArray(node)) for (const part of node) assignedIn(part, names);
  else if (typeof node === "object" && node !== null) {
    const target = { AssignmentExpression: node.left, UpdateExpression: node.argument }[node.type];
    if (target?.type === "Identifier") names.add(target.name);
    for (const part of Object.values(node)) assignedIn(part, names);
  }
  return names;
}

/** Whether JSON carries the value as it is, but for numbers that it has not and `undefined`. */
function isPlain(value) {
  if (value === null || ["string", "number", "boolean", "undefined"].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every(isPlain);
}

function pythonData(value) {
  if (value === null) return "None";
  if (value === undefined) return "js.undefined";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return pythonNumber(value);
  if (Array.isArray(value)) return `[${value.map(pythonData).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${pythonData(item)}`)
    .join(", ")}}`;
}

/**
 * @param program the bundle as ESTree
 * @param valueIn the value of a name of the bundle's top level
 * @param registries of objects that are no plain data, the members of each entry that are written
 * @param placeOf where a node was written, as `core/config/rules.ts:20`
 */
export function createTranslator(program, valueIn, registries, placeOf) {
  const declarations = declarationsOf(program);
  const assigned = assignedIn(program);
  const done = new Set();
  const parts = [];
  let names = 0;

  const context = {
    topLevel: [...declarations.keys()],
    need,
    refuse(what, node) {
      throw new Untranslatable(what, placeOf(node));
    },
    /** A name that no other function or value has. */
    freshName(hint) {
      names += 1;
      return `_${hint}_${names}`;
    },
  };

  /** Writes what a name of the top level stands for, and before it what that needs. */
  function need(name) {
    if (!declarations.has(name)) return false;
    if (done.has(name)) return true;
    done.add(name);
    const node = declarations.get(name);
    const body = new Body(context);
    if (!body.scopes.isOwnName(name)) context.refuse(`${name}, whose name is another's in Python,`, node);
    if (assigned.has(name)) context.refuse(`${name}, which changes,`, node);
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
    throw new Untranslatable(`${key} of ${entry}, which is written in no object,`, null);
  }

  return {
    root(name) {
      if (!need(name)) throw new Untranslatable(`${name}, which the bundle has not,`, null);
    },
    text: () => parts.join("\n\n"),
  };
}

/** Statements of one Python block, one below the other. */
class Body {
  constructor({ topLevel, need, refuse, freshName }) {
    this.need = need;
    this.refuse = refuse;
    this.freshName = freshName;
    this.depth = 0;
    this.lines = [];
    this.scopes = new Scopes(topLevel, refuse);
    this.expression = expressionWriter(this);
  }

  line(text) {
    this.lines.push(`${"    ".repeat(this.depth)}${text}`);
  }

  text() {
    return `${this.lines.join("\n")}\n`;
  }

  indented(write) {
    const before = this.lines.length;
    this.depth += 1;
    write();
    if (this.lines.length === before) this.line("pass");
    this.depth -= 1;
  }

  /** What Python calls a name, which of the top level is written first; undefined where there is none. */
  name(name, node) {
    return this.scopes.resolve(name, node) ?? (this.need(name) ? pythonName(name) : undefined);
  }

  define(name, node) {
    const { type, id, params, body } = node;
    if (node.async || node.generator) this.refuse("a function that waits or yields", node);
    const statements = body.type === "BlockStatement" ? body.body : [];
    const ownName = type === "FunctionExpression" && id ? [id.name, name] : null;
    this.scopes.enterFunction(params, statements, ownName);
    const taken = params.map((param) =>
      param.type === "Identifier" ? this.scopes.ready(param.name) : this.freshName("argument"),
    );
    const head = this.lines.length;
    this.line("");
    this.indented(() => {
      params.forEach((param, i) => {
        if (param.type !== "Identifier") this.bind(param, taken[i]);
      });
      if (body.type !== "BlockStatement") this.line(`return ${this.expression(body)}`);
      else {
        this.statements(statements);
        // Who runs off the end of a function returns None there.
        if (statements.at(-1)?.type !== "ReturnStatement") this.line("return js.undefined");
      }
    });
    const held = this.scopes.leaveFunction().map((variable) => `${variable}=${variable}`);
    // Callers give more arguments than a function takes, or fewer.
    const all = [...taken.map((known) => `${known}=js.undefined`), "*_more", ...held];
    this.lines[head] = `${"    ".repeat(this.depth)}def ${name}(${all.join(", ")}):`;
  }

  /** Functions are known in all of their block. */
  statements(statements) {
    const isFunction = ({ type }) => type === "FunctionDeclaration";
    for (const statement of statements.filter(isFunction)) this.statement(statement);
    for (const statement of statements.filter((one) => !isFunction(one))) this.statement(statement);
  }

  /** Gives the names of a pattern their values. */
  bind(pattern, value) {
    if (pattern.type === "Identifier") {
      this.line(`${this.scopes.ready(pattern.name)} = ${value}`);
    } else if (pattern.type === "AssignmentPattern") {
      const name = this.freshName("given");
      this.line(`${name} = ${value}`);
      this.line(`if ${name} is js.undefined:`);
      this.indented(() => this.line(`${name} = ${this.expression(pattern.right)}`));
      this.bind(pattern.left, name);
    } else if (pattern.type === "ArrayPattern") this.bindArray(pattern, value);
    else if (pattern.type === "ObjectPattern") this.bindObject(pattern, value);
    else this.refuse(pattern.type, pattern);
  }

  bindArray({ elements }, value) {
    const name = this.freshName("items");
    this.line(`${name} = [*js.each(${value})]`);
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
      if (property.computed) this.refuse("a computed name in a pattern", property);
      const key = JSON.stringify(String(property.key.name ?? property.key.value));
      taken.push(key);
      this.bind(property.value, `js.get(${name}, ${key})`);
    }
  }

  statement(node) {
    const write = statements[node.type] ?? this.refuse(node.type, node);
    write(this, node);
  }

  /** A statement that may be a block, with the names that it declares. */
  scoped(node) {
    const inner = node.type === "BlockStatement" ? node.body : [node];
    this.scopes.enterBlock(inner);
    this.statements(inner);
    this.scopes.leaveBlock();
  }

  assign(target, operator, value) {
    if (target.type !== "Identifier") this.refuse("an assignment to a property", target);
    const name = this.scopes.assigned(target.name, target);
    if (operator === "") return this.line(`${name} = ${value}`);
    const write = operators[operator] ?? this.refuse(`operator ${operator}=`, target);
    return this.line(`${name} = ${write(name, value)}`);
  }
}
