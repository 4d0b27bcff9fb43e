/** A verification or a repair of a dataset, at work or ended. */
import { Button, Group, Text, Title } from "@mantine/core";
import type { DatasetCheck } from "../../core/studio/datasetCheck.ts";
import { CheckBar, checkTitle } from "../shared/checks/CheckBar.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { formatCount, formatDuration, formatRate, messageOf } from "../shared/text/format.ts";
import { go } from "../shell/route.ts";
import { Facts } from "./Facts.tsx";
import classes from "./jobs.module.css";

export function CheckCard({ check }: { check: DatasetCheck }) {
  const { api } = useStudio();
  const notify = useNotify();
  const { datasetId, title, path, repair, state, imagesDone, imagesTotal, secondsLeft } = check;
  const running = state === "running";
  const done = repair ? "Repair of" : "Verification of";
  function cancel(): void {
    api.cancelCheck({ datasetId }).catch((reason) => notify.failed(messageOf(reason)));
  }
  return (
    <section className={classes.job} aria-label={`${done} ${title}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={running ? 2 : 3} size="h5">
            {running ? checkTitle(check) : `${done} ${title}`}
          </Title>
          <Text size="xs" c="dimmed" className={classes.path}>
            {path}
          </Text>
        </div>
        <Group gap={8} wrap="nowrap">
          <Button variant="default" onClick={() => go(`#/dataset?open=${encodeURIComponent(path)}`)}>
            Open the dataset
          </Button>
          {running && (
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
          )}
        </Group>
      </Group>
      {running ? <CheckBar check={check} /> : <Text>{outcomeOf(check)}</Text>}
      <Facts
        facts={{
          Images: running
            ? `${formatCount(imagesDone)} of ${formatCount(imagesTotal)}`
            : formatCount(imagesDone),
          ...(running && {
            "Images/s": formatRate(check.imagesPerSecond),
            "Time left": secondsLeft === null ? "–" : `about ${formatDuration(secondsLeft)}`,
          }),
          Time: formatDuration(check.secondsElapsed),
        }}
      />
    </section>
  );
}

function outcomeOf({ state, error, faultsTotal, faultsRepaired, repair }: DatasetCheck): string {
  if (state === "failed") return `Stopped: ${error}`;
  if (state === "cancelled") return "Cancelled";
  if (faultsTotal === 0) return "Finished; no faults";
  const faults = `${formatCount(faultsTotal)} ${faultsTotal === 1 ? "fault" : "faults"}`;
  return `Finished; ${faults}${repair ? `, ${formatCount(faultsRepaired)} put right` : ""}`;
}
