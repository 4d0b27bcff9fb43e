/** Shows what is in it by a dataset's configuration; the design at hand stays what it is. */
import { Alert, Button, Loader } from "@mantine/core";
import { type PropsWithChildren, useMemo } from "react";
import { CurrentConfigContext, useCurrentConfig } from "../editing/currentConfig.tsx";
import { datasetOrigin } from "../editing/origin.ts";
import { useNextFocus } from "../shared/focus/useNextFocus.ts";
import { messageOf } from "../shared/text/format.ts";
import { openPlace } from "../shell/route.ts";
import { useDataset } from "./useDataset.ts";

export function DatasetConfiguration({ path, children }: PropsWithChildren<{ path: string }>) {
  const own = useCurrentConfig();
  const dataset = useDataset(path);
  const { config = null, configId = null } = dataset.data ?? {};
  const current = useMemo(
    () =>
      config === null || configId === null
        ? null
        : { ...own, config, configId, origin: datasetOrigin(config, path), base: config, changed: false },
    [own, config, configId, path],
  );
  if (current !== null) return <CurrentConfigContext value={current}>{children}</CurrentConfigContext>;
  if (dataset.isPending) return <Loader size="sm" m={16} />;
  return <NotKnown error={dataset.error} />;
}

function NotKnown({ error }: { error: Error | null }) {
  const next = useNextFocus();
  return (
    <Alert m={16} title="The dataset was not opened">
      <p style={{ margin: "0 0 12px" }}>
        {error ? messageOf(error) : "It does not say of which configuration it is."}
      </p>
      <Button ref={next} variant="default" onClick={() => openPlace("dataset")}>
        To the dataset
      </Button>
    </Alert>
  );
}
