/** Command `serve`: the studio as a page on this machine, for a browser here or at the other end of an SSH tunnel. */
import type { Command } from "commander";
import { integerFrom } from "./arguments.ts";

const examples = `
Examples:
  visualatom serve --open
  ssh -L 4512:127.0.0.1:4512 HOST visualatom serve --port 4512     on another machine, the page in a browser here

It prints the address to open. A port that is asked for and taken is refused.`;

export function addServe(command: Command): void {
  command
    .option("--port <n>", "port (default: 4512, or a free one if that is taken)", integerFrom(0, 65_535))
    .option("--open", "open the page in the default browser")
    .addHelpText("after", examples)
    .action(async (options) => {
      const { serve } = await import("../browser/serve.ts");
      await serve(options);
    });
}
