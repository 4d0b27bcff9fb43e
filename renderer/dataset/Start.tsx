/** No dataset is open: those that were made or opened here, and the way to any other. */
import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../shared/Empty.tsx";
import { useNextFocus } from "../shared/focus/useNextFocus.ts";
import { isActive, useJobs } from "../shared/jobs.tsx";
import { useStudio } from "../shared/studio.tsx";
import { MiddleText } from "../shared/text/MiddleText.tsx";
import classes from "./dataset.module.css";

export function Start({ onChoose, onOpen }: { onChoose(): void; onOpen(path: string): void }) {
  const { api } = useStudio();
  const { jobs } = useJobs();
  const next = useNextFocus();
  const recent = useQuery({
    queryKey: ["recentDatasets"],
    queryFn: () => api.recentDatasets(),
    staleTime: 0,
  });
  const opened = recent.data?.map(({ path }) => path) ?? [];
  const made = (jobs ?? []).filter(({ state, imagesDone }) => !isActive(state) && imagesDone > 0);
  const madeOnly = [...new Set(made.map(({ out }) => out))].filter((path) => !opened.includes(path));
  return (
    <Empty
      title="No dataset is open"
      action={
        <Button ref={next} onClick={onChoose}>
          Open a folder
        </Button>
      }
    >
      Open a folder written by the studio, by the command line or by the authors’ script, and look at its
      files.
      <Folders title="Made here" paths={madeOnly} onOpen={onOpen} />
      <Folders title="Opened before" paths={opened} onOpen={onOpen} />
    </Empty>
  );
}

const MOST_FOLDERS = 8;

interface FoldersProps {
  title: string;
  paths: string[];
  onOpen(path: string): void;
}

function Folders({ title, paths, onOpen }: FoldersProps) {
  if (paths.length === 0) return null;
  return (
    <Group mt={24} className={classes.recent}>
      <Text size="xs">{title}</Text>
      {paths.slice(0, MOST_FOLDERS).map((path) => (
        <Button
          key={path}
          variant="default"
          justify="flex-start"
          classNames={{ inner: classes.recentInner, label: classes.recentLabel }}
          onClick={() => onOpen(path)}
        >
          <MiddleText>{path}</MiddleText>
        </Button>
      ))}
    </Group>
  );
}
