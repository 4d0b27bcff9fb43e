/** A verification or a repair of a dataset, at work or ended. */
import { Button, Text } from "@mantine/core";
import type { DatasetCheck } from "../../core/studio/datasetCheck.ts";
import { CheckBar } from "../shared/checks/CheckBar.tsx";
import { checkName, faultCounts } from "../shared/checks/checks.ts";
import { useJobs } from "../shared/jobs.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { aboutDuration, formatCount, formatDuration, formatRate, messageOf } from "../shared/text/format.ts";
import { aboutMoment, formatMoment } from "../shared/text/moments.ts";
import { searchWords } from "../shared/text/words.ts";
import { go } from "../shell/route.ts";
import { Facts } from "./Facts.tsx";
import { JobHead } from "./JobHead.tsx";
import classes from "./jobs.module.css";

export function CheckCard({ check }: { check: DatasetCheck }) {
  const { api } = useStudio();
  const { silentSince } = useJobs();
  const notify = useNotify();
  const { datasetId, title, path, state, imagesDone, imagesTotal } = check;
  const running = state === "running";
  const silent = silentSince !== null;
  const left = running && !silent ? check.secondsLeft : null;
  const name = checkName(check);
  const searched = running && !silent ? searchWords(check) : null;
  const attempt = (action: Promise<void>) => action.catch((reason) => notify.failed(messageOf(reason)));
  return (
    <section
      className={classes.job}
      aria-label={`${name} ${title}`}
      data-job={`check ${datasetId}`}
      tabIndex={-1}
    >
      <JobHead
        job={{ title, out: path }}
        order={3}
        before={`${name} `}
        state={searched === null ? "" : `, ${searched}`}
      >
        <Button variant="default" onClick={() => go(`#/dataset?open=${encodeURIComponent(path)}`)}>
          Open the dataset
        </Button>
        {running ? (
          <Button
            variant="default"
            disabled={silent}
            onClick={() => void attempt(api.cancelCheck({ datasetId }))}
          >
            Cancel
          </Button>
        ) : (
          <Button
            variant="subtle"
            color="gray"
            disabled={silent}
            onClick={() => void attempt(api.removeCheck({ datasetId }))}
          >
            Remove from list
          </Button>
        )}
      </JobHead>
      {running ? (
        <CheckBar check={check} />
      ) : (
        <Text c={state === "failed" ? "var(--studio-warning)" : undefined} className={classes.path}>
          {outcomeOf(check)}
        </Text>
      )}
      <Facts
        facts={{
          Images:
            state === "finished"
              ? formatCount(imagesDone)
              : `${formatCount(imagesDone)} of ${formatCount(imagesTotal)}`,
          ...(running && { "Images/s": silent ? "–" : formatRate(check.imagesPerSecond) }),
          Started: formatMoment(Date.parse(check.startedAt)),
          ...(!running && {
            Ended: check.endedAt === null ? "–" : formatMoment(Date.parse(check.endedAt)),
          }),
          Elapsed: formatDuration(check.secondsElapsed),
          ...(running && {
            "Time left": left === null ? "–" : aboutDuration(left),
            Ends: left === null ? "–" : aboutMoment(Date.now() + 1000 * left),
          }),
        }}
      />
    </section>
  );
}

function outcomeOf(check: DatasetCheck): string {
  if (check.state === "failed") return `Stopped: ${check.error}`;
  if (check.state === "cancelled") return "Cancelled";
  if (check.state === "interrupted") return "Interrupted when the studio ended";
  return `Finished; ${faultCounts(check)}`;
}
