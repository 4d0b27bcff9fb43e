/** A step of the history changes something: a gesture that ends where it began leaves none. */
import { expect, test } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { advance, type History, undo } from "../../renderer/editing/history.ts";

const design = (classes: number) => ({
  configId: String(classes),
  config: parseConfig({ formulation: "paper", classes }),
});
const start: History = {
  at: { ...design(1000), origin: 0 },
  past: [],
  future: [],
  origins: [{ kind: "preset", name: "visualatom-1k" }],
};
const steps = ({ past, at }: History) => [...past, at].map(({ config }) => config.classes);

test("a gesture that comes back is no step", () => {
  const typed = advance(start, design(1001), { undoable: true });
  expect(steps(typed)).toEqual([1000, 1001]);
  expect(steps(advance(typed, design(1000), { undoable: false }))).toEqual([1000]);
});

test("one that goes on elsewhere is one step", () => {
  const typed = advance(advance(start, design(30), { undoable: true }), design(300), { undoable: false });
  expect(steps(typed)).toEqual([1000, 300]);
});

test("a step of its own to an earlier value is kept", () => {
  const typed = advance(start, design(1001), { undoable: true });
  const back = advance(typed, design(1000), { undoable: true });
  expect(steps(back)).toEqual([1000, 1001, 1000]);
  expect(steps(undo(back))).toEqual([1000, 1001]);
});

test("another design with the same values is a step, since it has another name", () => {
  const { config } = design(1000);
  const opened = advance(start, design(1000), {
    undoable: true,
    origin: { kind: "file", name: "mine.visualatom", path: null, config },
  });
  expect(steps(opened)).toEqual([1000, 1000]);
});
