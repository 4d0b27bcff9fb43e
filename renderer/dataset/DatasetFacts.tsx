/** What a dataset folder says of itself, whether that is so, and what can be done with it. */

import { Button, CopyButton, Stack, Text } from "@mantine/core";
import { storedSide } from "../../core/config/dataset.ts";
import type { ClassTable, DatasetInfo } from "../../core/studio/api.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { datasetOrigin } from "../editing/origin.ts";
import { formatBytes, formatCount } from "../shared/text/format.ts";
import { choiceTitle, counted } from "../shared/text/words.ts";
import { openPlace } from "../shell/route.ts";
import { ContinueJob, useJobIn } from "./ContinueJob.tsx";
import { Check } from "./check/Check.tsx";
import type { CheckState } from "./check/useCheck.ts";
import { completeness } from "./completeness.ts";
import classes from "./dataset.module.css";
import { Quality } from "./quality/Quality.tsx";

interface DatasetFactsProps {
  dataset: DatasetInfo;
  table: ClassTable | null;
  check: CheckState;
}

export function DatasetFacts({ dataset, table, check }: DatasetFactsProps) {
  const { setConfig } = useCurrentConfig();
  const { config } = dataset;
  const isGenerated = useJobIn(dataset.path) !== null;
  const state = completeness(dataset, { faults: check.check?.faultsOpen ?? 0, isGenerated });
  return (
    <>
      <dl>
        <dt>Images</dt>
        <dd>
          {dataset.counting ? "about " : ""}
          {formatCount(dataset.images)}
        </dd>
        <dt>Classes</dt>
        <dd>{formatCount(dataset.classes.length)}</dd>
        {dataset.shards.length > 0 && (
          <>
            <dt>Shards</dt>
            <dd>{formatCount(dataset.shards.length)}</dd>
          </>
        )}
        <dt>Layout</dt>
        <dd>{choiceTitle("output.layout", dataset.layout)}</dd>
        {state !== null && (
          <>
            <dt>Complete</dt>
            <dd>{state}</dd>
          </>
        )}
        {dataset.bytes !== null && (
          <>
            <dt>Size</dt>
            <dd>{formatBytes(dataset.bytes)}</dd>
          </>
        )}
        {dataset.blankImages !== null && (
          <>
            <dt>Blank images</dt>
            <dd>{formatCount(dataset.blankImages)}</dd>
          </>
        )}
        {config && (
          <>
            <dt>Formulation</dt>
            <dd>
              {choiceTitle("formulation", config.formulation)}
              {config.streams === null ? `, seed ${config.seed}` : `, ${counted(config.streams, "stream")}`}
            </dd>
            <dt>Pictures</dt>
            <dd>
              {storedSide(config)} px, {choiceTitle("output.pixel", config.output.pixel)}{" "}
              {choiceTitle("output.image", config.output.image)},{" "}
              {choiceTitle("renderer", config.renderer).toLowerCase()}
            </dd>
          </>
        )}
        {dataset.generator && (
          <>
            <dt>Made by</dt>
            <dd>{dataset.generator}</dd>
          </>
        )}
        {dataset.fingerprint && (
          <>
            <dt>Fingerprint</dt>
            <dd className={classes.fingerprint}>{dataset.fingerprint}</dd>
          </>
        )}
      </dl>
      {dataset.complete === false && <ContinueJob dataset={dataset} />}
      <Check dataset={dataset} state={check} />
      <Quality dataset={dataset} table={table} />
      {config ? (
        <Stack gap={8} mt={16}>
          <Button
            variant="default"
            onClick={() =>
              void setConfig(config, { origin: datasetOrigin(config, dataset.path) }).then(() =>
                openPlace("design"),
              )
            }
          >
            Use this configuration
          </Button>
          <CopyButton value={JSON.stringify(config, null, 2)}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy configuration"}
              </Button>
            )}
          </CopyButton>
        </Stack>
      ) : (
        <Text size="xs" c="dimmed" mt={16}>
          There is no dataset.json here, so the configuration is not known.
        </Text>
      )}
    </>
  );
}
