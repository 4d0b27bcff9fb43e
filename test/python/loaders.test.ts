/** A dataset in Python is the same in any number of worker processes and threads, as PyTorch starts them. */
import { describe, expect, it } from "vitest";
import { runWithPackage, whyNoPackage } from "../support/python.ts";

describe.skipIf(whyNoPackage(", torch, torchvision") !== null)("PyTorch's loaders", () => {
  it("get the same images and labels in every way", () => {
    const ways = runWithPackage<Record<string, boolean>>("loaders.py");
    expect(Object.entries(ways).filter(([, same]) => !same)).toEqual([]);
    expect(Object.keys(ways)).toHaveLength(16);
  });
});
