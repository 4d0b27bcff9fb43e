/** The two ends of a range, to be read and to be typed. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import classes from "./plots.module.css";
import { formatTick } from "./scale.ts";

export interface RangeFieldsProps {
  label: string;
  integer: boolean;
  /** What there is; nothing outside of it can be chosen. */
  limits: readonly [number, number];
  /** null: everything. */
  range: readonly [number, number] | null;
  /** null where the whole of it was chosen. */
  onRange(range: [number, number] | null): void;
}

export function RangeFields({ label, integer, limits, range, onRange }: RangeFieldsProps) {
  const [low, high] = range ?? limits;
  const choose = (next: [number, number]) =>
    onRange(next[0] <= limits[0] && next[1] >= limits[1] ? null : next);
  return (
    <span className={classes.rangeFields}>
      <End
        label={`${label}, from`}
        integer={integer}
        value={low}
        from={limits[0]}
        to={high}
        onValue={(value) => choose([value, high])}
      />
      –
      <End
        label={`${label}, to`}
        integer={integer}
        value={high}
        from={low}
        to={limits[1]}
        onValue={(value) => choose([low, value])}
      />
    </span>
  );
}

interface EndProps {
  label: string;
  integer: boolean;
  value: number;
  from: number;
  to: number;
  onValue(value: number): void;
}

function End({ label, integer, value, from, to, onValue }: EndProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = formatTick(integer ? value : Number(value.toPrecision(3)));
  const wished = typed === null ? value : Number(typed.trim().replace("−", "-").replaceAll(",", ""));
  const wrong = typed !== null && !(typed.trim() !== "" && wished >= from && wished <= to);

  function take(): void {
    if (typed !== null && !wrong && typed !== shown) onValue(integer ? Math.round(wished) : wished);
    setTyped(null);
  }
  return (
    <TextInput
      size="xs"
      variant="unstyled"
      aria-label={label}
      title={`${formatTick(from)} to ${formatTick(to)}`}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      value={typed ?? shown}
      error={wrong}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        if (event.key !== "Escape" || typed === null) return;
        event.stopPropagation();
        setTyped(null);
      }}
    />
  );
}
