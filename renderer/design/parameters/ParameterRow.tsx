/** One parameter: its symbol and name, its slider and typed fields, what it means, what is wrong, its way back. */
import { ActionIcon, RangeSlider, SegmentedControl, Slider, Tooltip } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { memo, useId } from "react";
import type { ConfigProblem } from "../../../core/config/errors.ts";
import type { ChoiceField, Field, NumericField } from "../../../core/config/fields/field.ts";
import { describeValue, sameValue } from "../../editing/draft.ts";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import { choiceTitle, plainWords } from "../../shared/text/words.ts";
import classes from "../design.module.css";
import { NumberField } from "./NumberField.tsx";
import { sliderLimits } from "./sliderLimits.ts";

export interface ParameterRowProps {
  field: Field;
  value: unknown;
  /** What a reset gives back; a different value is marked. */
  resetTo: unknown;
  /** What a changed field says its former value was. */
  baseName: string;
  problems: readonly ConfigProblem[];
  /** What is allowed but surprises later. */
  note: string | undefined;
  /** Why the field has no effect at present. */
  idle: string | undefined;
  onChange: (path: string, value: unknown, gesture: string) => void;
  onEnd: () => void;
}

export const ParameterRow = memo(function ParameterRow(props: ParameterRowProps) {
  const { field, value, resetTo, baseName, problems, note, idle, onChange, onEnd } = props;
  const id = useId();
  const changed = resetTo !== undefined && !sameValue(value, resetTo);
  const unit = field.unit === "" ? "" : `, ${field.unit}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every engine
    <div
      className={classes.row}
      role="group"
      aria-label={field.label}
      data-changed={changed || undefined}
      data-field={field.path}
      data-idle={idle === undefined ? undefined : true}
    >
      <div className={classes.symbol} aria-hidden="true">
        {field.symbol !== "" && <ParameterSymbol>{field.symbol}</ParameterSymbol>}
      </div>
      <div className={classes.name}>
        {field.label}
        <span className={classes.unit}>{unit}</span>
        {changed && (
          <span className={classes.changed}>
            <span aria-hidden="true">● </span>
            {baseName} {describeValue(resetTo, field.path)}
          </span>
        )}
      </div>
      <div className={classes.reset}>
        {changed && (
          <Tooltip label={`Back to ${describeValue(resetTo, field.path)}`} openDelay={400}>
            <ActionIcon
              variant="subtle"
              size="sm"
              aria-label={`Reset ${field.label} to ${describeValue(resetTo, field.path)}`}
              onClick={() => {
                onChange(field.path, resetTo, `reset ${field.path}`);
                onEnd();
              }}
            >
              <IconArrowBackUp size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={classes.control}>
        {field.kind === "choice" ? (
          <Choice field={field} value={value} onChange={onChange} onEnd={onEnd} />
        ) : field.kind === "digest" ? (
          <span>{typeof value === "string" ? `${value.slice(0, 16)}…` : "none"}</span>
        ) : (
          <NumericControl {...props} field={field} describedBy={`${id}-about`} />
        )}
      </div>
      <div className={classes.about} id={`${id}-about`} aria-live="polite">
        {problems.length === 0 ? (
          <>
            {idle === undefined
              ? plainWords(field.explanation, field.path)
              : `No effect at present: ${idle}.`}
            {note !== undefined && <div className={classes.note}>{plainWords(note, field.path)}</div>}
          </>
        ) : (
          problems.map((problem) => (
            <div key={problem.field + problem.message} className={classes.problem}>
              {sentence(problem, field)}
            </div>
          ))
        )}
      </div>
    </div>
  );
});

function NumericControl(props: ParameterRowProps & { field: NumericField; describedBy: string }) {
  const { field, value, problems, onChange, onEnd, describedBy } = props;
  const { path } = field;
  if (field.kind === "range") {
    const [low, high] = Array.isArray(value) ? value : [undefined, undefined];
    const wrong = (place: number) =>
      problems.some(({ field: name }) => name === path || name === `${path}[${place}]`);
    const numbers = [low, high].map((bound, i) =>
      typeof bound === "number" ? bound : (field.default as readonly number[])[i],
    );
    const sorted: [number, number] = [Math.min(...numbers), Math.max(...numbers)];
    const [from, to] = sliderLimits(field, sorted);
    return (
      <div className={classes.range}>
        <NumberField
          field={field}
          part="minimum"
          value={low}
          invalid={wrong(0)}
          describedBy={describedBy}
          onChange={(next) => onChange(path, [next, high], `${path} minimum`)}
          onEnd={onEnd}
        />
        <RangeSlider
          size={3}
          thumbSize={14}
          min={from}
          max={to}
          step={field.step}
          minRange={0}
          pushOnOverlap={false}
          label={null}
          thumbFromLabel={`${field.label}, minimum, slider`}
          thumbToLabel={`${field.label}, maximum, slider`}
          value={sorted}
          onChange={(next) => onChange(path, next.map(tidy), `${path} slider`)}
          onChangeEnd={onEnd}
        />
        <NumberField
          field={field}
          part="maximum"
          value={high}
          invalid={wrong(1)}
          describedBy={describedBy}
          onChange={(next) => onChange(path, [low, next], `${path} maximum`)}
          onEnd={onEnd}
        />
      </div>
    );
  }
  const typed = (
    <NumberField
      field={field}
      value={value}
      invalid={problems.length > 0}
      describedBy={describedBy}
      placeholder={field.nullable ? "none" : undefined}
      onChange={(next) => onChange(path, next, `${path} typed`)}
      onEnd={onEnd}
    />
  );
  // Counts, seeds and sizes span too much for a slider to be of use.
  if (field.group === "dataset" || field.group === "output")
    return <div className={classes.single}>{typed}</div>;
  const number = typeof value === "number" ? value : ((field.default as number | null) ?? field.min);
  const [from, to] = sliderLimits(field, [number]);
  return (
    <div className={classes.slider}>
      <Slider
        size={3}
        thumbSize={14}
        min={from}
        max={to}
        step={field.step}
        label={null}
        thumbLabel={`${field.label}, slider`}
        value={number}
        onChange={(next) => onChange(path, tidy(next), `${path} slider`)}
        onChangeEnd={onEnd}
      />
      {typed}
    </div>
  );
}

function Choice(props: {
  field: ChoiceField;
  value: unknown;
  onChange: ParameterRowProps["onChange"];
  onEnd: () => void;
}) {
  const { field, value, onChange, onEnd } = props;
  const data = field.choices.map((choice) => ({
    value: String(choice),
    label: choiceTitle(field.path, choice),
  }));
  const isWide = data.reduce((sum, { label }) => sum + label.length, 0) > MOST_IN_A_ROW;
  return (
    <SegmentedControl
      size="xs"
      orientation={isWide ? "vertical" : "horizontal"}
      aria-label={field.label}
      data={data}
      value={String(value)}
      onChange={(next) => {
        const choice = field.choices.find((candidate) => String(candidate) === next);
        onChange(field.path, choice, `${field.path} choice`);
        onEnd();
      }}
    />
  );
}

/** Characters of all choices that fit into the narrowest panel. */
const MOST_IN_A_ROW = 32;

/** Slider positions are sums of steps; 0.30000000000000004 is meant as 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

/** The problem as a sentence about this field: the schema's clause without a second naming of the field. */
function sentence({ field: name, message: said }: ConfigProblem, field: Field): string {
  const message = plainWords(said, field.path);
  const place = name.endsWith("[0]") ? "Minimum: " : name.endsWith("[1]") ? "Maximum: " : "";
  const unit = field.unit === "" ? "" : ` (${field.unit})`;
  const text = place === "" ? message.charAt(0).toUpperCase() + message.slice(1) : place + message;
  return `${text}${message.includes("must be") ? unit : ""}.`;
}
