/** The two ends of a range, to be read and to be typed: what is wrong is told while it is typed, and stays to be corrected. */
import { TextInput } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import { describedBy } from "../shared/describedBy.ts";
import classes from "./plots.module.css";
import { type End, type Range, readEnds } from "./rangeEnds.ts";
import { formatTick } from "./scale.ts";

export interface RangeFieldsProps {
  label: string;
  integer: boolean;
  /** What there is; nothing outside of it can be chosen. */
  limits: Range;
  /** null: everything. */
  range: Range | null;
  /** null where the whole of it was chosen. */
  onRange(range: [number, number] | null): void;
  /** Tells what is wrong in a sentence, or null, to be shown under this id. */
  onProblem(problem: string | null): void;
  problemId: string;
}

const nothing = [null, null] as const;

export function RangeFields(props: RangeFieldsProps) {
  const { label, integer, limits, range, onRange, onProblem, problemId } = props;
  const now = range ?? limits;
  const [typed, setTyped] = useState<readonly [string | null, string | null]>(nothing);
  const { values, problems, problem } = readEnds(typed, { now, limits, integer });

  // What a drag or a button chooses takes the place of what was typed.
  const own = useRef(String(range));
  useLayoutEffect(() => {
    if (own.current !== String(range)) setTyped(nothing);
    own.current = String(range);
  }, [range]);
  // Together with the field: in a later task the two would contradict each other for a moment.
  useLayoutEffect(() => onProblem(problem), [problem, onProblem]);

  const shown = (end: End) => formatTick(integer ? now[end] : Number(now[end].toPrecision(3)));
  const type = (end: End, text: string | null) =>
    setTyped((before) => (end === 0 ? [text, before[1]] : [before[0], text]));
  function take(end: End): void {
    if (typed[end] === null || problems[end] !== null) return;
    if (typed[end] === shown(end)) {
      type(end, null);
      return;
    }
    const other = end === 0 ? 1 : 0;
    // The other end may be wrong still: this one is then taken by itself.
    const isOtherTaken = problems[other] === null;
    const pair: [number, number] = [0, 0];
    pair[end] = values[end];
    pair[other] = isOtherTaken ? values[other] : now[other];
    if (pair[0] > pair[1]) return;
    const next = pair[0] <= limits[0] && pair[1] >= limits[1] ? null : pair;
    own.current = String(next);
    if (isOtherTaken) setTyped(nothing);
    else type(end, null);
    onRange(next);
  }
  const field = (end: End) => (
    <TextInput
      size="xs"
      variant="unstyled"
      aria-label={`${label}, ${end === 0 ? "from" : "to"}`}
      ref={describedBy(problem === null ? undefined : problemId)}
      title={`${formatTick(limits[0])} to ${formatTick(limits[1])}`}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      value={typed[end] ?? shown(end)}
      error={problems[end] !== null}
      onChange={(event) => type(end, event.currentTarget.value)}
      onBlur={() => take(end)}
      onKeyDown={(event) => {
        if (event.key === "Enter") take(end);
        if (event.key !== "Escape" || typed[end] === null) return;
        event.stopPropagation();
        type(end, null);
      }}
    />
  );
  return (
    <span className={classes.rangeFields}>
      {field(0)}–{field(1)}
    </span>
  );
}
