/** The Mersenne Twister keeps step with CPython's `random`: its states, uniforms and integers, thousands of words on. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MersenneTwister } from "../../../core/random/mersenneTwister.ts";
import { sha256 } from "../../support/digests.ts";

interface Row {
  seed: string;
  /** SHA-256 of `getstate()[1]` as 625 little-endian words, right after seeding. */
  seeded: string;
  /** Then three of uniform(0, 10000), */
  uniform: number[];
  /** [a, b, randint(a, b)], */
  randint: [number, number, number][];
  /** the word after 5,000 more, and where that leaves the state. */
  word: number;
  state: string;
  index: number;
}

const rows: Row[] = JSON.parse(
  readFileSync(new URL("../../fixtures/mersenneTwister.json", import.meta.url), "utf8"),
);

describe("the Mersenne Twister", () => {
  it.each(rows)("has CPython's state and numbers for seed $seed", (row) => {
    const twister = new MersenneTwister();
    twister.seed(BigInt(row.seed));
    expect(sha256(twister.state())).toBe(row.seeded);
    expect(row.uniform.map(() => twister.uniform(0, 10000))).toEqual(row.uniform);
    for (const [low, high, value] of row.randint) expect(twister.randint(low, high)).toBe(value);
    for (let n = 0; n < 5000; n++) twister.nextWord();
    expect(twister.nextWord()).toBe(row.word);
    expect(twister.state()[624]).toBe(row.index);
    expect(sha256(twister.state())).toBe(row.state);
  });

  it("takes a seed as number and as bigint alike", () => {
    const [a, b] = [new MersenneTwister(), new MersenneTwister()];
    a.seed(2 ** 53 - 1);
    b.seed(2n ** 53n - 1n);
    expect(a.state()).toEqual(b.state());
  });

  it("hands out a state that later draws leave alone", () => {
    const twister = new MersenneTwister();
    twister.seed(3);
    const state = twister.state();
    const before = state.slice();
    for (let n = 0; n < 700; n++) twister.nextWord();
    expect(state).toEqual(before);
  });
});
