/** The way from a configuration to the panel that starts its job. */
import {
  createContext,
  type PropsWithChildren,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Settings } from "../../../core/studio/api.ts";
import { configTitle, proposedName } from "../../editing/configTitle.ts";
import { type CurrentConfig, useCurrentConfig } from "../../editing/currentConfig.tsx";
import { useDraft } from "../../editing/useDraft.tsx";
import { showWrongField, wrongField } from "../../editing/wrongField.ts";
import { useNotify } from "../../shared/notify.tsx";
import { currentPlace, type Place, usePlace } from "../route.ts";
import { GeneratePanel, type Wanted } from "./GeneratePanel.tsx";

/** `current`: the configuration at hand, as it is edited while the panel is open too. */
type Generate = (wanted: Wanted | "current") => void;

const Context = createContext<Generate | null>(null);

export function GenerateProvider({ settings, children }: PropsWithChildren<{ settings: Settings }>) {
  const [asked, setAsked] = useState<{ wanted: Wanted | "current"; place: Place; at: number } | null>(null);
  const current = useCurrentConfig();
  const draft = useDraft();
  const notify = useNotify();
  const wrong = wrongField(draft);
  const refusal = useRef(wrong);
  refusal.current = wrong;
  const place = usePlace();
  // What it would generate belongs to the place where it was asked for, which may be shown a moment later.
  useEffect(() => setAsked((open) => (open?.place === place ? open : null)), [place]);
  const generate = useMemo<Generate>(
    () => (wanted) => {
      if (wanted === "current" && refusal.current !== null) {
        notify.done(refusal.current);
        showWrongField();
      } else setAsked({ wanted, place: currentPlace(), at: Date.now() });
    },
    [notify],
  );
  return (
    <Context.Provider value={generate}>
      {children}
      {asked && (
        <GeneratePanel
          key={asked.at}
          wanted={asked.wanted === "current" ? wantedOf(current) : asked.wanted}
          wrong={asked.wanted === "current" ? wrong : null}
          settled={asked.wanted !== "current" || draft.settled}
          proposed={settings.defaultFolder}
          onClose={() => setAsked(null)}
        />
      )}
    </Context.Provider>
  );
}

/** What to generate from the configuration at hand. */
function wantedOf(current: CurrentConfig): Wanted {
  const { config, configId } = current;
  return { registered: { config, configId }, title: configTitle(current), name: proposedName(current) };
}

/** Opens the panel that starts a job. */
export function useGenerate(): Generate {
  const generate = useContext(Context);
  if (generate === null) throw new Error("useGenerate outside of GenerateProvider");
  return generate;
}
