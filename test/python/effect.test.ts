/** The measurement of what pre-training is worth: its pictures, trainings and tables, on pictures whose answer is known. */
import { describe, expect, it } from "vitest";
import { runWithPackage, whyNoPackage } from "../support/python.ts";

describe.skipIf(whyNoPackage(", torch, timm, PIL") !== null)("the measurement of the effect", () => {
  it("draws, trains and sums up as it says", () => {
    expect(runWithPackage("effect.py")).toBe("ok");
  });
});
