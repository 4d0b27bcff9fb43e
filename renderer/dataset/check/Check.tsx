/** Every file of a dataset against its formula: verify, what was found, repair. */
import { Alert, Button, Checkbox, Progress, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { DatasetInfo } from "../../../core/studio/api.ts";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { percentOf } from "../../shared/checks/checks.ts";
import { formatCount, formatDuration } from "../../shared/text/format.ts";
import { formatMoment } from "../../shared/text/moments.ts";
import { counted, searchWords } from "../../shared/text/words.ts";
import { AgainstPreset } from "./AgainstPreset.tsx";
import classes from "./check.module.css";
import { FaultList } from "./FaultList.tsx";
import { isOpen } from "./faultPlaces.ts";
import type { CheckState } from "./useCheck.ts";

interface CheckProps {
  dataset: DatasetInfo;
  state: CheckState;
}

export function Check({ dataset, state }: CheckProps) {
  const { check, other, start, cancel } = state;
  const running = check?.state === "running";
  const section = useRef<HTMLElement>(null);
  const pressed = useRef(false);
  // The button that was pressed may have given way to another, and the focus must not go with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a beginning and an end change the buttons
  useEffect(() => {
    if (!pressed.current || document.activeElement !== document.body) return;
    [...(section.current?.querySelectorAll("button") ?? [])].at(-1)?.focus();
  }, [running]);
  return (
    <section
      ref={section}
      aria-label="Files"
      className={classes.check}
      onClickCapture={() => {
        pressed.current = true;
      }}
    >
      <Title order={2} size="h6">
        Files
      </Title>
      {check === null && (
        <Text size="xs" c="dimmed">
          Draws every image again and compares it with its file.
        </Text>
      )}
      {running && <Running check={check} />}
      {check !== null && !running && <Outcome check={check} dataset={dataset} state={state} />}
      {dataset.config === null && !running ? (
        <AgainstPreset onVerify={(configId) => start({ repair: false, configId })} busy={other !== null} />
      ) : (
        // One button, so that whoever pressed it stays where it is.
        <Button
          variant="default"
          fullWidth
          disabled={!running && other !== null}
          onClick={() => (running ? cancel() : start({ repair: false }))}
        >
          {running ? "Cancel" : check ? "Verify again" : "Verify all files"}
        </Button>
      )}
      {other !== null && !running && (
        <Text size="xs" c="dimmed">
          {other.title} is being checked; one dataset at a time.
        </Text>
      )}
    </section>
  );
}

function Running({ check }: { check: DatasetCheck }) {
  const { imagesDone, imagesTotal, secondsLeft, repair } = check;
  const percent = percentOf(check);
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
        {searchWords(check) ??
          (imagesTotal === 0
            ? "Reading what is there"
            : `${formatCount(imagesDone)} of ${formatCount(imagesTotal)} images`)}
        {secondsLeft === null ? "" : `, about ${formatDuration(secondsLeft)} left`}
      </Text>
    </>
  );
}

function Outcome({ check, dataset, state }: CheckProps & { check: DatasetCheck }) {
  const [deleteForeign, setDeleteForeign] = useState(false);
  const { faults, faultsOpen, faultsSince } = check;
  const hasForeign = faults.some((fault) => fault.kind === "foreign" && isOpen(fault));
  const changed = faults.filter((fault) => fault.changed).length;
  return (
    <>
      <End check={check} />
      {check.state !== "finished" && faultsSince !== null && faultsOpen > 0 && (
        <Text size="xs">
          {counted(faultsOpen, "fault is", "faults are")} known by the look of{" "}
          {formatMoment(Date.parse(faultsSince))}.
        </Text>
      )}
      {check.state === "finished" && check.changed && (
        <Text size="xs" c="var(--studio-warning)">
          Images have come or gone since.
        </Text>
      )}
      {changed > 0 && (
        <Text size="xs" c="dimmed">
          {counted(changed, "file that was wrong has", "files that were wrong have")} changed since; verify
          again to know of {changed === 1 ? "it" : "them"}.
        </Text>
      )}
      <FaultList dataset={dataset} check={check} />
      {faultsOpen > 0 && dataset.config !== null && (
        <Stack gap={8}>
          {hasForeign && (
            <Checkbox
              size="xs"
              label="Delete what does not belong here"
              checked={deleteForeign}
              onChange={(event) => setDeleteForeign(event.currentTarget.checked)}
            />
          )}
          <Button fullWidth onClick={() => state.start({ repair: true, deleteForeign })}>
            Repair
          </Button>
        </Stack>
      )}
    </>
  );
}

/** How the last look at the files ended, and when. */
function End({ check }: { check: DatasetCheck }) {
  const { state, error, faultsTotal, faultsRepaired, repair, endedAt } = check;
  const at = endedAt === null ? "" : `, ${formatMoment(Date.parse(endedAt))}`;
  if (state === "failed") return <Alert title="The files were not checked to the end">{error}</Alert>;
  if (state === "cancelled") return <Text size="xs">Cancelled{at}.</Text>;
  if (state === "interrupted") return <Text size="xs">Interrupted when the studio ended{at}.</Text>;
  const took = `${counted(check.imagesDone, "image")} in ${formatDuration(check.secondsElapsed)}${at}.`;
  if (faultsTotal === 0) {
    return (
      <Text size="xs" role="status">
        {check.complete ? "All is as it should be." : "What is there is as it should be."} {took}
      </Text>
    );
  }
  return (
    <>
      <Text size="xs" role="status">
        {repair
          ? `${formatCount(faultsRepaired)} of ${formatCount(faultsTotal)} faults were put right.`
          : counted(faultsTotal, "fault")}
      </Text>
      <Text size="xs" c="dimmed">
        {took}
      </Text>
    </>
  );
}
