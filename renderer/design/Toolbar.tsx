/** What can be done with the whole configuration: undo, reset, open, save, import, export. */
import { ActionIcon, Button, FileButton, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDeviceFloppy,
  IconDownload,
  IconFolderOpen,
  IconRestore,
  IconUpload,
} from "@tabler/icons-react";
import { useCurrentConfig } from "../shared/currentConfig.tsx";
import { useGenerate } from "../shell/generate.tsx";
import classes from "./design.module.css";

export interface ToolbarProps {
  title: string;
  /** Number of fields that differ from the preset. */
  differences: number;
  /** Whether what is typed can be saved. */
  valid: boolean;
  onResetAll: () => void;
  onOpen: () => void;
  onSave: () => void;
  onImport: (file: File) => void;
  onExport: () => void;
}

export function Toolbar(props: ToolbarProps) {
  const { title, differences, valid, onResetAll, onOpen, onSave, onImport, onExport } = props;
  const { undo, redo, canUndo, canRedo } = useCurrentConfig();
  const generate = useGenerate();
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Configuration">
      <h1 className={classes.toolbarTitle}>{title}</h1>
      <Tooltip label="Undo (Ctrl+Z)">
        <ActionIcon variant="subtle" aria-label="Undo" disabled={!canUndo} onClick={undo}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl+Shift+Z)">
        <ActionIcon variant="subtle" aria-label="Redo" disabled={!canRedo} onClick={redo}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconRestore size={16} />}
        disabled={differences === 0}
        onClick={onResetAll}
      >
        Reset all{differences > 0 ? ` (${differences})` : ""}
      </Button>
      <div className={classes.spring} />
      <Button size="compact-sm" variant="subtle" leftSection={<IconFolderOpen size={16} />} onClick={onOpen}>
        Open
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconDeviceFloppy size={16} />}
        disabled={!valid}
        onClick={onSave}
      >
        Save
      </Button>
      <div className={classes.separator} />
      <FileButton
        accept="application/json,.json,.visualatom"
        onChange={(file) => file !== null && onImport(file)}
      >
        {(button) => (
          <Button {...button} size="compact-sm" variant="subtle" leftSection={<IconUpload size={16} />}>
            Import
          </Button>
        )}
      </FileButton>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconDownload size={16} />}
        disabled={!valid}
        onClick={onExport}
      >
        Export
      </Button>
      <Tooltip label="Generate this dataset (Ctrl+G)">
        <Button size="compact-sm" disabled={!valid} onClick={() => generate("current")}>
          Generate
        </Button>
      </Tooltip>
    </div>
  );
}
