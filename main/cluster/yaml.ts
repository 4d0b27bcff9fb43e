/** Plain objects as YAML: block style, every string that could be read as something else in quotes. */

export type Yaml = string | number | boolean | null | Yaml[] | { [key: string]: Yaml | undefined };

export function yamlText(value: { [key: string]: Yaml | undefined }): string {
  return mapping(value, "");
}

function mapping(value: { [key: string]: Yaml | undefined }, indent: string): string {
  return Object.entries(value)
    .filter((entry): entry is [string, Yaml] => entry[1] !== undefined)
    .map(([key, item]) => `${indent}${scalar(key)}:${nested(item, indent)}`)
    .join("");
}

function nested(item: Yaml, indent: string): string {
  if (typeof item !== "object" || item === null) return ` ${scalar(item)}\n`;
  if (Object.keys(item).length === 0) return Array.isArray(item) ? " []\n" : " {}\n";
  if (!Array.isArray(item)) return `\n${mapping(item, `${indent}  `)}`;
  return `\n${item.map((element) => listed(element, `${indent}  `)).join("")}`;
}

function listed(element: Yaml, indent: string): string {
  if (typeof element !== "object" || element === null) return `${indent}- ${scalar(element)}\n`;
  if (Array.isArray(element)) return `${indent}-${nested(element, indent)}`;
  // The first key stands beside the dash.
  return `${indent}- ${mapping(element, `${indent}  `).trimStart()}`;
}

function scalar(value: string | number | boolean | null): string {
  if (typeof value !== "string") return String(value);
  // JSON's strings are YAML's strings in double quotes.
  return /^[A-Za-z/][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
