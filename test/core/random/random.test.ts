/** Random numbers are the published ones: Philox's known answers and CPython's Mersenne Twister. */
import { describe, expect, it } from "vitest";
import { pnoise1 } from "../../../core/mathematics/gradientNoise.ts";
import { MersenneTwister } from "../../../core/random/mersenneTwister.ts";
import { Draws, type PhiloxBlock, philox, unitFromWords } from "../../../core/random/philox.ts";

describe("Philox4x32-10", () => {
  const zeros: PhiloxBlock = [0, 0, 0, 0];
  const ones: PhiloxBlock = [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff];
  const pi: PhiloxBlock = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
  it.each<[PhiloxBlock, number, number, PhiloxBlock]>([
    [zeros, 0, 0, [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
    [ones, 0xffffffff, 0xffffffff, [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
    [pi, 0xa4093822, 0x299f31d0, [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]],
  ])("gives the published words for counter %j", (counter, key0, key1, words) => {
    expect(philox(counter, key0, key1)).toEqual(words);
  });

  it("lays noise words out by lane: word n is word (n>>2)&3 of block 4(n>>4) + (n&3)", () => {
    const words = new Draws(7, 3, 5).noiseWords(2, 37);
    for (let n = 0; n < 37; n++) {
      expect(words[n]).toBe(philox([4 * (n >> 4) + (n & 3), 2, 5, 3], 7, 0)[(n >> 2) & 3]);
    }
  });

  it("keys with all 53 bits of the seed", () => {
    const seed = 5 * 2 ** 32 + 9;
    const [a, b] = philox([0, 0xffffffff, 1, 4], 9, 5);
    expect(new Draws(seed, 4, 1).unit(0)).toBe(unitFromWords(a, b));
  });
});

describe("the Mersenne Twister", () => {
  /** `random.seed(n); [random.random() for _ in range(3)], [random.randint(0, 255) for _ in range(6)]` in CPython 3.11. */
  const cpython: [bigint, number[], number[]][] = [
    [0n, [0.8444218515250481, 0.7579544029403025, 0.420571580830845], [132, 248, 207, 155, 244, 183]],
    [1n, [0.13436424411240122, 0.8474337369372327, 0.763774618976614], [130, 60, 253, 230, 241, 194]],
    [20n, [0.9056396761745207, 0.6862541570267026, 0.7665092563626442], [77, 133, 51, 167, 86, 13]],
    [
      4294967295n,
      [0.6353574441341173, 0.20319993954407756, 0.6073666030347188],
      [149, 174, 195, 143, 181, 254],
    ],
    [4294967296n, [0.11299430095636409, 0.41782886486292836, 0.0166763664992291], [169, 231, 7, 70, 38, 221]],
    [
      9007199254740991n,
      [0.09425040007102303, 0.22287455761867403, 0.19135148760372034],
      [75, 59, 49, 11, 246, 229],
    ],
    [
      123456789012345678901234567890n,
      [0.7275084571578186, 0.1595204831720859, 0.011812474780114934],
      [137, 57, 125, 187, 134, 34],
    ],
  ];

  it.each(cpython)("gives CPython's numbers for seed %s", (seed, uniforms, integers) => {
    const random = new MersenneTwister();
    random.seed(seed);
    expect(uniforms.map(() => random.random())).toEqual(uniforms);
    expect(integers.map(() => random.randint(0, 255))).toEqual(integers);
  });

  it("goes on from a restored state", () => {
    const random = new MersenneTwister();
    random.seed(42);
    for (let n = 0; n < 1000; n++) random.nextWord();
    const other = new MersenneTwister();
    other.restore(random.state());
    for (let n = 0; n < 1000; n++) expect(other.nextWord()).toBe(random.nextWord());
  });
});

describe("pnoise1", () => {
  it.each([
    [0.5, 0.699999988079071],
    [1.25, 0.12070312350988388],
    [255.5, -0.30000001192092896],
    [1023.75, -0.5619140863418579],
    [9999.875, 0.06043396145105362],
    [1234.5678, 0.2782515585422516],
  ])("of %d is %d, as the noise package has it", (x, value) => {
    expect(pnoise1(x)).toBe(value);
  });
});
