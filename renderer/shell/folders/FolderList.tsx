/** What lies in a folder, to be opened by a click. */
import { Text } from "@mantine/core";
import { IconDatabase, IconFile, IconFolder } from "@tabler/icons-react";
import type { FolderListing } from "../../../core/studio/api.ts";
import classes from "../shell.module.css";

export interface FolderListProps {
  listing: FolderListing;
  withFiles: boolean;
  onFolder(path: string): void;
  onFile(file: { name: string; path: string }): void;
}

export function FolderList({ listing, withFiles, onFolder, onFile }: FolderListProps) {
  const { folders, files } = listing;
  if (folders.length === 0 && (!withFiles || files.length === 0)) {
    return (
      <Text size="xs" c="dimmed" p={8}>
        {withFiles ? "No folders and no configurations here" : "No folders here"}
      </Text>
    );
  }
  return (
    <>
      {folders.map(({ path, name, dataset }) => (
        <button
          key={path}
          type="button"
          className={classes.folder}
          data-next="entry"
          onClick={() => onFolder(path)}
        >
          {dataset ? <IconDatabase size={15} aria-label="Dataset" /> : <IconFolder size={15} aria-hidden />}
          <span>{name}</span>
        </button>
      ))}
      {withFiles &&
        files.map((file) => (
          <button
            key={file.path}
            type="button"
            className={classes.folder}
            data-next="entry"
            onClick={() => onFile(file)}
          >
            <IconFile size={15} aria-hidden />
            <span>{file.name}</span>
          </button>
        ))}
    </>
  );
}
