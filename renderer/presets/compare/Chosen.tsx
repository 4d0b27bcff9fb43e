/** The configurations that are compared: how each one's line is drawn, taking one out, adding another. */
import { ActionIcon, Button, NativeSelect, Tooltip } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { type Preset, presets } from "../../../core/config/presets.ts";
import { sameConfig } from "../../../core/config/schema.ts";
import { comparedAtATime } from "../../../core/studio/comparing.ts";
import { configTitle } from "../../editing/configTitle.ts";
import { useCurrentConfig } from "../../editing/currentConfig.tsx";
import { dashes } from "../../plots/index.ts";
import { hasNoFocus } from "../../shared/focus/useNextFocus.ts";
import { familyOf } from "../familyOf.ts";
import { type Choice, type ComparisonView, choiceTitle, presetChoice } from "./address.ts";
import classes from "./compare.module.css";

export interface ChosenProps {
  view: ComparisonView;
  /** Place of the one that stands out in table and plots. */
  marked: number;
  onMark(place: number): void;
  onChange(view: Partial<ComparisonView>): void;
}

export function Chosen({ view: { choices }, marked, onMark, onChange }: ChosenProps) {
  const chips = useRef<HTMLUListElement>(null);
  const select = useRef<HTMLSelectElement>(null);
  const changed = useRef<number | null>(null);
  // The button that had the focus is gone: the next one takes it.
  useEffect(() => {
    const at = changed.current;
    changed.current = null;
    if (at === null || !hasNoFocus()) return;
    const buttons = chips.current?.querySelectorAll<HTMLElement>("[data-remove]") ?? [];
    (buttons[Math.min(at, buttons.length - 1)] ?? select.current)?.focus();
  });
  const remove = (place: number) => {
    changed.current = place;
    onChange({ choices: choices.filter((_, i) => i !== place) });
    onMark(marked > place ? marked - 1 : marked === place ? 0 : marked);
  };
  const add = (choice: Choice) => {
    // With the last one that there is room for, the button goes.
    changed.current = choices.length;
    onChange({ choices: [...choices, choice] });
  };
  return (
    <div className={classes.chosen}>
      {choices.length > 0 && (
        <ul ref={chips} className={classes.chips} aria-label="Compared">
          {choices.map((choice, place) => (
            <li key={choiceTitle(choice)} className={classes.chip}>
              <Tooltip label="Marked in table and plots">
                <button
                  type="button"
                  className={classes.mark}
                  aria-pressed={place === marked}
                  onClick={() => onMark(place)}
                >
                  <Swatch place={place} isMarked={place === marked} />
                  {choiceTitle(choice)}
                </button>
              </Tooltip>
              <ActionIcon
                size="sm"
                data-remove
                aria-label={`Remove ${choiceTitle(choice)}`}
                onClick={() => remove(place)}
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {choices.length < comparedAtATime.most && <Add choices={choices} onAdd={add} select={select} />}
    </div>
  );
}

/** A piece of its line. */
function Swatch({ place, isMarked }: { place: number; isMarked: boolean }) {
  return (
    <svg
      width={28}
      height={8}
      aria-hidden="true"
      className={isMarked ? classes.swatchMarked : classes.swatch}
    >
      <line x1={0} x2={28} y1={4} y2={4} strokeDasharray={dashes[place]} />
    </svg>
  );
}

const groupOf = (preset: Preset): string => (preset.group === "ablation" ? "Ablations" : familyOf(preset));

interface AddProps {
  choices: readonly Choice[];
  onAdd(choice: Choice): void;
  select: RefObject<HTMLSelectElement | null>;
}

/** A choice of presets does nothing by itself, so that arrow keys can walk through them. */
function Add({ choices, onAdd, select }: AddProps) {
  const current = useCurrentConfig();
  const left = presets.filter((preset) => !choices.some(({ config }) => sameConfig(config, preset.config)));
  const [wanted, setWanted] = useState("");
  const value = left.some(({ name }) => name === wanted) ? wanted : (left[0]?.name ?? "");
  const groups = [...new Set(left.map(groupOf))];
  const { config, origin, changed } = current;
  const isThere = choices.some((choice) => sameConfig(choice.config, config));
  const isPreset = origin.kind === "preset" && !changed;
  const design: Choice = isPreset
    ? presetChoice(origin.name)
    : { kind: "design", name: freeName(configTitle(current), choices), config };
  return (
    <div className={classes.add}>
      <NativeSelect
        ref={select}
        size="xs"
        aria-label="Preset to add"
        value={value}
        onChange={(event) => setWanted(event.currentTarget.value)}
        data={groups.map((group) => ({
          group,
          items: left
            .filter((preset) => groupOf(preset) === group)
            .map(({ name, title }) => ({ value: name, label: title })),
        }))}
      />
      <Button
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => onAdd(presetChoice(value))}
      >
        Add
      </Button>
      <Tooltip label={isThere ? `${configTitle(current)} is there already` : `Adds ${configTitle(current)}`}>
        <Button
          variant="default"
          disabled={isThere}
          data-disabled={isThere || undefined}
          onClick={() => onAdd(design)}
        >
          Add the design
        </Button>
      </Tooltip>
    </div>
  );
}

/** Two designs may have one name. */
function freeName(name: string, choices: readonly Choice[]): string {
  const taken = new Set(choices.map(choiceTitle));
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name} (${n})`;
  return free;
}
