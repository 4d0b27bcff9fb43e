/**
 * The names of a program as Python has them. There a name is a function's where here it is a block's, so that a name that
 * would meet another of the same function or of those around it gets one of its own.
 */

const pythonWords = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield js".split(
    " ",
  ),
);

/** What the translation itself calls what has no name. */
const FRESH = /^_\w+_\d+$/;

/** A name as Python takes it. */
export function pythonName(name) {
  const plain = name.replaceAll("$", "_");
  return pythonWords.has(plain) || FRESH.test(plain) ? `${plain}_` : plain;
}

/** Names that a pattern gives values to. */
export function namesOf(pattern) {
  if (pattern === null) return [];
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type === "AssignmentPattern") return namesOf(pattern.left);
  if (pattern.type === "RestElement") return namesOf(pattern.argument);
  const parts = pattern.elements ?? pattern.properties.map((part) => part.value ?? part);
  return parts.flatMap(namesOf);
}

/** Names that the statements of a block declare for all of it. */
function declaredIn(statements) {
  return statements.flatMap((statement) => {
    if (statement.type === "FunctionDeclaration") return [{ name: statement.id.name, isConstant: true }];
    if (statement.type !== "VariableDeclaration") return [];
    const isConstant = statement.kind === "const";
    return statement.declarations.flatMap(({ id }) => namesOf(id).map((name) => ({ name, isConstant })));
  });
}

export class Scopes {
  /** Innermost last: a function's own, or a block's within it. */
  scopes = [];

  /**
   * @param topLevel names of the bundle's top level
   * @param refuse throws an error about a node
   */
  constructor(topLevel, refuse) {
    this.topLevel = new Map([...topLevel].map((name) => [pythonName(name), name]));
    this.refuse = refuse;
  }

  /** Whether no other name of the top level is called the same in Python. */
  isOwnName(name) {
    return this.topLevel.get(pythonName(name)) === name;
  }

  /** @param ownName what a function expression calls itself, and what Python calls it */
  enterFunction(params, statements, ownName = null) {
    const names = new Map(ownName === null ? [] : [[ownName[0], { python: ownName[1], isConstant: true }]]);
    this.scopes.push({ names, used: new Map(), captured: new Set(), isFunction: true, isLoop: false });
    for (const name of params.flatMap(namesOf)) this.declare(name, false);
    this.declareAll(statements);
  }

  /** Names of the function that was entered last whose values are held when it is made, as Python has them. */
  leaveFunction() {
    return [...this.scopes.pop().captured];
  }

  enterBlock(statements, isLoop = false) {
    this.scopes.push({ names: new Map(), isFunction: false, isLoop });
    this.declareAll(statements);
  }

  leaveBlock() {
    this.scopes.pop();
  }

  /** The name of a thing that has a value from now on. */
  ready(name) {
    const found = this.find(name);
    found.entry.isReady = true;
    return found.entry.python;
  }

  /** What Python calls a name at this place; null where no function declares it. */
  resolve(name, node) {
    const found = this.find(name);
    if (found === null) return null;
    const { entry, at } = found;
    const inner = this.scopes.slice(at + 1).filter(({ isFunction }) => isFunction);
    if (inner.length > 0 && this.isInLoop(at)) {
      // Here each round has a variable of its own; there all have one, whose value has to be taken in time.
      if (!entry.isConstant) this.refuse(`a function that takes ${name}, a variable of a loop,`, node);
      if (!entry.isReady) this.refuse(`a function that takes ${name} before it has a value`, node);
      for (const { captured } of inner) captured.add(entry.python);
    }
    return entry.python;
  }

  /** The same of a name that is given another value. */
  assigned(name, node) {
    const found = this.find(name);
    if (found === null || this.scopes.slice(found.at + 1).some(({ isFunction }) => isFunction)) {
      this.refuse(`an assignment to ${name}, a variable of another function,`, node);
    }
    return found.entry.python;
  }

  find(name) {
    for (let at = this.scopes.length - 1; at >= 0; at--) {
      const entry = this.scopes[at].names.get(name);
      if (entry !== undefined) return { entry, at };
    }
    return null;
  }

  isInLoop(at) {
    const from = this.scopes.findLastIndex(({ isFunction }, i) => isFunction && i <= at);
    return this.scopes.slice(from, at + 1).some(({ isLoop }) => isLoop);
  }

  declareAll(statements) {
    for (const { name, isConstant } of declaredIn(statements)) this.declare(name, isConstant);
  }

  declare(name, isConstant) {
    const { names } = this.scopes.at(-1);
    // What a function declares anew, as a parameter once more, is the same variable.
    if (names.get(name)?.isReady === false) return;
    let python = pythonName(name);
    while (this.isTaken(python, name)) python += "_";
    this.scopes.findLast(({ isFunction }) => isFunction).used.set(python, name);
    names.set(name, { python, isConstant, isReady: false });
  }

  /** What a function declares for all of itself hides what is outside; in a block of it that would reach too far. */
  isTaken(python, name) {
    const functions = this.scopes.filter(({ isFunction }) => isFunction);
    if (functions.at(-1).used.has(python)) return true;
    const hides = this.scopes.at(-1).isFunction;
    const outer = [...functions.slice(0, -1).map(({ used }) => used), this.topLevel];
    return outer.some((used) => used.has(python) && !(hides && used.get(python) === name));
  }
}
