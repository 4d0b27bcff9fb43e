/** A number between two arrows: the class or the instance at hand, its neighbours a click or a key away. */
import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useLayoutEffect, useState } from "react";
import { formatCount } from "../shared/text/format.ts";
import classes from "./class.module.css";

export interface StepperProps {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Keys that step from anywhere on the page. */
  keys: [string, string];
  onChange: (value: number) => void;
}

export function Stepper({ label, value, min, max, keys, onChange }: StepperProps) {
  const [text, setText] = useState(String(value));
  useLayoutEffect(() => setText(String(value)), [value]);
  const number = Number(text);
  const allowed = /^\d+$/.test(text.trim()) && number >= min && number <= max;
  const name = label.toLowerCase();
  return (
    <div className={classes.stepper}>
      <Tooltip label={`Previous ${name} (${keys[0]})`}>
        <ActionIcon
          variant="subtle"
          aria-label={`Previous ${name}`}
          disabled={value <= min}
          onClick={() => onChange(value - 1)}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`From ${formatCount(min)} to ${formatCount(max)}`} opened={!allowed} color="red">
        <TextInput
          size="xs"
          w={64}
          classNames={{ input: classes.stepperInput }}
          aria-label={label}
          aria-invalid={!allowed}
          error={!allowed}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => setText(String(value))}
          onKeyDown={(event) => {
            if (event.key === "Enter" && allowed) onChange(number);
            if (event.key === "ArrowUp") onChange(Math.min(max, value + 1));
            if (event.key === "ArrowDown") onChange(Math.max(min, value - 1));
          }}
        />
      </Tooltip>
      <Tooltip label={`Next ${name} (${keys[1]})`}>
        <ActionIcon
          variant="subtle"
          aria-label={`Next ${name}`}
          disabled={value >= max}
          onClick={() => onChange(value + 1)}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
