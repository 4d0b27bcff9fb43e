/** Regular expressions as Python has them, as far as they mean the same there. */

/** Escapes that mean the same once Python looks at ASCII alone. */
const ESCAPES = /[dDwWbB\\/^$.*+?()[\]{}|-]/;

/**
 * `js.regex(pattern, flags)`.
 * @param refuse throws an error that says what is not known
 */
export function pythonPattern({ pattern, flags }, refuse) {
  if (flags !== "" && flags !== "g") return refuse(`a regular expression with the flags ${flags}`);
  let written = "";
  let isClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    const next = pattern[at + 1] ?? "";
    if (sign === "\\") {
      if (!ESCAPES.test(next)) return refuse(`\\${next} in a regular expression`);
      written += sign + next;
      at += 1;
    } else if (isClass) {
      // Python takes these for sets of another kind, some day.
      if (sign === "[" || (sign === next && "-&~|".includes(sign))) {
        return refuse(`${sign} in a class of a regular expression`);
      }
      isClass = sign !== "]";
      written += sign;
    } else if (sign === "(" && next === "?" && !":=!".includes(pattern[at + 2] ?? " ")) {
      return refuse("a named group or a look behind in a regular expression");
    } else {
      isClass = sign === "[";
      // There `$` also stands before a line's end that is the last sign.
      written += sign === "$" ? "\\Z" : sign;
    }
  }
  return `js.regex(${JSON.stringify(written)}, ${JSON.stringify(flags)})`;
}
