/** One thread for all that a test file draws, instead of new ones for each command: for `vi.mock` of `main/generate/threads.ts`. */
import { Piscina } from "piscina";
import { distPath } from "../../workers/distPath.ts";

let shared: Piscina | undefined;

/** As a pool of its own, which is ended by nobody but the end of the tests. */
export function openThreads(): Piscina {
  shared ??= new Piscina({
    filename: distPath("thread.cjs"),
    minThreads: 1,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    atomics: "disabled",
  });
  return new Proxy(shared, {
    get(target, name) {
      if (name === "destroy") return async () => {};
      if (name === "on") return () => {};
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

export async function endThreads(): Promise<void> {
  await shared?.destroy();
  shared = undefined;
}
