/** What the host says of itself and its settings: asked for once, since events tell when it changes. */
import { useQuery } from "@tanstack/react-query";
import type { HostFacts, StudioApi } from "../../core/studio/api.ts";
import { useStudio } from "./studio.tsx";

const staleTime = Number.POSITIVE_INFINITY;

const aboutQuery = (api: StudioApi) => ({
  queryKey: ["about"],
  queryFn: () => api.about(),
  staleTime,
});

const settingsQuery = (api: StudioApi) => ({
  queryKey: ["settings"],
  queryFn: () => api.settings(),
  staleTime,
});

/** What the host has put into the page; null where the page comes from elsewhere, and has to ask. */
export function givenFacts(): HostFacts | null {
  const { content } = document.querySelector<HTMLMetaElement>('meta[name="host-facts"]') ?? {};
  return content?.startsWith("{") ? JSON.parse(content) : null;
}

export const useAbout = () => useQuery(aboutQuery(useStudio().api));

export const useSettings = () => useQuery(settingsQuery(useStudio().api));
