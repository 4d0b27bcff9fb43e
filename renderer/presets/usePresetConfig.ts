/** A preset's configuration as the host knows it, and what it would take here. */

import { useQuery } from "@tanstack/react-query";
import type { Preset } from "../../core/config/presets.ts";
import { formulationOf, typicalInstance } from "../../core/formulations/index.ts";
import type { Estimate, RegisteredConfig } from "../../core/studio/api.ts";
import { useStudio } from "../shared/studio.tsx";

export function usePresetConfig(preset: Preset): RegisteredConfig | undefined {
  const { api } = useStudio();
  const { data } = useQuery({
    queryKey: ["preset", preset.name],
    queryFn: async () => {
      const result = await api.registerConfig({ config: preset.config });
      if (!result.ok) throw new Error(result.problems[0].message);
      return result.registered;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/**
 * One question at a time: the host measures one after the other anyway, and answers that wait would keep a browser's
 * few connections from the pictures.
 */
let lastQuestion: Promise<unknown> = Promise.resolve();

function inTurn<T>(ask: () => Promise<T>): Promise<T> {
  const answer = lastQuestion.then(ask);
  lastQuestion = answer.catch(() => {});
  return answer;
}

export function useEstimate(registered: RegisteredConfig | undefined): { data?: Estimate; failed: boolean } {
  const { api } = useStudio();
  const { data, isError } = useQuery({
    queryKey: ["estimate", registered?.configId, null],
    queryFn: () => inTurn(() => api.estimate({ configId: registered!.configId })),
    enabled: registered !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return { data, failed: isError };
}

/** Classes spread over the preset, for its pictures. */
export function sampleClasses(count: number, of: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * of) / count));
}

/** Streams are reached only through the index of the whole stream; their first class is at hand at once. */
export function picturesOf(
  registered: RegisteredConfig,
  count: number,
): { classIndex: number; instance: number }[] {
  const { config } = registered;
  const instance = typicalInstance(config);
  // A search finds the first classes first; those spread over all would keep their picture waiting for minutes.
  if (formulationOf(config).classTable(config) === "search") {
    return Array.from({ length: Math.min(count, config.classes) }, (_, i) => ({
      classIndex: config.startClass + i,
      instance,
    }));
  }
  if (config.streams === null) {
    return sampleClasses(count, config.classes).map((c) => ({
      classIndex: config.startClass + c,
      instance,
    }));
  }
  const blocks = config.classes / config.streams;
  return sampleClasses(count, config.streams).map((stream) => ({
    classIndex: config.startClass + stream * blocks,
    instance,
  }));
}
