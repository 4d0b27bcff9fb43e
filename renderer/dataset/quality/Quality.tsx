/** What a dataset's images are like: how much is drawn on, how bright they are, which are blank, which classes are alike. */
import { Text, Title } from "@mantine/core";
import type { ClassTable, DatasetInfo, DatasetQuality } from "../../../core/studio/api.ts";
import { Histogram } from "../../plots/index.ts";
import { formatCount, messageOf } from "../../shared/text/format.ts";
import { figureColumns, useQuality } from "../grid/useDatasetTable.ts";
import { Measure } from "../measure/Measure.tsx";
import { useDatasetView } from "../useDatasetView.ts";
import { NearClasses } from "./NearClasses.tsx";
import classes from "./quality.module.css";

interface QualityProps {
  dataset: DatasetInfo;
  table: ClassTable | null;
}

export function Quality({ dataset, table }: QualityProps) {
  const quality = useQuality(dataset);
  return (
    <section aria-label="Quality" className={classes.quality}>
      <Title order={2} size="h6">
        Quality
      </Title>
      {quality.error && <Text size="xs">{messageOf(quality.error)}</Text>}
      {quality.data && <Figures dataset={dataset} quality={quality.data} table={table} />}
      {quality.data && <Measure dataset={dataset} quality={quality.data} />}
    </section>
  );
}

interface FiguresProps {
  dataset: DatasetInfo;
  quality: DatasetQuality;
  table: ClassTable | null;
}

function Figures({ dataset, quality, table }: FiguresProps) {
  const { statistics, nearDuplicates, classes: measured } = quality;
  const withBlank = measured.blank.filter((count) => count > 0).length;
  if (statistics === null && measured.numbers.length === 0 && nearDuplicates === null) {
    if (dataset.config === null) return null;
    return (
      <Text size="xs" c="dimmed">
        Told once all images have been made.
      </Text>
    );
  }
  return (
    <>
      <Figure name="inkCoverage" mean={statistics && statistics.inkCoverage * 100} table={table} />
      <Figure name="meanGrey" mean={statistics?.meanGrey ?? null} table={table} />
      {statistics !== null && statistics.redrawnImages > 0 && (
        <p>
          <span className={classes.label}>Drawn again</span> {formatCount(statistics.redrawnImages)}
        </p>
      )}
      {statistics?.divergingImages !== undefined && statistics.divergingImages > 0 && (
        <p>
          <span className={classes.label}>Images whose points overflow</span>{" "}
          {formatCount(statistics.divergingImages)}
        </p>
      )}
      {withBlank > 0 && <Blank classCount={withBlank} most={Math.max(...measured.blank)} />}
      {nearDuplicates && <NearClasses datasetId={dataset.datasetId} found={nearDuplicates} />}
    </>
  );
}

/** Chooses, by the grid's filter, the blank images, or where they are not known the classes with any. */
function Blank({ classCount, most }: { classCount: number; most: number }) {
  const { view, change } = useDatasetView();
  const { blank: range, ...others } = view?.filters ?? {};
  return (
    <p>
      <button
        type="button"
        className={classes.link}
        aria-pressed={range !== undefined}
        onClick={() => change({ filters: range ? others : { ...others, blank: [1, most] }, picture: null })}
      >
        {formatCount(classCount)} {classCount === 1 ? "class" : "classes"} with blank images
      </button>
    </p>
  );
}

interface FigureProps {
  name: "inkCoverage" | "meanGrey";
  mean: number | null;
  table: ClassTable | null;
}

/** A histogram over the classes; brushing it leaves only their pictures in the grid. */
function Figure({ name, mean, table }: FigureProps) {
  const { view, change } = useDatasetView();
  const { label, unit } = figureColumns[name];
  const values = table?.columns.find((column) => column.name === name)?.values;
  const { [name]: range, ...others } = view?.filters ?? {};
  return (
    <>
      <p>
        <span className={classes.label}>{label}</span>
        {mean !== null && ` ${mean.toFixed(1)} ${unit}`}
      </p>
      {values !== undefined && values.length > 1 && (
        <Histogram
          label={`${label.toLowerCase()} of each class`}
          values={values}
          integer={false}
          unit={unit}
          selection={range ?? null}
          onSelect={(next) => change({ filters: next ? { ...others, [name]: next } : others }, true)}
        />
      )}
    </>
  );
}
