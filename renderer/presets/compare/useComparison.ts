/** The comparison of some configurations as the host tells of it, and what is started and stopped of it. */
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { Comparison } from "../../../core/compare/comparison.ts";
import { sampleLimits } from "../../../core/compare/limits.ts";
import type { Comparing, ComparisonInput } from "../../../core/studio/api.ts";
import { comparedAtATime } from "../../../core/studio/comparing.ts";
import { useNotify } from "../../shared/notify.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { messageOf } from "../../shared/text/format.ts";
import { unlessTold } from "../../shared/told.ts";
import { type Choice, type ComparisonView, choiceTitle } from "./address.ts";

/** A chosen configuration as the host knows it. */
export interface Compared {
  choice: Choice;
  configId: string;
}

export interface ComparisonState {
  /** In the order of the choices; empty until the host knows them all. */
  compared: Compared[];
  /** The last one of these; null where there was none. */
  comparing: Comparing | null;
  comparison: Comparison | null;
  /** Another one that is at work, or null: there is one at a time. */
  other: Comparing | null;
  /** Why it cannot be started yet, "" where that passes by itself; null where it can. */
  obstacle: string | null;
  start(): void;
  /** This one, or the other. */
  cancel(): void;
}

const none: string[] = [];
const atWorkKey = ["comparisonAtWork"];

export function useComparison({ choices, classes, instances }: ComparisonView): ComparisonState {
  const { api, subscribe } = useStudio();
  const client = useQueryClient();
  const notify = useNotify();
  const configs = choices.map(({ config }) => config);
  const { data: configIds = none, error: refused } = useQuery({
    queryKey: ["comparedConfigs", configs],
    queryFn: () => Promise.all(configs.map(register)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  async function register(config: unknown): Promise<string> {
    const result = await api.registerConfig({ config });
    if (!result.ok) throw new Error(result.problems[0].message);
    return result.registered.configId;
  }

  const isKnown = configIds.length === choices.length;
  const input = useMemo<ComparisonInput>(
    () => ({ configIds, sample: { classes, instances } }),
    [configIds, classes, instances],
  );
  const areEnough = choices.length >= comparedAtATime.fewest;
  const isPossible = isKnown && areEnough;
  const key = useMemo(() => ["comparing", input], [input]);
  const known = () => client.getQueryData<Comparing | null>(key) ?? null;
  const { data: comparing = null, isFetched } = useQuery({
    queryKey: key,
    queryFn: isPossible
      ? async () => {
          const newest = unlessTold(known);
          return newest(await api.comparing(input));
        }
      : skipToken,
  });
  const isFinished = comparing?.state === "finished";
  const { data: comparison = null } = useQuery({
    queryKey: ["comparison", comparing?.comparisonId],
    queryFn: isFinished ? () => api.comparison({ comparisonId: comparing.comparisonId }) : skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: atWork = null } = useQuery({
    queryKey: atWorkKey,
    queryFn: async () => {
      const newest = unlessTold(() => client.getQueryData<Comparing | null>(atWorkKey) ?? null);
      return newest(await api.comparisonAtWork());
    },
  });
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === "connection" && event.state === "open") {
          void client.invalidateQueries({ queryKey: ["comparing"] });
          void client.invalidateQueries({ queryKey: atWorkKey });
        }
        if (event.type !== "comparing") return;
        const { comparing: told } = event;
        client.setQueryData(atWorkKey, told.state === "running" ? told : null);
        // What an earlier one of the same input found is found anew.
        if (told.state === "running") client.removeQueries({ queryKey: ["comparison", told.comparisonId] });
        client.setQueryData(["comparing", told.input], told);
      }),
    [client, subscribe],
  );

  function obstacle(): string | null {
    if (!areEnough) return `Choose at least ${comparedAtATime.fewest} configurations`;
    const small = choices.find(({ config }) => config.imageSize < sampleLimits.side.min);
    if (small !== undefined) {
      const { imageSize } = small.config;
      return `Pictures of ${imageSize} px, as “${choiceTitle(small)}” has, are too small: at least ${sampleLimits.side.min} px`;
    }
    if (isKnown) return null;
    return refused === null ? "" : messageOf(refused);
  }
  const failed = (reason: unknown) => notify.failed(messageOf(reason));
  return {
    compared: isKnown ? choices.map((choice, i) => ({ choice, configId: configIds[i] })) : [],
    comparing: isPossible ? comparing : null,
    comparison: isPossible && isFinished ? comparison : null,
    // Before the host has told of this one, the one at work may be this one.
    other: (isFetched || !areEnough) && atWork?.comparisonId !== comparing?.comparisonId ? atWork : null,
    obstacle: obstacle(),
    start: () => {
      const newest = unlessTold(known);
      api.startComparison(input).then((begun) => client.setQueryData(key, newest(begun)), failed);
    },
    cancel: () => {
      const one = comparing?.state === "running" ? comparing : atWork;
      if (one !== null) api.cancelComparison({ comparisonId: one.comparisonId }).catch(failed);
    },
  };
}
