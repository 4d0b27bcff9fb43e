/** Command `serve`: the studio as a page on this machine, for a browser here or at the other end of an SSH tunnel. */
import { type Command, InvalidArgumentError } from "commander";
import { integerFrom } from "./arguments.ts";

/** What browsers open no page on ("port blocking" of the Fetch standard). */
export const blockedPorts: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

const examples = `
Examples:
  visualatom serve --open
  ssh -L 4512:127.0.0.1:4512 HOST visualatom serve --port 4512     on another machine, the page in a browser here

It prints the address to open. A port that is asked for and taken is refused.`;

export function addServe(command: Command): void {
  command
    .option("--port <n>", "port (default: 4512, or a free one if that is taken)", pagePort)
    .option("--open", "open the page in the default browser")
    .addHelpText("after", examples)
    .action(async (options) => {
      const { serve } = await import("../browser/serve.ts");
      await serve(options);
    });
}

function pagePort(text: string): number {
  const port = integerFrom(0, 65_535)(text);
  if (!blockedPorts.has(port)) return port;
  throw new InvalidArgumentError(
    `${port} is not allowed; browsers open no page on this port, which is another protocol's.`,
  );
}
