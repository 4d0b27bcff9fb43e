/** Command `serve`: the studio as a page on this machine, for a browser here or at the other end of an SSH tunnel. */
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { distPath } from "../../../workers/distPath.ts";
import { InputError } from "../../common/errors.ts";
import { integerFrom } from "./arguments.ts";

const examples = `
Examples:
  visualatom serve --open
  ssh -L 4512:127.0.0.1:4512 HOST visualatom serve --port 4512     on another machine, the page in a browser here

It prints the address to open. A port that is asked for and taken is refused.`;

export function addServe(program: Command): void {
  program
    .command("serve")
    .description("the studio as a page in your browser, on this machine only")
    .option("--port <n>", "port (default: 4512, or a free one if that is taken)", integerFrom(0, 65_535))
    .option("--open", "open the page in the default browser")
    .addHelpText("after", examples)
    .action(async (options) => {
      // A bundle of its own, so that the other commands do not load what only the studio needs.
      const address = pathToFileURL(distPath("serve.js")).href;
      const { serve } = (await import(address)) as typeof import("../browser/serve.ts");
      try {
        await serve(options);
      } catch (error) {
        // The other bundle has a class of its own for it.
        const isInput = error instanceof Error && error.name === "InputError";
        throw isInput ? new InputError(error.message) : error;
      }
    });
}
