/** Times as people say them, and how long a job has to go. */
import { expect, test } from "vitest";
import type { JobSummary } from "../../core/studio/api.ts";
import { formatClock, formatDay, secondsToGo } from "../../renderer/shared/text/moments.ts";

const noon = new Date(2026, 2, 28, 12, 0).getTime();
const at = (month: number, day: number, hour = 9) => new Date(2026, month, day, hour, 5).getTime();

test("days near today have names, whatever the hour and the change to summer time", () => {
  expect(formatDay(at(2, 28, 0), noon)).toBe("today");
  expect(formatDay(at(2, 27, 23), noon)).toBe("yesterday");
  expect(formatDay(at(2, 29, 23), noon)).toBe("tomorrow");
  expect(formatDay(at(2, 25), noon)).toBe("Wed 25 Mar");
  expect(formatDay(new Date(2025, 10, 3).getTime(), noon)).toBe("Mon 3 Nov 2025");
});

test("the clock has 24 hours and two digits", () => {
  expect([formatClock(at(2, 28, 0)), formatClock(at(2, 28, 14))]).toEqual(["00:05", "14:05"]);
});

test("what is left is told by the job at work, else by its speed, else by what was expected", () => {
  const job = { state: "running", imagesTotal: 100, imagesDone: 40, imagesPerSecond: 2 } as JobSummary;
  expect(secondsToGo({ ...job, secondsLeft: 12 })).toBe(12);
  expect(secondsToGo({ ...job, state: "cancelled", secondsLeft: null })).toBe(30);
  const unknown: JobSummary = {
    ...job,
    state: "queued",
    secondsLeft: null,
    imagesPerSecond: 0,
    expected: null,
  };
  expect(secondsToGo({ ...unknown, expected: { seconds: 50, bytes: 1 } })).toBe(30);
  expect(secondsToGo(unknown)).toBeNull();
});
