/** Presets and designs beside one another: their pictures, what is measured of them, and how that is distributed. */
import { Button, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { sameConfig } from "../../../core/config/schema.ts";
import { useCurrentConfig } from "../../editing/currentConfig.tsx";
import { Empty } from "../../shared/Empty.tsx";
import { go, goInPlace, useAddress } from "../../shell/route.ts";
import {
  type Choice,
  type ComparisonView,
  choiceTitle,
  comparisonAddress,
  parseComparison,
  presetChoice,
} from "./address.ts";
import { Chosen } from "./Chosen.tsx";
import { keepComparison } from "./lastComparison.ts";
import { MeasureTable } from "./MeasureTable.tsx";
import { PictureRows } from "./PictureRows.tsx";
import { Plots } from "./Plots.tsx";
import { Start } from "./Start.tsx";
import { useComparison } from "./useComparison.ts";

/** What the empty place proposes. */
const FIRST = ["visualatom-1k", "rcdb-1k", "exfractaldb-1k"];

export function CompareView() {
  const address = useAddress();
  const { view, problems } = parseComparison(address);
  useEffect(() => keepComparison(address), [address]);
  const { choices } = view;
  const state = useComparison(view);
  const { config: current, choosePreset, setConfig } = useCurrentConfig();
  const [wanted, setMarked] = useState(0);
  const marked = Math.min(wanted, Math.max(0, choices.length - 1));
  const show = (next: Partial<ComparisonView>) => go(comparisonAddress({ ...view, ...next }));
  const { comparison, comparing } = state;
  const titles = choices.map(choiceTitle);

  async function takeAsDesign({ kind, name, config }: Choice): Promise<void> {
    // Where it is from stays known.
    if (sameConfig(config, current)) return;
    if (kind === "preset") await choosePreset(name);
    else await setConfig(config, { origin: { kind: "file", name, path: null, config } });
  }

  return (
    <>
      <Chosen view={view} marked={marked} onMark={setMarked} onChange={show} />
      {problems.map((problem) => (
        <Text key={problem} size="sm" c="var(--studio-warning)" role="alert">
          {problem}
        </Text>
      ))}
      {choices.length === 0 ? (
        <Empty
          title="How varied are they?"
          order={2}
          action={
            <Button onClick={() => show({ choices: FIRST.map(presetChoice) })}>
              Compare {FIRST.map((name) => choiceTitle(presetChoice(name))).join(", ")}
            </Button>
          }
        >
          Presets and designs beside one another: pictures, how varied their classes and images are, what is
          wrong with some of them, and what they cost. Choose two to six.
        </Empty>
      ) : (
        <>
          <Start
            view={view}
            state={state}
            titles={titles}
            onSample={(sample) => goInPlace(comparisonAddress({ ...view, ...sample }))}
          />
          <PictureRows compared={state.compared} choices={choices} onTake={takeAsDesign} />
          {comparison !== null && (
            <>
              <MeasureTable
                comparison={comparison}
                titles={titles}
                marked={marked}
                disturbed={comparing?.disturbed ?? false}
              />
              <Plots comparison={comparison} titles={titles} marked={marked} />
            </>
          )}
        </>
      )}
    </>
  );
}
