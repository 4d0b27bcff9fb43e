/**
 * The design across reloads. Each tab keeps its own, with its history and what is being typed; a new tab starts from
 * what was last at hand in any.
 */
import { presets } from "../../core/config/presets.ts";
import { safeParseConfig } from "../../core/config/schema.ts";
import type { DraftDocument } from "./draft.ts";
import type { History, Step } from "./history.ts";
import type { Origin } from "./origin.ts";

export interface StoredDesign {
  history: History;
  /** What is being typed while it is no valid configuration. */
  draft: DraftDocument | null;
}

const KEY = "visualatom.design";
const FIRST_PRESET = "visualatom-1k";

/** What was at hand before; what does not fit any more gives way to the first preset. */
export function readDesign(): StoredDesign {
  return read(sessionStorage) ?? read(localStorage) ?? fromOrigin({ kind: "preset", name: FIRST_PRESET });
}

export function writeDesign({ history, draft }: StoredDesign): void {
  const { at, origins } = history;
  write(sessionStorage, { history, draft });
  const own = { at: { ...at, origin: 0 }, past: [], future: [], origins: [origins[at.origin]] };
  write(localStorage, { history: own, draft: null });
}

function write(storage: Storage, design: StoredDesign): void {
  try {
    storage.setItem(KEY, JSON.stringify(design));
  } catch {
    // A browser that keeps nothing, or no more: the design lives as long as the page.
  }
}

function fromOrigin(origin: Origin & { kind: "preset" }): StoredDesign {
  const { config } = presets.find(({ name }) => name === origin.name)!;
  return {
    history: { at: { config, configId: null, origin: 0 }, past: [], future: [], origins: [origin] },
    draft: null,
  };
}

function read(storage: Storage): StoredDesign | null {
  try {
    const stored = JSON.parse(storage.getItem(KEY) ?? "null");
    const origins: Origin[] = stored.history.origins.map(checkedOrigin);
    const step = ({ config, origin }: Step): Step => {
      if (origins[origin] === undefined) throw new Error("A step without an origin");
      return { config, configId: null, origin };
    };
    const { at, past, future } = stored.history;
    const parsed = safeParseConfig(at.config);
    if (!parsed.ok) return null;
    const history: History = {
      at: { ...step(at), config: parsed.config },
      // The host looks at each of these when one comes back to it.
      past: past.map(step),
      future: future.map(step),
      origins,
    };
    const draft = typeof stored.draft === "object" ? stored.draft : null;
    return { history, draft };
  } catch {
    // Not ours, cut off, or of another version.
    return null;
  }
}

function checkedOrigin(origin: Origin): Origin {
  if (origin.kind === "preset") {
    if (!presets.some(({ name }) => name === origin.name)) throw new Error("An unknown preset");
    return origin;
  }
  const parsed = safeParseConfig(origin.config);
  if (!parsed.ok) throw new Error("An origin that is no configuration any more");
  return { ...origin, config: parsed.config };
}
