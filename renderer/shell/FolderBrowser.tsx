/** Folders of the machine the studio runs on, for hosts without a native dialog. */
import { ActionIcon, Button, Group, Loader, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowUp, IconDatabase, IconFile, IconFolder, IconFolderPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { formatBytes, messageOf } from "../shared/format.ts";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import classes from "./shell.module.css";

export interface FolderBrowserProps {
  startAt?: string;
  /** With extensions files are chosen, otherwise folders. */
  extensions?: string[];
  /** What the button says. */
  choose: string;
  /** A folder that cannot be written to is then not to be chosen. */
  forWriting?: boolean;
  onChoose(path: string): void;
  onCancel(): void;
}

export function FolderBrowser({
  startAt,
  extensions,
  choose,
  forWriting,
  onChoose,
  onCancel,
}: FolderBrowserProps) {
  const { api } = useStudio();
  const notify = useNotify();
  const [path, setPath] = useState(startAt);
  const [typed, setTyped] = useState<string | null>(null);
  const [newName, setNewName] = useState<string | null>(null);
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: ["folder", path, extensions],
    queryFn: () => api.listFolder({ path, extensions }),
    retry: false,
    gcTime: 0,
    placeholderData: (before) => before,
  });

  const refused = forWriting === true && data?.writable === false;

  function open(next: string | undefined): void {
    setPath(next);
    setTyped(null);
  }
  function submitPath(event: FormEvent): void {
    event.preventDefault();
    if (typed) open(typed);
  }
  function make(event: FormEvent): void {
    event.preventDefault();
    if (!data || !newName) return;
    api.makeFolder({ parent: data.path, name: newName }).then(
      (made) => {
        setNewName(null);
        void refetch();
        open(made.path);
      },
      (reason) => notify.failed(messageOf(reason)),
    );
  }

  return (
    <Stack gap={8}>
      <form onSubmit={submitPath}>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            aria-label="Folder above"
            disabled={!data?.parent}
            onClick={() => data?.parent && open(data.parent)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <TextInput
            size="xs"
            flex={1}
            aria-label="Folder"
            spellCheck={false}
            value={typed ?? data?.path ?? path ?? ""}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={error ? messageOf(error) : undefined}
          />
          <ActionIcon aria-label="New folder" onClick={() => setNewName("")} disabled={!data?.writable}>
            <IconFolderPlus size={16} />
          </ActionIcon>
        </Group>
      </form>
      {newName !== null && (
        <form onSubmit={make}>
          <Group gap={4} wrap="nowrap">
            <TextInput
              size="xs"
              flex={1}
              aria-label="Name of the new folder"
              placeholder="Name of the new folder"
              value={newName}
              onChange={(event) => setNewName(event.currentTarget.value)}
              data-autofocus
            />
            <Button type="submit" variant="default" disabled={newName.trim() === ""}>
              Make
            </Button>
          </Group>
        </form>
      )}
      <section className={classes.folders} aria-label="Folders">
        {isPending && <Loader size="xs" m={8} />}
        {error && (
          <Button variant="subtle" m={8} onClick={() => open(startAt)}>
            Back to {startAt ?? "your home folder"}
          </Button>
        )}
        {data?.folders.map((folder) => (
          <button
            key={folder.path}
            type="button"
            className={classes.folder}
            onClick={() => open(folder.path)}
          >
            {folder.dataset ? (
              <IconDatabase size={15} aria-label="Dataset" />
            ) : (
              <IconFolder size={15} aria-hidden />
            )}
            <span>{folder.name}</span>
          </button>
        ))}
        {extensions &&
          data?.files.map((file) => (
            <button
              key={file.path}
              type="button"
              className={classes.folder}
              onClick={() => onChoose(file.path)}
            >
              <IconFile size={15} aria-hidden />
              <span>{file.name}</span>
            </button>
          ))}
        {data && data.folders.length === 0 && (!extensions || data.files.length === 0) && (
          <Text size="xs" c="dimmed" p={8}>
            {extensions ? "Nothing to open here" : "No folders here"}
          </Text>
        )}
      </section>
      <Group justify="space-between">
        <Text size="xs" c={refused ? "var(--studio-warning)" : "dimmed"} role="status">
          {refused
            ? "Nothing can be written here"
            : data && data.freeBytes !== null
              ? `${formatBytes(data.freeBytes)} free`
              : ""}
        </Text>
        <Group gap={8}>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          {!extensions && (
            // Not the folder before, while the one that was opened is still being read.
            <Button
              disabled={!data || isPlaceholderData || refused}
              onClick={() => data && onChoose(data.path)}
            >
              {choose}
            </Button>
          )}
        </Group>
      </Group>
    </Stack>
  );
}
