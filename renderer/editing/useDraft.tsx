/** Edits of the configuration at hand: validated as they are typed, passed on when valid, one undo step a gesture. */
import {
  createContext,
  type PropsWithChildren,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { fieldsOf } from "../../core/config/fields/fields.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import { formulationNames } from "../../core/formulations/index.ts";
import { useCurrentConfig } from "./currentConfig.tsx";
import { type CheckedDraft, checkDraft, type DraftDocument, toDraft, withValue } from "./draft.ts";
import type { Origin } from "./origin.ts";
import { usePassOn } from "./usePassOn.ts";

export interface Draft extends CheckedDraft {
  document: DraftDocument;
  /** `gesture` names a drag or a visit to a field: all its changes together are one undo step. */
  change(path: string, value: unknown, gesture: string): void;
  endGesture(): void;
  /** Puts a whole configuration in place, as one undo step; with an origin where it is another design. */
  replace(config: DatasetConfig, origin?: Origin): void;
  /** Takes back the last change, of what is not valid yet or of the configuration. */
  takeBack(): void;
  /** And does it again. */
  bringBack(): void;
  canBringBack: boolean;
  /** Whether the configuration at hand is what the fields say. */
  settled: boolean;
}

const Context = createContext<Draft | null>(null);

/** One draft for the whole window: what is wrong in it stays while one is elsewhere, and holds for every way to generate. */
export function DraftProvider({ children }: PropsWithChildren) {
  return <Context.Provider value={useNewDraft()}>{children}</Context.Provider>;
}

export function useDraft(): Draft {
  const draft = useContext(Context);
  if (draft === null) throw new Error("useDraft outside of DraftProvider");
  return draft;
}

interface Trail {
  back: DraftDocument[];
  ahead: DraftDocument[];
  gesture: string | null;
}

const noTrail = (): Trail => ({
  back: [],
  ahead: [],
  gesture: null,
});

function useNewDraft(): Draft {
  const { config, storedDraft, keepDraft, undo, redo, canRedo } = useCurrentConfig();
  const [document, setDocument] = useState<DraftDocument>(() => storedDraft ?? toDraft(config));
  const latest = useRef(document);
  latest.current = document;
  const gesture = useRef<string | null>(null);
  /** The last configuration that the fields made, and the one before the gesture that is under way. */
  const newest = useRef(config);
  const gestureStart = useRef(config);
  /** What was typed since something is wrong, and what of it was taken back: no part of the configuration's steps yet. */
  const trail = useRef<Trail>(storedDraft === null ? noTrail() : { ...noTrail(), back: [toDraft(config)] });
  // Undo, redo, a preset or an opened file come from outside and replace what is being edited.
  const { send, afterwards } = usePassOn((arrived) => {
    gesture.current = null;
    newest.current = arrived;
    trail.current = noTrail();
    setDocument(toDraft(arrived));
  });

  const formulation = formulationNames.find((name) => name === document.formulation) ?? formulationNames[0];
  const paths = useMemo(() => new Set(fieldsOf(formulation).map((field) => field.path)), [formulation]);
  const checked = useMemo(() => checkDraft(document, paths), [document, paths]);
  useEffect(() => keepDraft(checked.config === null ? document : null), [checked, document, keepDraft]);
  const settled = checked.config !== null && sameConfig(checked.config, config);

  const change = useCallback(
    (path: string, value: unknown, name: string) => {
      const before = latest.current;
      const next = withValue(before, path, value);
      latest.current = next;
      setDocument(next);
      const { config: parsed } = checkDraft(next, new Set());
      if (parsed === null) {
        const { back, gesture: last } = trail.current;
        trail.current = { back: last === name ? back : [...back, before], ahead: [], gesture: name };
        return;
      }
      trail.current = noTrail();
      const begins = gesture.current !== name;
      if (begins) gestureStart.current = newest.current;
      newest.current = parsed;
      send({ config: parsed, undoable: begins });
      // Back where it began it is no step: what follows is a new one.
      gesture.current = sameConfig(parsed, gestureStart.current) ? null : name;
    },
    [send],
  );
  const endGesture = useCallback(() => {
    gesture.current = null;
  }, []);
  const replace = useCallback(
    (next: DatasetConfig, origin?: Origin) => {
      gesture.current = null;
      newest.current = next;
      latest.current = toDraft(next);
      trail.current = noTrail();
      setDocument(latest.current);
      send({ config: next, undoable: true, origin });
    },
    [send],
  );
  const wrong = checked.config === null;
  const takeBack = useCallback(() => {
    gesture.current = null;
    const { back, ahead } = trail.current;
    const before = back.at(-1);
    if (!wrong || before === undefined) return afterwards(undo);
    trail.current = { back: back.slice(0, -1), ahead: [latest.current, ...ahead], gesture: null };
    latest.current = before;
    setDocument(before);
  }, [wrong, undo, afterwards]);
  const bringBack = useCallback(() => {
    gesture.current = null;
    const { back, ahead } = trail.current;
    const next = ahead[0];
    if (next === undefined) return afterwards(redo);
    trail.current = { back: [...back, latest.current], ahead: ahead.slice(1), gesture: null };
    latest.current = next;
    setDocument(next);
  }, [redo, afterwards]);
  const canBringBack = trail.current.ahead.length > 0 || canRedo;
  return useMemo(
    () => ({ document, ...checked, settled, change, endGesture, replace, takeBack, bringBack, canBringBack }),
    [document, checked, settled, change, endGesture, replace, takeBack, bringBack, canBringBack],
  );
}
