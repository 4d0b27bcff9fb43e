/** What a dataset's images are like: how much is drawn on, how bright they are, which are blank, which classes are alike. */
import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { DatasetInfo, DatasetQuality } from "../../../core/studio/api.ts";
import { Histogram } from "../../plots/index.ts";
import { formatCount, messageOf } from "../../shared/format.ts";
import { useStudio } from "../../shared/studio.tsx";
import { ClassLinks } from "./ClassLinks.tsx";
import { NearClasses } from "./NearClasses.tsx";
import classes from "./quality.module.css";
import { classesWithin } from "./qualityFigures.ts";

interface QualityProps {
  dataset: DatasetInfo;
  config: DatasetConfig;
}

export function Quality({ dataset, config }: QualityProps) {
  const { api } = useStudio();
  const quality = useQuery({
    queryKey: ["datasetQuality", dataset.datasetId, dataset.fingerprint, dataset.images],
    queryFn: () => api.datasetQuality({ datasetId: dataset.datasetId }),
    retry: false,
  });
  return (
    <section aria-label="Quality" className={classes.quality}>
      <Title order={3} size="h6">
        Quality
      </Title>
      {quality.error && <Text size="xs">{messageOf(quality.error)}</Text>}
      {quality.data && <Figures quality={quality.data} config={config} />}
    </section>
  );
}

const figures = [
  { key: "inkCoverage", label: "Ink coverage", name: "ink coverage of each class", unit: "%", scale: 100 },
  { key: "meanGrey", label: "Mean grey", name: "mean grey of each class", unit: "of 255", scale: 1 },
] as const;

function Figures({ quality, config }: { quality: DatasetQuality; config: DatasetConfig }) {
  const { statistics, nearDuplicates, classes: table } = quality;
  const withBlank = table.numbers.filter((_, i) => table.blank[i] > 0);
  if (statistics === null && table.numbers.length === 0 && nearDuplicates === null) {
    return (
      <Text size="xs" c="dimmed">
        Told once all images have been made.
      </Text>
    );
  }
  return (
    <>
      {figures.map(({ key, label, name, unit, scale }) => (
        <Figure
          key={key}
          label={label}
          name={name}
          unit={unit}
          numbers={table.numbers}
          values={table[key].map((value) => value * scale)}
          mean={statistics === null ? null : statistics[key] * scale}
          config={config}
        />
      ))}
      {statistics !== null && statistics.redrawnImages > 0 && (
        <p>
          <span className={classes.label}>Drawn again</span> {formatCount(statistics.redrawnImages)}
        </p>
      )}
      {withBlank.length > 0 && (
        <>
          <p className={classes.label}>Classes with blank images</p>
          <ClassLinks numbers={withBlank} config={config} />
        </>
      )}
      {nearDuplicates && <NearClasses found={nearDuplicates} config={config} />}
    </>
  );
}

interface FigureProps {
  label: string;
  name: string;
  unit: string;
  numbers: readonly number[];
  values: readonly number[];
  mean: number | null;
  config: DatasetConfig;
}

/** A histogram over the classes; brushing it names the classes that it chooses. */
function Figure({ label, name, unit, numbers, values, mean, config }: FigureProps) {
  const [range, setRange] = useState<[number, number] | null>(null);
  return (
    <>
      <p>
        <span className={classes.label}>{label}</span>
        {mean !== null && ` ${mean.toFixed(1)} ${unit}`}
      </p>
      {values.length > 1 && (
        <Histogram
          label={name}
          values={values}
          integer={false}
          unit={unit}
          selection={range}
          onSelect={setRange}
        />
      )}
      {range !== null && <ClassLinks numbers={classesWithin(numbers, values, range)} config={config} />}
    </>
  );
}
