/** Folders of the machine the studio runs on, for hosts without a native dialog. The button acts on what the field says. */
import { ActionIcon, Button, Group, Loader, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowUp, IconFolderPlus } from "@tabler/icons-react";
import { type FormEvent, useEffect, useState } from "react";
import type { FolderListing } from "../../../core/studio/api.ts";
import { isConfigName, ownExtension } from "../../../core/studio/configFile.ts";
import { useNotify } from "../../shared/notify.tsx";
import { splitPath } from "../../shared/paths.ts";
import { formatBytes, messageOf } from "../../shared/text/format.ts";
import classes from "../shell.module.css";
import { FolderList } from "./FolderList.tsx";
import { NewFolder } from "./NewFolder.tsx";
import { nameProblem } from "./names.ts";
import { useFocusAfter } from "./useFocusAfter.ts";
import { useFolder } from "./useFolder.ts";

export interface FolderBrowserProps {
  startAt?: string;
  /** What is chosen: a folder, a file that is there, or a file to write. */
  kind: "folder" | "openFile" | "saveFile";
  /** Endings of the files that are shown, where files are chosen. */
  extensions?: string[];
  /** What the button says. */
  choose: string;
  /** A folder that cannot be written to is then not to be chosen. */
  forWriting?: boolean;
  /** Of the file to write. */
  proposedName?: string;
  /** The file that is to be written again: to replace it is no news. */
  ownPath?: string | null;
  /** `replace`: what is there under this name was named, and may go. */
  onChoose(path: string, replace?: boolean): void;
  onCancel(): void;
}

