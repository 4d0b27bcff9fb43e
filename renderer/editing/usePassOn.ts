/** The way between the draft and the configuration at hand: changes go out one at a time, changes from elsewhere come in. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import { useNotify } from "../shared/notify.tsx";
import { messageOf } from "../shared/text/format.ts";
import { useCurrentConfig } from "./currentConfig.tsx";
import type { Origin } from "./origin.ts";

export interface Change {
  config: DatasetConfig;
  undoable: boolean;
  origin?: Origin;
}

export interface PassOn {
  send(change: Change): void;
  /** At once, or after all that was sent has arrived. */
  afterwards(act: () => void): void;
}

/**
 * While one configuration is being registered only the newest of each step waits, so that a quick drag neither queues
 * up nor arrives out of order.
 * @param onArrival called with a configuration that was put in place by someone else
 */
export function usePassOn(onArrival: (config: DatasetConfig) => void): PassOn {
  const { config, setConfig } = useCurrentConfig();
  const notify = useNotify();
  const outside = useRef({ setConfig, notify, onArrival });
  outside.current = { setConfig, notify, onArrival };
  const waiting = useRef<Change[]>([]);
  const busy = useRef(false);
  const afterwards = useRef<(() => void)[]>([]);
  /** Sent and not yet seen to arrive. */
  const expected = useRef<DatasetConfig[]>([]);
  const [drained, setDrained] = useState(0);
  const seen = useRef(config);

  useEffect(() => {
    if (seen.current === config) return;
    seen.current = config;
    if (expected.current.some((own) => sameConfig(own, config))) return;
    waiting.current = [];
    outside.current.onArrival(config);
  }, [config]);

  // Set after the last configuration was, this takes effect with it or later: what has not arrived by now never will,
  // and the same configuration coming again is an undo.
  // biome-ignore lint/correctness/useExhaustiveDependencies: drained is the occasion
  useEffect(() => {
    if (busy.current) return;
    expected.current = [];
    for (const act of afterwards.current.splice(0)) act();
  }, [drained]);

  return useMemo(() => {
    async function drain(): Promise<void> {
      busy.current = true;
      for (let next = waiting.current.shift(); next !== undefined; next = waiting.current.shift()) {
        const { config: sent, ...options } = next;
        try {
          await outside.current.setConfig(sent, options);
        } catch (reason) {
          outside.current.notify.failed(messageOf(reason));
        }
      }
      busy.current = false;
      setDrained((count) => count + 1);
    }
    return {
      send(change) {
        const last = waiting.current.at(-1);
        if (last !== undefined && !change.undoable) {
          waiting.current[waiting.current.length - 1] = { ...last, config: change.config };
        } else waiting.current.push(change);
        expected.current.push(change.config);
        if (!busy.current) void drain();
      },
      afterwards(act) {
        if (busy.current) afterwards.current.push(act);
        else act();
      },
    };
  }, []);
}
