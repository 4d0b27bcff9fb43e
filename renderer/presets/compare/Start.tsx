/** How large a sample is compared, starting it, and how far it is. */
import { Button, NumberInput, Progress, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { stepWords } from "../../../core/compare/comparison.ts";
import { sampleLimits } from "../../../core/compare/limits.ts";
import type { Comparing } from "../../../core/studio/api.ts";
import { hasNoFocus } from "../../shared/focus/useNextFocus.ts";
import { formatCount } from "../../shared/text/format.ts";
import type { ComparisonView } from "./address.ts";
import classes from "./compare.module.css";
import type { ComparisonState } from "./useComparison.ts";

export interface StartProps {
  view: ComparisonView;
  state: ComparisonState;
  titles: readonly string[];
  onSample(sample: Partial<Pick<ComparisonView, "classes" | "instances">>): void;
}

export function Start({ view, state, titles, onSample }: StartProps) {
  const { comparing, comparison, other, obstacle, start, cancel } = state;
  const isRunning = comparing?.state === "running";
  const measure = useRef<HTMLButtonElement>(null);
  const cancelledOther = useRef(false);
  // The button that cancelled it goes with it.
  useEffect(() => {
    if (other !== null || !cancelledOther.current) return;
    cancelledOther.current = false;
    if (hasNoFocus()) measure.current?.focus();
  }, [other]);
  return (
    <section aria-label="Measuring" className={classes.start}>
      <SampleField
        label="Classes"
        limits={sampleLimits.classes}
        value={view.classes}
        disabled={isRunning}
        onValue={(number) => onSample({ classes: number })}
      />
      <SampleField
        label="Images a class"
        limits={sampleLimits.instances}
        value={view.instances}
        disabled={isRunning}
        onValue={(number) => onSample({ instances: number })}
      />
      {/* One button, so that whoever pressed it stays where it is. */}
      <Button
        ref={measure}
        variant={comparison === null && !isRunning ? "filled" : "default"}
        disabled={obstacle !== null || other !== null}
        onClick={isRunning ? cancel : start}
      >
        {isRunning ? "Cancel" : comparison === null ? "Measure" : "Measure again"}
      </Button>
      {isRunning ? (
        <div className={classes.progress}>
          <Progress
            value={100 * (comparing.progress?.part ?? 0)}
            size="sm"
            radius={0}
            bg="var(--studio-track)"
            transitionDuration={0}
            aria-label={`${Math.floor(100 * (comparing.progress?.part ?? 0))} % compared`}
          />
          <Text size="xs">{progressWords(comparing, titles)}</Text>
        </div>
      ) : (
        <Text size="xs" c="dimmed" role="status">
          {obstacle ?? otherWords(other) ?? outcome(comparing)}
        </Text>
      )}
      {other !== null && (
        <Button
          variant="default"
          onClick={() => {
            cancelledOther.current = true;
            cancel();
          }}
        >
          Cancel the other one
        </Button>
      )}
      {comparing?.state === "failed" && (
        <Text size="xs" c="var(--studio-warning)" role="alert">
          {comparing.error}
        </Text>
      )}
    </section>
  );
}

function progressWords({ progress }: Comparing, titles: readonly string[]): string {
  if (progress === null) return "Begins";
  const { at, step, done, total } = progress;
  return `${titles[at]}: ${formatCount(done)} of ${formatCount(total)} ${stepWords[step]}`;
}

function otherWords(other: Comparing | null): string | null {
  if (other === null) return null;
  return `Another comparison is at work, ${Math.floor(100 * (other.progress?.part ?? 0))} %`;
}

function outcome(comparing: Comparing | null): string {
  if (comparing?.state === "finished") return "Measured";
  if (comparing?.state === "cancelled") return "Cancelled; nothing was kept";
  return "Draws a sample of each and measures it here: some ten seconds each";
}

interface SampleFieldProps {
  label: string;
  limits: { min: number; max: number };
  value: number;
  disabled: boolean;
  onValue(value: number): void;
}

/** What is typed is taken once it is allowed; what is not says why and is kept to be corrected. */
function SampleField({ label, limits: { min, max }, value, disabled, onValue }: SampleFieldProps) {
  const [typed, setTyped] = useState<string | number>(value);
  const [before, setBefore] = useState(value);
  if (before !== value) {
    setBefore(value);
    setTyped(value);
  }
  const isAllowed = typeof typed === "number" && Number.isInteger(typed) && typed >= min && typed <= max;
  return (
    <NumberInput
      size="xs"
      w={112}
      label={label}
      min={min}
      max={max}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      disabled={disabled}
      value={typed}
      error={isAllowed ? undefined : `${min} to ${formatCount(max)}`}
      onChange={(next) => {
        setTyped(next);
        if (typeof next === "number" && Number.isInteger(next) && next >= min && next <= max) onValue(next);
      }}
    />
  );
}
