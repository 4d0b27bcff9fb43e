/** The bridge to the host, for every place of the page. */
import { createContext, type PropsWithChildren, useContext } from "react";
import type { StudioBridge } from "../../core/studio/bridge.ts";

const Context = createContext<StudioBridge | null>(null);

export function StudioProvider({ bridge, children }: PropsWithChildren<{ bridge: StudioBridge }>) {
  return <Context.Provider value={bridge}>{children}</Context.Provider>;
}

export function useStudio(): StudioBridge {
  const bridge = useContext(Context);
  if (bridge === null) throw new Error("useStudio outside of StudioProvider");
  return bridge;
}
