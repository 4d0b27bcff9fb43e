/** What the host says of itself and its settings: asked for once, since events tell when it changes. */
import { useQuery } from "@tanstack/react-query";
import type { StudioApi } from "../../core/studio/api.ts";
import { useStudio } from "./studio.tsx";

const staleTime = Number.POSITIVE_INFINITY;

export const aboutQuery = (api: StudioApi) => ({
  queryKey: ["about"],
  queryFn: () => api.about(),
  staleTime,
});

export const settingsQuery = (api: StudioApi) => ({
  queryKey: ["settings"],
  queryFn: () => api.settings(),
  staleTime,
});

export const useAbout = () => useQuery(aboutQuery(useStudio().api));

export const useSettings = () => useQuery(settingsQuery(useStudio().api));
