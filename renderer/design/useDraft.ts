/** Edits of the configuration at hand: validated as they are typed, passed on when valid, one undo step a gesture. */
import { useCallback, useMemo, useRef, useState } from "react";
import { fieldsOf } from "../../core/config/fields/fields.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { formulationNames } from "../../core/formulations/index.ts";
import { useCurrentConfig } from "../shared/currentConfig.tsx";
import { type CheckedDraft, checkDraft, type DraftDocument, toDraft, withValue } from "./draft.ts";
import { usePassOn } from "./usePassOn.ts";

export interface Draft extends CheckedDraft {
  document: DraftDocument;
  /** `gesture` names a drag or a visit to a field: all its changes together are one undo step. */
  change(path: string, value: unknown, gesture: string): void;
  endGesture(): void;
  /** Puts a whole configuration in place, as one undo step; `presetName` null where it stems from no preset. */
  replace(config: DatasetConfig, presetName?: string | null): void;
}

export function useDraft(): Draft {
  const { config } = useCurrentConfig();
  const [document, setDocument] = useState<DraftDocument>(() => toDraft(config));
  const latest = useRef(document);
  latest.current = document;
  const gesture = useRef<string | null>(null);
  // Undo, redo, a preset or an opened file come from outside and replace what is being edited.
  const send = usePassOn((arrived) => {
    gesture.current = null;
    setDocument(toDraft(arrived));
  });

  const formulation = formulationNames.find((name) => name === document.formulation) ?? formulationNames[0];
  const paths = useMemo(() => new Set(fieldsOf(formulation).map((field) => field.path)), [formulation]);
  const checked = useMemo(() => checkDraft(document, paths), [document, paths]);

  const change = useCallback(
    (path: string, value: unknown, name: string) => {
      const next = withValue(latest.current, path, value);
      latest.current = next;
      setDocument(next);
      const { config: valid } = checkDraft(next, new Set());
      if (valid === null) return;
      send({ config: valid, undoable: gesture.current !== name });
      gesture.current = name;
    },
    [send],
  );
  const endGesture = useCallback(() => {
    gesture.current = null;
  }, []);
  const replace = useCallback(
    (next: DatasetConfig, presetName?: string | null) => {
      gesture.current = null;
      latest.current = toDraft(next);
      setDocument(latest.current);
      send({ config: next, undoable: true, presetName });
    },
    [send],
  );
  return { document, ...checked, change, endGesture, replace };
}
