/** The twin is an image source like the kernel: same states of a stream, same refusals of misuse. */
import { describe, expect, it } from "vitest";
import { findPreset } from "../../core/config/presets.ts";
import { applyOverrides } from "../../core/config/schema.ts";
import { ReferenceSource } from "../../core/render/referenceSource.ts";
import { sha256 } from "../support/digests.ts";
import { kernelSource } from "../support/kernel.ts";

const streamsOf = (preset: string) =>
  applyOverrides(findPreset(preset).config, { classes: 40, instances: 3 });
const streams = streamsOf("visualatom-1k-exact");
const randomAccess = findPreset("visualatom-1k").config;

describe("a stream's checkpoint", () => {
  it.each(["visualatom-1k-exact", "rcdb-1k-exact"])(
    "taken from the kernel is resumed by the twin, and the other way round, at every image: %s",
    async (preset) => {
      const streams = streamsOf(preset);
      const kernel = await kernelSource(streams);
      const twin = new ReferenceSource(streams);
      const images = [0, 1, 2, 3, 4, 5].map((n) => [2 + Math.floor(n / 3), n % 3] as const);
      for (const [n, [classIndex, instance]] of images.slice(0, -1).entries()) {
        kernel.begin(classIndex, instance);
        twin.begin(classIndex, instance);
        if (n % 2) {
          kernel.skip();
          twin.skip();
        } else {
          expect(sha256(twin.paint())).toBe(sha256(kernel.paint()));
        }
        const [fromKernel, fromTwin] = [kernel.checkpoint()!, twin.checkpoint()!];
        expect({ ...fromTwin, state: null }).toEqual({ ...fromKernel, state: null });
        const [resumedTwin, resumedKernel] = [new ReferenceSource(streams), await kernelSource(streams)];
        resumedTwin.restore(fromKernel);
        resumedKernel.restore(fromTwin);
        const [nextClass, nextInstance] = images[n + 1];
        expect(resumedTwin.begin(nextClass, nextInstance)).toEqual(
          resumedKernel.begin(nextClass, nextInstance),
        );
        expect(sha256(resumedTwin.paint())).toBe(sha256(resumedKernel.paint()));
      }
    },
  );

  it("is none under random access", () => {
    const source = new ReferenceSource(randomAccess);
    source.begin(0, 0);
    expect(source.checkpoint()).toBeNull();
  });
});

describe("the twin", () => {
  it("goes back to the stream's seed for an image that lies behind", () => {
    const source = new ReferenceSource(streams);
    source.begin(4, 0);
    const first = sha256(source.paint());
    source.begin(5, 1);
    source.paint();
    source.begin(4, 0);
    expect(sha256(source.paint())).toBe(first);
  });

  it("refuses an image that the dataset does not have", () => {
    const source = new ReferenceSource(streams);
    expect(() => source.begin(40, 0)).toThrow("class 40 is not one of 0 … 39");
    expect(() => source.begin(0, 3)).toThrow("instance 3 is not one of 0 … 2");
    expect(() => source.begin(-1, 0)).toThrow(RangeError);
    expect(() => source.begin(0.5, 0)).toThrow(RangeError);
  });

  it("draws each begun image once", () => {
    const source = new ReferenceSource(randomAccess);
    expect(() => source.paint()).toThrow("begin one before drawing");
    source.begin(0, 0);
    source.paint();
    expect(() => source.paint()).toThrow("begin one before drawing");
  });

  it("leaves PNG to the kernel", () => {
    expect(() => new ReferenceSource(randomAccess).encodePng()).toThrow("not provided by the reference");
  });
});
