/** Dataset: the files of a dataset folder as they are on disk. */
import { Alert, Button, Group, Loader, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isPacked } from "../../core/config/layouts.ts";
import type { DatasetInfo } from "../../core/studio/api.ts";
import { Empty } from "../shared/Empty.tsx";
import { messageOf } from "../shared/format.ts";
import { InspectorButton, useInspector } from "../shared/Inspector.tsx";
import { isActive, useJobs } from "../shared/jobs.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { useFolderChoice } from "../shell/folders/folderChoice.tsx";
import { ClassList } from "./ClassList.tsx";
import { DatasetFacts } from "./DatasetFacts.tsx";
import classes from "./dataset.module.css";
import { FileGrid } from "./FileGrid.tsx";
import { FileView } from "./FileView.tsx";
import { ShardsOnly } from "./ShardsOnly.tsx";

/** Kept while the window is open, so that coming back to this place shows what was open. */
let openPath: string | null = null;

function wantedPath(): string | null {
  return new URLSearchParams(window.location.hash.split("?")[1]).get("open");
}

export function DatasetPlace() {
  const [path, setPath] = useState<string | null>(() => wantedPath() ?? openPath);
  const { api } = useStudio();
  const { chooseFolder } = useFolderChoice();
  const notify = useNotify();
  useEffect(() => {
    const follow = () => {
      const wanted = wantedPath();
      if (wanted !== null) setPath(wanted);
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => {
    openPath = path;
  }, [path]);
  const dataset = useQuery({
    queryKey: ["dataset", path],
    queryFn: () => api.openDataset({ path: path! }),
    enabled: path !== null,
    retry: false,
    staleTime: 0,
  });

  function choose(): void {
    chooseFolder({ title: "Open a dataset", startAt: path ?? undefined, choose: "Open this folder" }).then(
      (chosen) => chosen !== null && setPath(chosen),
      (reason) => notify.failed(messageOf(reason)),
    );
  }
  const inspector = useInspector("dataset");
  if (path === null) return <Start onChoose={choose} onOpen={setPath} />;
  return (
    <div className={classes.place} data-inspector={inspector.open}>
      <div className={classes.toolbar}>
        <Text className={classes.path} title={path}>
          {path}
        </Text>
        <Button variant="default" onClick={() => void dataset.refetch()}>
          Read again
        </Button>
        <Button onClick={choose}>Open another</Button>
        <InspectorButton fold={inspector} what="facts" />
      </div>
      {dataset.error && (
        <Alert m={16} title="This folder was not opened" style={{ gridColumn: "1 / -1", alignSelf: "start" }}>
          {messageOf(dataset.error)}
        </Alert>
      )}
      {dataset.isPending && <Loader size="sm" m={16} />}
      {dataset.data && <Opened key={dataset.data.datasetId} dataset={dataset.data} />}
    </div>
  );
}

function Opened({ dataset }: { dataset: DatasetInfo }) {
  const [selected, setSelected] = useState(0);
  const [active, setActive] = useState(0);
  const [opened, setOpened] = useState(false);
  if (dataset.classes.length === 0) {
    if (isPacked(dataset.layout)) return <ShardsOnly dataset={dataset} />;
    return (
      <div style={{ gridColumn: "1 / -1" }}>
        <Empty title="There are no pictures here">
          Open a folder whose pictures lie in one folder for each class, as the studio and the authors’ script
          write them.
        </Empty>
      </div>
    );
  }
  function select(classAt: number): void {
    setSelected(classAt);
    setActive(0);
    setOpened(false);
  }
  const shared = { dataset, classAt: selected };
  return (
    <>
      <ClassList classList={dataset.classes} selected={selected} onSelect={select} />
      {opened ? (
        <FileView {...shared} number={active} onNumber={setActive} onClose={() => setOpened(false)} />
      ) : (
        <FileGrid
          {...shared}
          key={selected}
          active={active}
          onActive={setActive}
          onOpen={(number) => {
            setActive(number);
            setOpened(true);
          }}
        />
      )}
      <DatasetFacts dataset={dataset} />
    </>
  );
}

function Start({ onChoose, onOpen }: { onChoose(): void; onOpen(path: string): void }) {
  const { api } = useStudio();
  const { jobs } = useJobs();
  const recent = useQuery({
    queryKey: ["recentDatasets"],
    queryFn: () => api.recentDatasets(),
    staleTime: 0,
  });
  const opened = recent.data?.map(({ path }) => path) ?? [];
  const made = (jobs ?? []).filter(({ state, imagesDone }) => !isActive(state) && imagesDone > 0);
  const madeOnly = [...new Set(made.map(({ out }) => out))].filter((path) => !opened.includes(path));
  return (
    <Empty title="No dataset is open" action={<Button onClick={onChoose}>Open a folder</Button>}>
      Open a folder written by the studio, by the command line or by the authors’ script, and look at its
      files class by class.
      <Folders title="Made here" paths={madeOnly} onOpen={onOpen} />
      <Folders title="Opened before" paths={opened} onOpen={onOpen} />
    </Empty>
  );
}

const MOST_FOLDERS = 8;

interface FoldersProperties {
  title: string;
  paths: string[];
  onOpen(path: string): void;
}

function Folders({ title, paths, onOpen }: FoldersProperties) {
  if (paths.length === 0) return null;
  return (
    <Group mt={24} className={classes.recent}>
      <Text size="xs">{title}</Text>
      {paths.slice(0, MOST_FOLDERS).map((path) => (
        <Button key={path} variant="default" onClick={() => onOpen(path)}>
          {path}
        </Button>
      ))}
    </Group>
  );
}
