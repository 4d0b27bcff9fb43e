/** Translates statements into Python: see translate.mjs. Each is given the body that it is written into. */

export const statements = {
  BlockStatement: (body, node) => body.scoped(node),
  ReturnStatement: (body, { argument }) =>
    body.line(argument ? `return ${body.expression(argument)}` : "return js.undefined"),
  VariableDeclaration: (body, { kind, declarations }) => {
    for (const declaration of declarations) {
      const { id, init } = declaration;
      if (kind === "var") body.refuse("var", declaration);
      if (init?.type === "ArrowFunctionExpression" && id.type === "Identifier") {
        const { python } = body.scopes.find(id.name).entry;
        body.define(python, init);
        body.scopes.ready(id.name);
      } else body.bind(id, init ? body.expression(init) : "js.undefined");
    }
  },
  FunctionDeclaration: (body, node) => {
    body.define(body.scopes.find(node.id.name).entry.python, node);
    body.scopes.ready(node.id.name);
  },
  IfStatement: (body, { test, consequent, alternate }) => {
    body.line(`if js.truthy(${body.expression(test)}):`);
    body.indented(() => body.scoped(consequent));
    if (!alternate) return;
    body.line("else:");
    body.indented(() => body.scoped(alternate));
  },
  ForOfStatement: (body, node) => {
    const { left, right, body: inner } = node;
    if (node.await || left.type !== "VariableDeclaration")
      body.refuse("a loop without a name of its own", node);
    const item = body.freshName("item");
    body.line(`for ${item} in js.each(${body.expression(right)}):`);
    body.scopes.enterBlock([left], true);
    body.indented(() => {
      body.bind(left.declarations[0].id, item);
      body.scoped(inner);
    });
    body.scopes.leaveBlock();
  },
  ForStatement: (body, node) => {
    const { init, test, update, body: inner } = node;
    if (init?.type !== "VariableDeclaration" || test === null || update === null) {
      body.refuse("a loop that leaves a part of its head out", node);
    }
    body.scopes.enterBlock([init], true);
    body.statement(init);
    // A function in the head would be made once, and not in each round.
    const before = body.lines.length;
    const condition = body.expression(test);
    if (body.lines.length > before) body.refuse("a function in the head of a loop", node);
    body.line(`while js.truthy(${condition}):`);
    body.indented(() => {
      body.scoped(inner);
      body.statement({ type: "ExpressionStatement", expression: update });
    });
    body.scopes.leaveBlock();
  },
  ExpressionStatement: (body, { expression }) => {
    if (expression.type === "UpdateExpression") {
      body.assign(expression.argument, expression.operator[0], "1");
    } else if (expression.type === "AssignmentExpression") {
      const { left, operator, right } = expression;
      body.assign(left, operator.slice(0, -1), body.expression(right));
    } else body.line(body.expression(expression));
  },
};
