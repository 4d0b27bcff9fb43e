/** Design: every parameter of the configuration at hand, beside pictures that follow each change. */
import { Alert, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useDeferredValue, useState } from "react";
import { describeProblem } from "../../core/config/errors.ts";
import { fieldsOf } from "../../core/config/fields/fields.ts";
import { findPreset } from "../../core/config/presets.ts";
import { useCurrentConfig } from "../shared/currentConfig.tsx";
import { CommandLine } from "./CommandLine.tsx";
import { downloadConfig, type ReadResult, readConfigFile } from "./configFile.ts";
import classes from "./design.module.css";
import { resetValue, sameValue, valueAt } from "./draft.ts";
import { ParameterList } from "./parameters/ParameterList.tsx";
import { PreviewGrid } from "./preview/PreviewGrid.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { useConfigFiles } from "./useConfigFiles.ts";
import { useDraft } from "./useDraft.ts";
import { useFileDrop } from "./useFileDrop.ts";

export function DesignPlace() {
  const { config, configId, presetName, presetConfig, undo, redo } = useCurrentConfig();
  const draft = useDraft();
  const [message, setMessage] = useState<Exclude<ReadResult, { ok: true }> | null>(null);

  function take(result: ReadResult): void {
    setMessage(result.ok ? null : result);
    if (result.ok) draft.replace(result.config, null);
  }
  const importFile = (file: File) => void readConfigFile(file).then(take);
  const files = useConfigFiles(take);
  const drop = useFileDrop(importFile);
  // In text fields too: what was typed is an undo step of the configuration, not of the field.
  useHotkeys(
    [
      ["mod+Z", undo],
      ["mod+shift+Z", redo],
      ["mod+Y", redo],
    ],
    [],
  );

  const differences = fieldsOf(config.formulation).filter(
    (field) => !sameValue(valueAt(draft.document, field.path), resetValue(field, presetConfig)),
  ).length;
  // The pictures come first: two dozen rows of controls are drawn in the frames after them.
  const withParameters = useDeferredValue(true, false);
  const elsewhere = draft.problems.get("") ?? [];

  return (
    <div className={classes.place} {...drop.handlers}>
      <Toolbar
        title={presetTitle(presetName)}
        differences={differences}
        valid={draft.config !== null}
        onResetAll={() => draft.replace(presetConfig)}
        onOpen={files.open}
        onSave={() => draft.config !== null && files.save(draft.config, presetName ?? "configuration")}
        onImport={importFile}
        onExport={() => draft.config !== null && downloadConfig(draft.config, presetName ?? "configuration")}
      />
      {withParameters ? (
        <ParameterList draft={draft} preset={presetConfig} />
      ) : (
        <div className={classes.parameters} />
      )}
      <div className={classes.stage}>
        {message !== null && (
          <Alert
            title={message.message}
            withCloseButton
            closeButtonLabel="Close message"
            onClose={() => setMessage(null)}
          >
            {message.problems.slice(0, 8).map((problem) => (
              <div key={describeProblem(problem)}>{describeProblem(problem)}</div>
            ))}
          </Alert>
        )}
        {elsewhere.length > 0 && (
          <Alert title="These values do not go together">
            {elsewhere.map((problem) => (
              <div key={describeProblem(problem)}>{problem.message}</div>
            ))}
          </Alert>
        )}
        <PreviewGrid config={config} configId={configId} behind={draft.config === null} />
        <CommandLine configId={configId} />
      </div>
      {drop.over && (
        <div className={classes.drop}>
          <Text fw={600}>Drop a configuration (JSON) to open it</Text>
        </div>
      )}
    </div>
  );
}

function presetTitle(name: string | null): string {
  if (name === null) return "Design";
  try {
    return findPreset(name).title;
  } catch {
    // The name of an opened file.
    return name;
  }
}
