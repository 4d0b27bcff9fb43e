/** Design: every parameter of the configuration at hand, beside pictures that follow each change. */
import { Alert, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useState } from "react";
import { describeProblem } from "../../core/config/errors.ts";
import { fieldsOf } from "../../core/config/fields/fields.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { isConfigName } from "../../core/studio/configFile.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { resetValue, sameValue, shownValue } from "../editing/draft.ts";
import { type Origin, originStem, originTitle } from "../editing/origin.ts";
import { useDraft } from "../editing/useDraft.tsx";
import { unlessTyping } from "../shared/keys.ts";
import { plainWords } from "../shared/text/words.ts";
import { CommandLine } from "./CommandLine.tsx";
import { downloadConfig, type ReadResult, readConfigFile } from "./configFile.ts";
import classes from "./design.module.css";
import { ParameterList } from "./parameters/ParameterList.tsx";
import { PreviewGrid } from "./preview/PreviewGrid.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { useConfigFiles } from "./useConfigFiles.ts";
import { useFileDrop } from "./useFileDrop.ts";

export function DesignPlace() {
  const { config, configId, origin, base, canUndo } = useCurrentConfig();
  const draft = useDraft();
  const [message, setMessage] = useState<Exclude<ReadResult, { ok: true }> | null>(null);

  function take(result: ReadResult): void {
    setMessage(result.ok ? null : result);
    if (!result.ok) return;
    const { config: read, name, path } = result;
    draft.replace(read, { kind: "file", name, path, config: read });
  }
  const importFile = (file: File) => void readConfigFile(file).then(take);
  const files = useConfigFiles(take);
  const drop = useFileDrop(importFile);
  const save = (write: (valid: DatasetConfig) => void) => draft.config !== null && write(draft.config);
  // Where text is typed, undo belongs to the field.
  useHotkeys(
    [
      ["mod+Z", draft.takeBack],
      ["mod+shift+Z", draft.bringBack],
      ["mod+Y", draft.bringBack],
    ].map(([keys, act]) => [keys as string, unlessTyping(act as () => void), { preventDefault: false }]),
    [],
  );
  useHotkeys([["mod+S", () => save(files.saveAgain)]], []);

  const differences = fieldsOf(config.formulation).filter(
    (field) => !sameValue(shownValue(draft.document, field), resetValue(field, base)),
  ).length;
  const elsewhere = draft.problems.get("") ?? [];

  return (
    <div className={classes.place} {...drop.handlers}>
      <Toolbar
        title={originTitle(origin)}
        unsaved={differences > 0 || draft.config === null}
        canUndo={draft.config === null || canUndo}
        onUndo={draft.takeBack}
        differences={differences}
        valid={draft.config !== null}
        onResetAll={() => draft.replace(base)}
        onOpen={files.open}
        onSave={() => save(files.save)}
        onImport={importFile}
        onExport={() => save((valid) => downloadConfig(valid, exportName(origin)))}
      />
      <ParameterList draft={draft} base={base} baseName={BASE_NAMES[origin.kind]} />
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
              <div key={describeProblem(problem)}>{plainWords(problem.message)}</div>
            ))}
          </Alert>
        )}
        <PreviewGrid config={config} configId={configId} behind={draft.config === null} />
        <CommandLine configId={configId} settled={draft.settled} wrong={draft.config === null} />
      </div>
      {drop.over && (
        <div className={classes.drop}>
          <Text fw={600}>Drop a configuration (JSON) to open it</Text>
        </div>
      )}
    </div>
  );
}

/** What a changed field says its former value was. */
const BASE_NAMES = { preset: "preset", file: "saved", dataset: "dataset" } as const;

const exportName = (origin: Origin): string =>
  origin.kind === "file" && isConfigName(origin.name) ? origin.name : `${originStem(origin)}.json`;
