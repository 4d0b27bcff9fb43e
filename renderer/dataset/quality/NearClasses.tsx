/** Pairs of classes whose parameters are nearly the same, each a way to see them side by side. */
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { NearDuplicates } from "../../../core/likeness/nearDuplicates.ts";
import { useStudio } from "../../shared/studio.tsx";
import { formatCount, messageOf } from "../../shared/text/format.ts";
import { counted } from "../../shared/text/words.ts";
import { useDatasetView } from "../useDatasetView.ts";
import { PairList } from "./PairList.tsx";
import classes from "./quality.module.css";

export function NearClasses({ datasetId, found }: { datasetId: string; found: NearDuplicates }) {
  const { api } = useStudio();
  const { view, change } = useDatasetView();
  const { pairs, threshold, complete, closest } = found;
  const [wanted, setWanted] = useState(false);
  const all = useQuery({
    queryKey: ["nearPairs", datasetId],
    queryFn: () => api.nearPairs({ datasetId }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const listed = all.data ?? closest;
  return (
    <>
      <p>
        <span className={classes.label}>{threshold === 0 ? "Equal classes" : "Near-duplicate classes"}</span>{" "}
        {pairs === 0 ? "none" : `${complete ? "" : "at least "}${counted(pairs, "pair")}`}
      </p>
      <p className={classes.label}>
        {threshold === 0
          ? pairs === 0
            ? "No two classes are the same."
            : "They are the same:"
          : pairs === 0
            ? `All classes differ by ${100 * threshold} % or more in a parameter.`
            : `No parameter of theirs differs by ${100 * threshold} %. ${listed.length < pairs ? "The nearest" : "By how much they differ"}:`}
      </p>
      {pairs > 0 && (
        <PairList
          pairs={listed}
          shown={view?.pair ?? null}
          asked={all.data !== undefined}
          onOpen={(pair) => change({ pair, picture: null })}
        />
      )}
      {all.error && <Text size="xs">{messageOf(all.error)}</Text>}
      {listed.length < pairs && all.data === undefined && (
        <Button
          size="xs"
          variant="default"
          fullWidth
          loading={all.isFetching}
          onClick={() => setWanted(true)}
        >
          Show all {counted(pairs, "pair")}
        </Button>
      )}
      {all.data !== undefined && listed.length < pairs && (
        <p className={classes.label}>The {formatCount(listed.length)} nearest are listed.</p>
      )}
    </>
  );
}
