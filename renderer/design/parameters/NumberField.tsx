/** A typed number: any text is taken, and what is wrong with it is said beside the field while typing. */
import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import type { NumericField } from "../../../core/config/fields/field.ts";
import { numberText, parseNumber } from "../../editing/draft.ts";
import { describedBy as tie } from "../../shared/describedBy.ts";
import classes from "../design.module.css";

export interface NumberFieldProps {
  field: NumericField;
  /** "minimum" or "maximum" of a range. */
  part?: string;
  /** A number, null, or the text that could not be read as one. */
  value: unknown;
  invalid: boolean;
  /** Id of the element that says what is wrong. */
  describedBy?: string;
  width?: number | string;
  placeholder?: string;
  onChange: (value: unknown) => void;
  onEnd: () => void;
}

export function NumberField(props: NumberFieldProps) {
  const { field, part, value, invalid, describedBy, width, placeholder, onChange, onEnd } = props;
  const [text, setText] = useState(() => textOf(value, field.path));
  // The text stays as typed (`0.50`) until the value becomes another one from outside.
  const shown = sameNumber(text, value, field.integer) ? text : textOf(value, field.path);

  function type(next: string): void {
    setText(next);
    if (field.nullable && next.trim() === "") onChange(null);
    else onChange(parseNumber(next, field.integer) ?? next);
  }

  function step(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Enter") {
      onEnd();
      return;
    }
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const from =
      parseNumber(shown, field.integer) ?? (typeof field.default === "number" ? field.default : field.min);
    const by = (event.key === "ArrowUp" ? 1 : -1) * field.step * (event.shiftKey ? 10 : 1);
    const next = Math.min(field.max, Math.max(field.min, Number((from + by).toPrecision(12))));
    setText(textOf(next, field.path));
    onChange(next);
  }

  return (
    <TextInput
      size="xs"
      w={width}
      classNames={{ input: classes.number }}
      inputMode={field.integer ? "numeric" : "decimal"}
      autoComplete="off"
      spellCheck={false}
      aria-label={part === undefined ? field.label : `${field.label}, ${part}`}
      aria-invalid={invalid || undefined}
      ref={tie(describedBy)}
      error={invalid}
      withErrorStyles={invalid}
      placeholder={placeholder}
      value={shown}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={step}
      onBlur={() => {
        if (field.integer && typeof value === "number") setText(textOf(value, field.path));
        onEnd();
      }}
    />
  );
}

function textOf(value: unknown, path: string): string {
  if (typeof value === "number") return numberText(value, path);
  return value === null || value === undefined ? "" : String(value);
}

function sameNumber(text: string, value: unknown, integer: boolean): boolean {
  return typeof value === "number" ? parseNumber(text, integer) === value : text === textOf(value, "");
}
