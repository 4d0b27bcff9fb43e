import { describe, expect, test } from "vitest";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { referenceStream } from "../../core/render/referenceSource.ts";
import { Cancelled } from "../../main/common/errors.ts";
import { type ClassParametersOptions, classParameters } from "../../main/generate/classes/classParameters.ts";
import { WorkerPool } from "../../main/generate/pool.ts";
import type { Task } from "../../workers/messages.ts";
import { cacheOfOwn, temporaryFolder } from "../support/folders.ts";

const parameters = { vertices: [3, 12], orbits: [1, 6] };
const config = parseConfig({
  ...{ formulation: "release", classes: 6, instances: 3, imageSize: 32, startClass: 10 },
  ...{ streams: 2, parameters },
});

/** A pool that counts what it is asked for. @param cache of an earlier one */
function counted(cache = temporaryFolder()) {
  cacheOfOwn(cache);
  const tasks: Task[] = [];
  const pool = new WorkerPool(1);
  const run = pool.run.bind(pool);
  pool.run = (task) => {
    tasks.push(task);
    return run(task);
  };
  const options: ClassParametersOptions = { pool: () => pool };
  return { tasks, options, cache, pool };
}

async function all(options: ClassParametersOptions): Promise<[number, ClassParameters][]> {
  const found: [number, ClassParameters][] = [];
  for await (const entry of classParameters(config, options)) found.push(entry);
  return found;
}

describe("the classes of an exact dataset", () => {
  test("are those of the reference, in order, and are found once", async () => {
    const first = counted();
    const found = await all(first.options);
    await first.pool.close();
    const expected = [0, 1].flatMap((stream) =>
      [...referenceStream(config, stream)]
        .filter(({ instance }) => instance === 0)
        .map((image): [number, ClassParameters] => [image.classIndex, image.parameters]),
    );
    expect(found).toEqual(expected);
    expect(first.tasks.length).toBeGreaterThan(0);

    const again = counted(first.cache);
    expect(await all(again.options)).toEqual(expected);
    await again.pool.close();
    expect(again.tasks).toEqual([]);
  });

  test("are told one by one as they become known, with how many are", async () => {
    const { options, pool } = counted();
    const known: number[] = [];
    const classes = classParameters(config, { ...options, progress: (done) => known.push(done) });
    // The first class of a stream needs no running past anything.
    expect((await classes.next()).value[0]).toBe(10);
    expect(known.every((done) => done < config.classes)).toBe(true);
    for await (const _ of classes);
    await pool.close();
    expect(known.at(-1)).toBe(config.classes);
    expect(known).toEqual([...known].sort((a, b) => a - b));
  });

  test("are left when nobody wants them any more", async () => {
    const { options, pool } = counted();
    const abort = new AbortController();
    const classes = classParameters(config, { ...options, signal: abort.signal });
    pool.run = () => new Promise(() => {});
    await classes.next();
    const second = classes.next();
    abort.abort();
    await expect(second).rejects.toThrow(Cancelled);
    await pool.close();
  });
});
