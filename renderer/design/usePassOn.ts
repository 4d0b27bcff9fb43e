/** The way between the draft and the configuration at hand: changes go out one at a time, changes from elsewhere come in. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import { useCurrentConfig } from "../shared/currentConfig.tsx";
import { messageOf } from "../shared/format.ts";
import { useNotify } from "../shared/notify.tsx";

export interface Change {
  config: DatasetConfig;
  undoable: boolean;
  presetName?: string | null;
}

/**
 * While one configuration is being registered only the newest of the rest waits, so that a quick drag neither queues
 * up nor arrives out of order.
 * @param onArrival called with a configuration that was put in place by someone else
 */
export function usePassOn(onArrival: (config: DatasetConfig) => void): (change: Change) => void {
  const { config, setConfig } = useCurrentConfig();
  const notify = useNotify();
  const outside = useRef({ setConfig, notify, onArrival });
  outside.current = { setConfig, notify, onArrival };
  const waiting = useRef<Change | null>(null);
  const busy = useRef(false);
  /** Sent and not yet seen to arrive. */
  const expected = useRef<DatasetConfig[]>([]);
  const [drained, setDrained] = useState(0);
  const seen = useRef(config);

  useEffect(() => {
    if (seen.current === config) return;
    seen.current = config;
    if (expected.current.some((own) => sameConfig(own, config))) return;
    waiting.current = null;
    outside.current.onArrival(config);
  }, [config]);

  // Set after the last configuration was, this takes effect with it or later: what has not arrived by now never will,
  // and the same configuration coming again is an undo.
  // biome-ignore lint/correctness/useExhaustiveDependencies: drained is the occasion
  useEffect(() => {
    if (!busy.current) expected.current = [];
  }, [drained]);

  return useCallback((change: Change) => {
    waiting.current = { ...change, undoable: change.undoable || (waiting.current?.undoable ?? false) };
    expected.current.push(change.config);
    if (!busy.current) void drain();

    async function drain(): Promise<void> {
      busy.current = true;
      while (waiting.current !== null) {
        const { config: next, ...options } = waiting.current;
        waiting.current = null;
        try {
          await outside.current.setConfig(next, options);
        } catch (reason) {
          outside.current.notify.failed(messageOf(reason));
        }
      }
      busy.current = false;
      setDrained((count) => count + 1);
    }
  }, []);
}
