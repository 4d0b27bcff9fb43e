/** What a dataset folder says of itself. */
import { Button, CopyButton, Stack, Text, Title } from "@mantine/core";
import type { DatasetInfo } from "../../core/studio/api.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { datasetOrigin } from "../editing/origin.ts";
import { formatBytes, formatCount } from "../shared/format.ts";
import { openPlace } from "../shell/route.ts";
import { Check } from "./Check.tsx";
import classes from "./dataset.module.css";
import { Quality } from "./quality/Quality.tsx";

const layoutTitles: Record<DatasetInfo["layout"], string> = {
  imagefolder: "ImageFolder",
  release: "the authors’ script’s",
  webdataset: "WebDataset shards",
  parquet: "Parquet shards",
};

export function DatasetFacts({ dataset }: { dataset: DatasetInfo }) {
  const { setConfig } = useCurrentConfig();
  const { config } = dataset;
  return (
    <aside className={classes.facts} aria-label="About the dataset">
      <Title order={2} size="h5">
        {config ? "Dataset" : "Folder of pictures"}
      </Title>
      <dl>
        <dt>Images</dt>
        <dd>{formatCount(dataset.images)}</dd>
        <dt>Classes</dt>
        <dd>{formatCount(dataset.classes.length)}</dd>
        <dt>Layout</dt>
        <dd>{layoutTitles[dataset.layout]}</dd>
        {dataset.complete !== null && (
          <>
            <dt>Complete</dt>
            <dd>{dataset.complete ? "yes" : "no; generate it again into this folder to continue"}</dd>
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
              {config.formulation}
              {config.streams === null ? `, seed ${config.seed}` : `, ${config.streams} streams`}
            </dd>
            <dt>Pictures</dt>
            <dd>
              {config.output.storedSize ?? config.imageSize} px, {config.output.pixel}, {config.output.image},{" "}
              {config.renderer}
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
      {config && <Check dataset={dataset} />}
      {config && <Quality dataset={dataset} config={config} />}
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
        <Text size="xs" c="dimmed">
          There is no dataset.json here, so the configuration is not known.
        </Text>
      )}
    </aside>
  );
}