export function FolderBrowser(props: FolderBrowserProps) {
  const { startAt, kind, extensions, choose, onChoose, onCancel } = props;
  const forWriting = props.forWriting === true || kind === "saveFile";
  const notify = useNotify();
  const folder = useFolder(startAt, extensions);
  const { listing } = folder;
  const next = useFocusAfter(folder.settled);
  const [making, setMaking] = useState(false);
  const [name, setName] = useState(props.proposedName ?? "");
  const refusedHere = listing?.writable === false;
  const refused = forWriting && refusedHere;
  const fileName = isConfigName(name) ? name : `${name}.${ownExtension}`;
  const badName = kind === "saveFile" ? nameProblem(name) : null;
  const ready =
    folder.text !== "" &&
    folder.problem === null &&
    badName === null &&
    !(refused && folder.text === listing?.path);
  const isThere = kind === "saveFile" && listing !== undefined && holds(listing, fileName);
  const replaces = isThere && inFolder(listing.path, fileName) !== props.ownPath;

  const unread = useUnread(replaces && listing ? inFolder(listing.path, fileName) : null);

  async function decide(): Promise<void> {
    if (unread) return;
    const { text } = folder;
    if (kind === "openFile" && isConfigName(text)) return openTyped(text);
    const before = listing?.path;
    const found = await folder.follow();
    if (found === null || (forWriting && !found.writable)) return next.after("make", "path");
    if (kind === "folder") onChoose(found.path);
    if (kind !== "saveFile" || badName !== null) return;
    const file = inFolder(found.path, fileName);
    // What would be replaced in a folder that is new to the eye is to be seen first.
    const seen = found.path === before || file === props.ownPath;
    if (seen || !holds(found, fileName)) onChoose(file, holds(found, fileName));
  }
  async function openTyped(text: string): Promise<void> {
    const parts = splitPath(text);
    const parent = parts && (await folder.list(parts.parent));
    if (!parent) return;
    const file = parent.files.find((entry) => entry.name === parts?.name);
    if (file) onChoose(file.path);
    else folder.fail(`There is no file ${text}.`);
    next.after("path");
  }
  function submitPath(event: FormEvent): void {
    event.preventDefault();
    // What is shown already is meant to be taken; what is not is looked at first.
    if (folder.text === listing?.path || isConfigName(folder.text)) void decide();
    else void folder.follow();
  }
  const make = (parent: string, newName: string) =>
    folder.make(parent, newName).then(
      () => {
        setMaking(false);
        next.after("choose", "name");
      },
      (reason) => notify.failed(messageOf(reason)),
    );
  /** Of a new one in the folder that the field names: at once where that is shown, so that no key is lost that follows the click. */
  function askForName(): void {
    const ask = (found: FolderListing | null) => setMaking(found?.writable === true);
    if (folder.named !== null) ask(folder.named);
    else void folder.follow().then(ask);
  }
  const missing = forWriting && folder.missing ? splitPath(folder.text) : null;

  /** Shows another folder; what was clicked for it may be gone with the one before. */
  function show(path: string | undefined): void {
    next.after("entry", "choose", "path");
    folder.open(path);
  }

  return (
    <Stack gap={8} ref={next.root} className={classes.folderBrowser}>
      <form onSubmit={submitPath}>
        <Group gap={4} wrap="nowrap" align="flex-start">
          <ActionIcon
            aria-label="Folder above"
            disabled={!listing?.parent}
            onClick={() => listing?.parent && show(listing.parent)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <TextInput
            size="xs"
            flex={1}
            aria-label="Folder"
            spellCheck={false}
            readOnly={folder.pending}
            value={folder.text}
            onChange={(event) => folder.type(event.currentTarget.value)}
            error={folder.problem}
            data-autofocus={kind !== "saveFile" || undefined}
            data-next="path"
          />
          <ActionIcon
            aria-label="New folder"
            onClick={askForName}
            disabled={listing === undefined || (refusedHere && folder.text === listing.path)}
          >
            <IconFolderPlus size={16} />
          </ActionIcon>
        </Group>
      </form>
      {missing && (
        <Button variant="default" data-next="make" onClick={() => void make(missing.parent, missing.name)}>
          Make this folder
        </Button>
      )}
      {making && listing && (
        <NewFolder
          taken={listing.folders.map((entry) => entry.name)}
          onMake={(newName) => void make(listing.path, newName)}
        />
      )}
      <section className={classes.folders} aria-label="Folders">
        {folder.pending && <Loader size="xs" m={8} />}
        {folder.problem !== null && (
          <Button variant="subtle" m={8} onClick={() => show(startAt)}>
            Back to {startAt ?? "your home folder"}
          </Button>
        )}
        {listing && (
          <FolderList
            listing={listing}
            withFiles={kind !== "folder"}
            onFolder={show}
            onFile={(file) => (kind === "saveFile" ? setName(file.name) : onChoose(file.path))}
          />
        )}
      </section>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void decide();
        }}
      >
        <Stack gap={8}>
          {kind === "saveFile" && (
            <TextInput
              size="xs"
              label="Name"
              spellCheck={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={badName}
              description={replaces ? `${fileName} is here already and will be replaced.` : undefined}
              data-autofocus
              data-next="name"
            />
          )}
          <Group justify="space-between">
            <Text size="xs" c={refused ? "var(--studio-warning)" : "dimmed"} role="status">
              {refused
                ? "Nothing can be written here"
                : listing && listing.freeBytes !== null
                  ? `${formatBytes(listing.freeBytes)} free`
                  : ""}
            </Text>
            <Group gap={8}>
              <Button variant="default" onClick={onCancel}>
                Cancel
              </Button>
              <Button type="submit" data-next="choose" disabled={!ready || unread}>
                {replaces ? "Replace" : choose}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}

/** Before that nobody has read it: the second press of a double click was not meant for what the first one has brought. */
const READ_MS = 700;

/** Whether what is told is so new that nobody can have read it. */
function useUnread(what: string | null): boolean {
  const [read, setRead] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRead(what), READ_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return what !== null && read !== what;
}

const holds = (listing: { files: readonly { name: string }[] }, name: string): boolean =>
  listing.files.some((file) => file.name === name);

function inFolder(path: string, name: string): string {
  const separator = path.startsWith("/") ? "/" : "\\";
  return path.endsWith(separator) ? path + name : path + separator + name;
}
