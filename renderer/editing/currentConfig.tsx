/** The configuration that Design edits and Gallery and Class show, with undo and redo. */
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
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import type { StudioBridge } from "../../core/studio/bridge.ts";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { messageOf } from "../shared/text/format.ts";
import { type DraftDocument, sameValue } from "./draft.ts";
import { advance, type History, redo, rename, type Step, undo } from "./history.ts";
import { type Origin, originConfig } from "./origin.ts";
import { readDesign, writeDesign } from "./storedDesign.ts";

export interface CurrentConfig {
  config: DatasetConfig;
  configId: string;
  origin: Origin;
  /** What differences and resets refer to: the preset, or the file as it was read or last written. */
  base: DatasetConfig;
  /** Whether something differs from it. */
  changed: boolean;
  /** @throws an error with one line for each problem where the host refuses it */
  setConfig(config: DatasetConfig, options?: { undoable?: boolean; origin?: Origin }): Promise<void>;
  choosePreset(name: string): Promise<void>;
  /** The design at hand was written to this file, as this configuration. */
  saved(file: { name: string; path: string | null }, config: DatasetConfig): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
  /** What was being typed before a reload, while it was no valid configuration. */
  storedDraft: DraftDocument | null;
  /** Keeps what is being typed across a reload; null once it is valid. */
  keepDraft(draft: DraftDocument | null): void;
}

const Context = createContext<CurrentConfig | null>(null);

type Registered = Step & { configId: string };

export function CurrentConfigProvider({
  children,
  fallback,
}: PropsWithChildren<{ fallback: (error: Error | null) => React.ReactNode }>) {
  const { api, tellConfig } = useStudio();
  const notify = useNotify();
  const [stored] = useState(readDesign);
  const [history, setHistory] = useState<History>(() => told(stored.history, tellConfig));
  const [error, setError] = useState<Error | null>(null);
  /** The newest step that the host knows: what is shown until it knows the one at hand. */
  const [shown, setShown] = useState<Registered | null>(null);
  const latest = useRef(history);
  latest.current = history;
  const draft = useRef(stored.draft);
  const keepSoon = useKeeping(() => writeDesign({ history: latest.current, draft: draft.current }));

  const register = useCallback(
    async (config: DatasetConfig) => {
      const result = await api.registerConfig({ config });
      if (result.ok) return result.registered;
      throw new Error(result.problems.map(({ field, message }) => `${field}: ${message}`).join("\n"));
    },
    [api],
  );

  const { at } = history;
  if (at.configId !== null && shown !== at) setShown(at as Registered);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step that the host does not know, once
  useEffect(() => {
    if (at.configId !== null) return;
    register(at.config).then(
      (registered) => setHistory((now) => (now.at === at ? { ...now, at: { ...at, ...registered } } : now)),
      (reason: Error) => (shown === null ? setError(reason) : notify.failed(messageOf(reason))),
    );
  }, [at]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something changed
  useEffect(keepSoon, [history]);

  const actions = useMemo(() => {
    const setConfig: CurrentConfig["setConfig"] = async (config, { undoable = true, origin } = {}) => {
      const { at, origins } = latest.current;
      const isElsewhere = origin !== undefined && !sameValue(origin, origins[at.origin]);
      if (!isElsewhere && sameConfig(at.config, config)) return;
      // Within the event that changed a field, so that the field and the pictures are drawn at once.
      const registered = tellConfig === undefined ? await register(config) : tellConfig(config);
      setHistory((before) => advance(before, registered, { undoable, origin }));
    };
    return {
      setConfig,
      choosePreset: (name: string) => {
        const origin: Origin = { kind: "preset", name };
        return setConfig(originConfig(origin), { origin });
      },
      saved: (file: { name: string; path: string | null }, config: DatasetConfig) =>
        setHistory((before) => rename(before, { kind: "file", ...file, config })),
      undo: () => setHistory(undo),
      redo: () => setHistory(redo),
      storedDraft: stored.draft,
      keepDraft: (typed: DraftDocument | null) => {
        draft.current = typed;
        keepSoon();
      },
    };
  }, [register, tellConfig, stored, keepSoon]);

  const value = useMemo<CurrentConfig | null>(() => {
    if (shown === null) return null;
    const origin = history.origins[shown.origin];
    const base = originConfig(origin);
    return {
      ...actions,
      config: shown.config,
      configId: shown.configId,
      origin,
      base,
      changed: !sameConfig(shown.config, base),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
    };
  }, [history, shown, actions]);

  if (value === null) return fallback(error);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

const KEEP_MS = 300;

/** Writes a moment after the last change, and when the page goes: a drag is not hundreds of writings. */
function useKeeping(write: () => void): () => void {
  const latest = useRef(write);
  latest.current = write;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const now = () => {
      clearTimeout(timer.current);
      latest.current();
    };
    window.addEventListener("pagehide", now);
    return () => window.removeEventListener("pagehide", now);
  }, []);
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(), KEEP_MS);
  }, []);
}

export function useCurrentConfig(): CurrentConfig {
  const current = useContext(Context);
  if (current === null) throw new Error("useCurrentConfig outside of CurrentConfigProvider");
  return current;
}

/** With the step at hand known to the host, where that needs no answer. */
function told(history: History, tellConfig: StudioBridge["tellConfig"]): History {
  const { at } = history;
  if (tellConfig === undefined || at.configId !== null) return history;
  return { ...history, at: { ...at, ...tellConfig(at.config) } };
}

/** For places that show another configuration than the one at hand. */
export { Context as CurrentConfigContext };
