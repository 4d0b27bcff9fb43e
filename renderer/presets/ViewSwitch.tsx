/** The presets, or a comparison of some of them: two views of one place. */
import { SegmentedControl } from "@mantine/core";
import { go } from "../shell/route.ts";
import { lastComparison } from "./compare/lastComparison.ts";

const views = [
  { value: "all", label: "All" },
  { value: "compare", label: "Compare" },
];

export function ViewSwitch({ view }: { view: "all" | "compare" }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="View"
      data={views}
      value={view}
      onChange={(next) => go(next === "all" ? "#/presets" : lastComparison())}
    />
  );
}
