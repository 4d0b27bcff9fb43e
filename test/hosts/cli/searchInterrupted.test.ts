/** Whoever ends a command while it searches for classes waits for none of them. */
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startCli } from "../../support/cli.ts";
import { cacheOfOwn, temporaryFolder, writeJson } from "../../support/folders.ts";

cacheOfOwn();
const folder = temporaryFolder();

/** Says on stderr when the command begins to listen to signals, which is just before its search. */
const says = `const on = process.on; process.on = function (name, listener) {
  on.call(this, name, listener);
  if (name === "SIGTERM") process.stderr.write("listening\\n");
  return this;
};`;
const env = {
  ...process.env,
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(says)}`,
};

/** Left alone, the search ends with code 2, since none of a thousand candidates becomes a class. */
const configOf = (search: string) => {
  const parameters = { search, rate: 0.99, searchPoints: 1_000_000 };
  return writeJson(join(folder, `${search}.json`), { formulation: "fractaldb", classes: 40, parameters });
};

describe("a search that cannot succeed", () => {
  it.each(
    [
      ["preview", "--out", join(folder, "sheet.png")],
      ["stream"],
      ["classes"],
      ["generate", "--out", join(folder, "out")],
    ].flatMap((command) =>
      (["SIGINT", "SIGTERM"] as const).map(
        (signal, i) => [signal, ["random", "script"][i], command] as const,
      ),
    ),
  )("ends at %s, %s: %j", async (signal, search, command) => {
    const running = startCli([...command, "--config", configOf(search), "--workers", "2"], { env });
    await once(running.process.stderr!, "data");
    running.process.kill(signal);
    const { code, stderr } = await running.ended;
    expect([code, stderr]).toEqual([130, expect.not.stringMatching(/^error/m)]);
  });
});
