/** Runs the benchmarks: `npm run bench`, or `npm run bench -- render png` for some of them. */
import { readdirSync } from "node:fs";

const folder = new URL("./", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.mjs"))
  .map((file) => file.replace(".bench.mjs", ""));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}; there are ${names.join(", ")}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : names) {
  const bench = await import(new URL(`${name}.bench.mjs`, folder).href);
  console.log(`\n${name}: ${bench.description}`);
  await bench.run();
}
