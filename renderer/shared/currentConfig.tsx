/** The configuration at hand, shared by all places: registered with the host, kept over a reload, with undo and redo. */
import {
  createContext,
  type PropsWithChildren,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { findPreset, presets } from "../../core/config/presets.ts";
import { safeParseConfig, sameConfig } from "../../core/config/schema.ts";
import { useStudio } from "./studio.tsx";

interface Entry {
  config: DatasetConfig;
  configId: string;
  presetName: string | null;
}

export interface CurrentConfig extends Entry {
  /** What differences and resets refer to. */
  presetConfig: DatasetConfig;
  /** @throws an error with one line for each problem where the host refuses it */
  setConfig(
    config: DatasetConfig,
    options?: { undoable?: boolean; presetName?: string | null },
  ): Promise<void>;
  choosePreset(name: string): Promise<void>;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
}

const Context = createContext<CurrentConfig | null>(null);
const STORED = "visualatom.config";
const FIRST_PRESET = "visualatom-1k";
const MOST_STEPS = 200;

/** What was at hand before a reload; anything that does not fit any more gives way to the first preset. */
function storedEntry(): { config: DatasetConfig; presetName: string | null } {
  try {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? "null");
    const parsed = safeParseConfig(stored?.config);
    if (parsed.ok) {
      const known = presets.some(({ name }) => name === stored.presetName);
      return { config: parsed.config, presetName: known ? stored.presetName : null };
    }
  } catch {
    // Not ours, or cut off: start afresh.
  }
  return { config: findPreset(FIRST_PRESET).config, presetName: FIRST_PRESET };
}

interface State {
  at: Entry;
  past: Entry[];
  future: Entry[];
}

export function CurrentConfigProvider({
  children,
  fallback,
}: PropsWithChildren<{ fallback: (error: Error | null) => React.ReactNode }>) {
  const { api } = useStudio();
  const [state, setState] = useState<State | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const latest = useRef(state);
  latest.current = state;

  useEffect(() => {
    const { config, presetName } = storedEntry();
    api.registerConfig({ config }).then(
      (result) => {
        if (result.ok) setState({ at: { ...result.registered, presetName }, past: [], future: [] });
        else
          setError(new Error(result.problems.map(({ field, message }) => `${field}: ${message}`).join("\n")));
      },
      (reason: Error) => setError(reason),
    );
  }, [api]);

  useEffect(() => {
    if (state === null) return;
    localStorage.setItem(
      STORED,
      JSON.stringify({ config: state.at.config, presetName: state.at.presetName }),
    );
  }, [state]);

  const actions = useMemo(() => {
    async function setConfig(
      config: DatasetConfig,
      { undoable = true, presetName }: { undoable?: boolean; presetName?: string | null } = {},
    ): Promise<void> {
      if (latest.current !== null && sameConfig(latest.current.at.config, config) && presetName === undefined)
        return;
      const result = await api.registerConfig({ config });
      if (!result.ok)
        throw new Error(result.problems.map(({ field, message }) => `${field}: ${message}`).join("\n"));
      setState((before) => {
        const name = presetName === undefined ? (before?.at.presetName ?? null) : presetName;
        const at = { ...result.registered, presetName: name };
        if (before === null) return { at, past: [], future: [] };
        const past = undoable ? [...before.past, before.at].slice(-MOST_STEPS) : before.past;
        return { at, past, future: [] };
      });
    }
    return {
      setConfig,
      choosePreset: (name: string) => setConfig(findPreset(name).config, { presetName: name }),
      undo: () =>
        setState((s) => {
          const at = s?.past.at(-1);
          return s && at ? { at, past: s.past.slice(0, -1), future: [s.at, ...s.future] } : s;
        }),
      redo: () =>
        setState((s) =>
          s?.future[0] ? { at: s.future[0], past: [...s.past, s.at], future: s.future.slice(1) } : s,
        ),
    };
  }, [api]);

  const value = useMemo<CurrentConfig | null>(() => {
    if (state === null) return null;
    const { at } = state;
    const base =
      at.presetName ?? presets.find((preset) => preset.config.formulation === at.config.formulation)!.name;
    return {
      ...at,
      ...actions,
      presetConfig: findPreset(base).config,
      canUndo: state.past.length > 0,
      canRedo: state.future.length > 0,
    };
  }, [state, actions]);

  if (value === null) return fallback(error);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useCurrentConfig(): CurrentConfig {
  const current = useContext(Context);
  if (current === null) throw new Error("useCurrentConfig outside of CurrentConfigProvider");
  return current;
}

/** For places that show another configuration than the one at hand. */
export { Context as CurrentConfigContext };
