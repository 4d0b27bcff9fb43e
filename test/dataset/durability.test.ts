/** The mark of what is on the disk: none is made any more of a folder that is finished or that has lost something. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Durability, INTERVAL_MS } from "../../main/dataset/durability/durability.ts";
import { markName } from "../../main/dataset/durability/mark.ts";
import { Journal, journalName } from "../../main/dataset/journal/journal.ts";
import { temporaryFolder } from "../support/folders.ts";

function durabilityHere(): { durability: Durability; isMarked: () => boolean; close: () => void } {
  const out = temporaryFolder();
  const journal = Journal.open(join(out, journalName), () => {});
  const durability = new Durability({ out, mark: markName, journal, isThere: () => true });
  return { durability, isMarked: () => existsSync(join(out, markName)), close: () => journal.close() };
}

describe("the mark", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is made at every interval", async () => {
    const { durability, isMarked, close } = durabilityHere();
    vi.advanceTimersByTime(INTERVAL_MS);
    await durability.end();
    expect(isMarked()).toBe(true);
    close();
  });

  it("of a finished dataset is gone, also where an interval ended while the disk was waited for", async () => {
    const { durability, isMarked, close } = durabilityHere();
    const marked = durability.markNow();
    vi.advanceTimersByTime(INTERVAL_MS);
    await marked;
    expect(isMarked()).toBe(true);
    await durability.remove();
    await durability.end();
    expect(isMarked()).toBe(false);
    close();
  });

  it("is not made of what has been doubted meanwhile", async () => {
    const { durability, isMarked, close } = durabilityHere();
    vi.advanceTimersByTime(INTERVAL_MS);
    durability.doubt();
    vi.advanceTimersByTime(INTERVAL_MS);
    await durability.end();
    expect(isMarked()).toBe(false);
    close();
  });
});
