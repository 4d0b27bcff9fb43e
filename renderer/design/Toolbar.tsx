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
import { useDraft } from "../editing/useDraft.tsx";
import { useAbout } from "../shared/hostFacts.ts";
import { useGenerate } from "../shell/generate/generate.tsx";
import classes from "./design.module.css";

export interface ToolbarProps {
  title: string;
  /** Whether something differs from the preset or from the file as it was last written. */
  unsaved: boolean;
  canUndo: boolean;
  onUndo: () => void;
  /** Number of fields that differ. */
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
  const {
    title,
    unsaved,
    canUndo,
    onUndo,
    differences,
    valid,
    onResetAll,
    onOpen,
    onSave,
    onImport,
    onExport,
  } = props;
  const { bringBack, canBringBack } = useDraft();
  // Without a browser between them the page and the studio share their files.
  const here = useAbout().data?.host === "electron";
  const generate = useGenerate();
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Configuration">
      <h1 className={classes.toolbarTitle} title={title}>
        {title}
        {unsaved && <span className={classes.unsaved}>not saved</span>}
      </h1>
      <Tooltip label="Undo (Ctrl+Z)">
        <ActionIcon variant="subtle" aria-label="Undo" disabled={!canUndo} onClick={onUndo}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl+Shift+Z)">
        <ActionIcon variant="subtle" aria-label="Redo" disabled={!canBringBack} onClick={bringBack}>
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
      <FileAction
        label={here ? "Open a design" : "Open a design from the studio's machine"}
        Icon={IconFolderOpen}
        onClick={onOpen}
      >
        Open
      </FileAction>
      <FileAction
        label={`${here ? "Save the design" : "Save the design on the studio's machine"} (Ctrl+S)`}
        Icon={IconDeviceFloppy}
        disabled={!valid}
        onClick={onSave}
      >
        Save
      </FileAction>
      {!here && (
        <>
          <div className={classes.separator} />
          <FileButton
            accept="application/json,.json,.visualatom"
            onChange={(file) => file !== null && onImport(file)}
          >
            {({ onClick }) => (
              <FileAction
                label="Open a design from the machine this browser runs on"
                Icon={IconUpload}
                onClick={onClick}
              >
                Import
              </FileAction>
            )}
          </FileButton>
          <FileAction
            label="Download the design to the machine this browser runs on"
            Icon={IconDownload}
            disabled={!valid}
            onClick={onExport}
          >
            Export
          </FileAction>
        </>
      )}
      <Tooltip label="Generate this dataset (Ctrl+G)">
        <Button size="compact-sm" disabled={!valid} onClick={() => generate("current")}>
          Generate
        </Button>
      </Tooltip>
    </div>
  );
}

interface FileActionProps {
  /** What it does, and with which disk. */
  label: string;
  Icon: typeof IconUpload;
  disabled?: boolean;
  onClick(): void;
  children: string;
}

function FileAction({ label, Icon, disabled, onClick, children }: FileActionProps) {
  return (
    <Tooltip label={label}>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<Icon size={16} />}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
