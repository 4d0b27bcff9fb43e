/** Of an answer and of what is told meanwhile, the newer counts. */
import { expect, test } from "vitest";
import { unlessTold } from "../../renderer/shared/told.ts";

test("an answer counts where nothing was told since it was asked for", () => {
  let known: string | null = "before";
  const newest = unlessTold(() => known);
  expect(newest("answer")).toBe("answer");
  known = "told meanwhile";
  expect(newest("answer")).toBe("told meanwhile");
});
