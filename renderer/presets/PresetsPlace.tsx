/** Presets: the datasets of the paper, one click away from the disk, and its ablation rows. */
import { Text, Title } from "@mantine/core";
import { type Preset, presets } from "../../core/config/presets.ts";
import { formulations } from "../../core/formulations/index.ts";
import { useAddress } from "../shell/route.ts";
import { AblationTable } from "./AblationTable.tsx";
import { isComparison } from "./compare/address.ts";
import { CompareView } from "./compare/CompareView.tsx";
import { familyOf } from "./familyOf.ts";
import { PresetCard } from "./PresetCard.tsx";
import classes from "./presets.module.css";
import { ViewSwitch } from "./ViewSwitch.tsx";

const families = [
  ...new Map(Object.values(formulations).map(({ family }) => [family.name, family])).values(),
];

const of = (group: Preset["group"]) => presets.filter((preset) => preset.group === group);

/** All of them, or some of them beside one another. */
export function PresetsPlace() {
  const isCompared = isComparison(useAddress());
  return (
    <div className={isCompared ? classes.comparison : classes.place}>
      <header className={classes.header}>
        <Title order={1} size="h4">
          {isCompared ? "Compare" : "Datasets"}
        </Title>
        <ViewSwitch view={isCompared ? "compare" : "all"} />
      </header>
      {isCompared ? <CompareView /> : <AllPresets />}
    </div>
  );
}

function AllPresets() {
  return (
    <>
      <Text c="dimmed">
        Choose one and a folder; the pictures are drawn here, on this computer, without a download.
      </Text>
      {families.map(({ name, source }) => (
        <section key={name} aria-label={name}>
          <Title order={2} size="h5" className={classes.family}>
            {name} <span className={classes.source}>{source}</span>
          </Title>
          <div className={classes.cards}>
            {of("datasets")
              .filter((preset) => familyOf(preset) === name)
              .map((preset) => (
                <PresetCard key={preset.name} preset={preset} />
              ))}
          </div>
        </section>
      ))}
      <Title order={2} size="h4" className={classes.ablations}>
        Ablations
      </Title>
      <Text c="dimmed" mb={8}>
        One parameter moved away from the best practice, as in Tables 3–6. Accuracies in % after pre-training
        on the authors’ images, from the paper; none is known for images made here. What is marked as ours is
        not in the paper’s tables and has not been measured: atoms whose waves repeat in themselves, which its
        Limitations propose.
      </Text>
      <AblationTable presets={of("ablation")} />
    </>
  );
}
