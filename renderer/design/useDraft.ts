/** Edits of the configuration at hand: validated as they are typed, passed on when valid, one undo step a gesture. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { fieldsOf } from "../../core/config/fields.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import { useCurrentConfig } from "../shared/currentConfig.tsx";
import { type CheckedDraft, checkDraft, type DraftDocument, toDraft, withValue } from "./draft.ts";

export interface Draft extends CheckedDraft {
  document: DraftDocument;
  /** `gesture` names a drag or a visit to a field: all its changes together are one undo step. */
  change(path: string, value: unknown, gesture: string): void;
  endGesture(): void;
  /** Puts a whole configuration in place, as one undo step. */
  replace(config: DatasetConfig): void;
}

export function useDraft(): Draft {
  const current = useCurrentConfig();
  const [document, setDocument] = useState<DraftDocument>(() => toDraft(current.config));
  const gesture = useRef<string | null>(null);
  const passOn = usePassOn();
  const latest = useRef(document);
  latest.current = document;

  // Undo, redo, a preset or an opened file come from outside and replace what is being edited.
  useEffect(() => {
    if (passOn.isOwn(current.config)) return;
    gesture.current = null;
    setDocument(toDraft(current.config));
  }, [current.config, passOn]);

  const formulation = document.formulation === "release" ? "release" : "paper";
  const paths = useMemo(() => new Set(fieldsOf(formulation).map((field) => field.path)), [formulation]);
  const checked = useMemo(() => checkDraft(document, paths), [document, paths]);

  const change = useCallback(
    (path: string, value: unknown, name: string) => {
      const next = withValue(latest.current, path, value);
      latest.current = next;
      setDocument(next);
      const { config } = checkDraft(next, new Set());
      if (config === null) return;
      passOn.send(config, gesture.current !== name);
      gesture.current = name;
    },
    [passOn],
  );
  const endGesture = useCallback(() => {
    gesture.current = null;
  }, []);
  const replace = useCallback(
    (config: DatasetConfig) => {
      gesture.current = null;
      latest.current = toDraft(config);
      setDocument(latest.current);
      passOn.send(config, true);
    },
    [passOn],
  );
  return { document, ...checked, change, endGesture, replace };
}

/**
 * Hands valid configurations to the shared state one at a time: while one is being registered only the newest of the
 * rest waits, so that a quick drag neither queues up nor arrives out of order.
 */
function usePassOn() {
  const { setConfig } = useCurrentConfig();
  const set = useRef(setConfig);
  set.current = setConfig;
  const waiting = useRef<{ config: DatasetConfig; undoable: boolean } | null>(null);
  const busy = useRef(false);
  const last = useRef<DatasetConfig | null>(null);

  return useMemo(() => {
    async function drain(): Promise<void> {
      busy.current = true;
      try {
        while (waiting.current !== null) {
          const { config, undoable } = waiting.current;
          waiting.current = null;
          await set.current(config, { undoable });
        }
      } finally {
        busy.current = false;
      }
    }
    return {
      send(config: DatasetConfig, undoable: boolean) {
        waiting.current = { config, undoable: undoable || (waiting.current?.undoable ?? false) };
        last.current = config;
        if (!busy.current) void drain();
      },
      /** Whether a configuration that arrived is (or will soon be followed by) one of ours. */
      isOwn(config: DatasetConfig): boolean {
        return busy.current || (last.current !== null && sameConfig(last.current, config));
      },
    };
  }, []);
}
