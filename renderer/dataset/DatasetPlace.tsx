/** Dataset: the pictures of a dataset as they are on the disk. */
import { Button, Loader } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { InspectorButton, useInspector } from "../shared/Inspector.tsx";
import { useNotify } from "../shared/notify.tsx";
import { messageOf } from "../shared/text/format.ts";
import { MiddleText } from "../shared/text/MiddleText.tsx";
import { useFolderChoice } from "../shell/folders/folderChoice.tsx";
import { go } from "../shell/route.ts";
import { type DatasetView, startAddress } from "./address.ts";
import classes from "./dataset.module.css";
import { NotOpened } from "./NotOpened.tsx";
import { OpenedDataset } from "./OpenedDataset.tsx";
import { Start } from "./Start.tsx";
import { isAway, useDataset } from "./useDataset.ts";
import { useDatasetView } from "./useDatasetView.ts";

export function DatasetPlace() {
  const { view, open } = useDatasetView();
  const { chooseFolder } = useFolderChoice();
  const notify = useNotify();
  const client = useQueryClient();
  function choose(startAt: string | undefined): void {
    chooseFolder({ title: "Open a dataset", use: "opened", startAt, choose: "Open this folder" }).then(
      (chosen) => {
        // The folder that the address names was not chosen before: what else it says still holds.
        if (chosen !== null && chosen === startAt)
          void client.invalidateQueries({ queryKey: ["dataset", chosen] });
        else if (chosen !== null) open(chosen);
      },
      (reason) => notify.failed(messageOf(reason)),
    );
  }
  if (view === null) return <Start onChoose={() => choose(undefined)} onOpen={open} />;
  return <Named key={view.path} view={view} onChoose={() => choose(view.path)} />;
}

function Named({ view, onChoose }: { view: DatasetView; onChoose(): void }) {
  const { path } = view;
  const dataset = useDataset(path);
  const inspector = useInspector("dataset");
  const isThere = dataset.data !== undefined && (dataset.error === null || isAway(dataset.error));
  return (
    <div className={classes.place} data-inspector={inspector.open || !isThere}>
      <div className={classes.toolbar}>
        <Button variant="subtle" px={8} onClick={() => go(startAddress)}>
          Datasets
        </Button>
        <h1 className={classes.path}>
          <MiddleText>{path}</MiddleText>
        </h1>
        <Button variant="default" onClick={onChoose}>
          Open another
        </Button>
        <InspectorButton fold={inspector} what="facts" />
      </div>
      {dataset.error && !isThere && (
        <NotOpened
          path={path}
          error={dataset.error}
          onAgain={() => void dataset.refetch()}
          onChoose={onChoose}
        />
      )}
      {dataset.isPending && <Loader size="sm" m={16} />}
      {isThere && <OpenedDataset key={dataset.data.datasetId} dataset={dataset.data} view={view} />}
    </div>
  );
}
