/** Every file of a dataset against its formula: verify, what was found, repair. */
import { Alert, Button, Checkbox, Group, Progress, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { DatasetInfo } from "../../core/studio/api.ts";
import type { DatasetCheck } from "../../core/studio/datasetCheck.ts";
import { formatCount, formatDuration } from "../shared/format.ts";
import classes from "./check.module.css";
import { useCheck } from "./useCheck.ts";

const MOST_LISTED = 200;

export function Check({ dataset }: { dataset: DatasetInfo }) {
  const { check, start, cancel } = useCheck(dataset.datasetId, dataset.path);
  return (
    <section aria-label="Files" className={classes.check}>
      <Title order={3} size="h6">
        Files
      </Title>
      {check === null && (
        <Text size="xs" c="dimmed">
          Draws every image again and compares it with its file.
        </Text>
      )}
      {check?.state === "running" ? (
        <Running check={check} onCancel={cancel} />
      ) : (
        <>
          {check && (
            <Outcome check={check} onRepair={(deleteForeign) => start({ repair: true, deleteForeign })} />
          )}
          <Button variant="default" fullWidth onClick={() => start({ repair: false })}>
            {check ? "Verify again" : "Verify all files"}
          </Button>
        </>
      )}
    </section>
  );
}

function Running({ check, onCancel }: { check: DatasetCheck; onCancel(): void }) {
  const { imagesDone, imagesTotal, secondsLeft, repair } = check;
  const percent = imagesTotal === 0 ? 0 : (100 * imagesDone) / imagesTotal;
  return (
    <>
      <Progress
        value={percent}
        size="sm"
        radius={0}
        bg="var(--studio-track)"
        transitionDuration={0}
        aria-label={`${Math.floor(percent)} % ${repair ? "repaired" : "verified"}`}
      />
      <Text size="xs" className={classes.figures}>
        {formatCount(imagesDone)} of {formatCount(imagesTotal)} images
        {secondsLeft === null ? "" : `, ${formatDuration(secondsLeft)} left`}
      </Text>
      <Button variant="default" fullWidth onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}

function Outcome({ check, onRepair }: { check: DatasetCheck; onRepair(deleteForeign: boolean): void }) {
  const [deleteForeign, setDeleteForeign] = useState(false);
  const { state, error, faults, faultsTotal, faultsRepaired, repair } = check;
  if (state === "failed") return <Alert title="The files were not checked to the end">{error}</Alert>;
  if (state === "cancelled") return <Text size="xs">Cancelled.</Text>;
  if (faultsTotal === 0) {
    return (
      <Text size="xs">
        {check.complete ? "All is as it should be." : "What is there is as it should be."}
      </Text>
    );
  }
  const left = faults.filter(({ repaired }) => !repaired);
  const hasForeign = left.some(({ kind }) => kind === "foreign");
  const shown = repair ? left : faults;
  return (
    <>
      <Text size="xs" role="status">
        {repair
          ? `${formatCount(faultsRepaired)} of ${formatCount(faultsTotal)} faults were put right.`
          : `${formatCount(faultsTotal)} ${faultsTotal === 1 ? "fault" : "faults"}`}
      </Text>
      {shown.length > 0 && (
        // Scrolls, so the keyboard must be able to reach it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
        <ul className={classes.faults} aria-label="Faults" tabIndex={0}>
          {shown.slice(0, MOST_LISTED).map(({ path, kind, detail }) => (
            <li key={`${path} ${kind}`}>
              <span className={classes.path}>{path}</span>
              <span className={classes.kind}>{detail === undefined ? kind : `${kind}, ${detail}`}</span>
            </li>
          ))}
          {faultsTotal - (repair ? faultsRepaired : 0) > MOST_LISTED && <li>…</li>}
        </ul>
      )}
      {faultsTotal > faultsRepaired && (
        <Group gap={8}>
          {hasForeign && (
            <Checkbox
              size="xs"
              label="Delete what does not belong here"
              checked={deleteForeign}
              onChange={(event) => setDeleteForeign(event.currentTarget.checked)}
            />
          )}
          <Button fullWidth onClick={() => onRepair(deleteForeign)}>
            Repair
          </Button>
        </Group>
      )}
    </>
  );
}
