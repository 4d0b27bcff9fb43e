/** Images that nobody measured when they were written: how many, and reading them in the background. */
import { Button, Progress, Text } from "@mantine/core";
import type { DatasetInfo, DatasetQuality } from "../../../core/studio/api.ts";
import { formatCount } from "../../shared/text/format.ts";
import { counted } from "../../shared/text/words.ts";
import classes from "../quality/quality.module.css";
import { useMeasuring } from "./useMeasuring.ts";

interface MeasureProps {
  dataset: DatasetInfo;
  quality: DatasetQuality;
}

export function Measure({ dataset, quality }: MeasureProps) {
  const { measuring, start, cancel } = useMeasuring(dataset.datasetId);
  const isRunning = measuring?.state === "running";
  const { unmeasured } = quality;
  if (unmeasured === 0 && !isRunning) return null;
  // The dataset's own figures are known then; only which images are blank is not.
  const isBlankOnly = quality.classes.numbers.length > 0 && dataset.config !== null;
  const what = isBlankOnly
    ? `Which are blank is found by reading ${counted(unmeasured, "picture")} of these classes.`
    : `Ink coverage, mean grey and blank pictures are not known of ${counted(unmeasured, "picture")} here.`;
  const button = isBlankOnly ? "Find the blank pictures" : "Measure the pictures";
  return (
    <section className={classes.measure} aria-label="Measuring">
      {isRunning ? (
        <>
          <Progress
            value={(100 * measuring.imagesDone) / Math.max(1, measuring.imagesTotal)}
            size="sm"
            radius={0}
            bg="var(--studio-track)"
            transitionDuration={0}
            aria-label={`${measuredPercent(measuring)} % measured`}
          />
          <Text size="xs" className={classes.progress}>
            {formatCount(measuring.imagesDone)} of {formatCount(measuring.imagesTotal)} pictures measured
          </Text>
        </>
      ) : (
        <Text size="xs" c="dimmed">
          {what}
        </Text>
      )}
      {measuring?.state === "failed" && (
        <Text size="xs" c="var(--studio-warning)" role="alert">
          {measuring.error}
        </Text>
      )}
      {/* One button, so that whoever pressed it stays where it is. */}
      <Button size="xs" variant="default" fullWidth onClick={isRunning ? cancel : start}>
        {isRunning ? "Cancel" : button}
      </Button>
    </section>
  );
}

function measuredPercent({ imagesDone, imagesTotal }: { imagesDone: number; imagesTotal: number }): number {
  return Math.floor((100 * imagesDone) / Math.max(1, imagesTotal));
}
