/** The rows of Tables 3–6 with their pictures and accuracies, and those that are ours, sortable. */
import { Button, Table, VisuallyHidden } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { Fragment, useState } from "react";
import { findPreset, type Preset } from "../../core/config/presets.ts";
import { sameConfig } from "../../core/config/schema.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { thumbnailSize } from "../gallery/thumbnailSize.ts";
import { ParameterSymbol } from "../shared/ParameterSymbol.tsx";
import { Picture } from "../shared/pictures/Picture.tsx";
import shared from "../shared/shared.module.css";
import { useGenerate } from "../shell/generate/generate.tsx";
import { openPlace } from "../shell/route.ts";
import classes from "./presets.module.css";
import { picturesOf, usePresetConfig } from "./usePresetConfig.ts";
import { useSeen } from "./useSeen.ts";

/** Of a row's pictures, px. */
const SIDE = 52;
/** Room for all that a row can show, px. */
const WIDE = 1126;

/** In place of the paper's table. */
const OURS = "ours";

type Column = "table" | "row" | "cifar10" | "cifar100" | "imagenet100";

const columns: { name: Column; label: string }[] = [
  { name: "table", label: "Table" },
  { name: "row", label: "Setting" },
  { name: "cifar10", label: "CIFAR-10" },
  { name: "cifar100", label: "CIFAR-100" },
  { name: "imagenet100", label: "ImageNet-100" },
];

/** null of a table that is not the paper's, and of an accuracy that nobody has measured. */
function cellValue(preset: Preset, column: Column): string | number | null {
  if (column === "table") return preset.table ?? null;
  if (column === "row") return preset.row ?? "";
  return preset.accuracy?.[column] ?? null;
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number"
    ? b - a
    : String(a).localeCompare(String(b), "en", { numeric: true });
}

export function AblationTable({ presets }: { presets: Preset[] }) {
  const [sort, setSort] = useState<{ column: Column; reversed: boolean }>({
    column: "table",
    reversed: false,
  });
  const rows = presets.toSorted((a, b) => {
    const [one, other] = [cellValue(a, sort.column), cellValue(b, sort.column)];
    // What is ours or not known comes last in either direction.
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order = compare(one, other);
    return sort.reversed ? -order : order;
  });
  // Where there is little room the table keeps its columns and gives up pictures and the short cut to the gallery.
  const { ref, width } = useElementSize<HTMLDivElement>();
  const narrow = width < WIDE;
  return (
    <div ref={ref} className={shared.tableFrame}>
      <Table className={classes.table} highlightOnHover verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Pictures</Table.Th>
            {columns.map(({ name, label }) => {
              const active = sort.column === name;
              // Of accuracies the best come first.
              const falls = sort.reversed !== (name !== "table" && name !== "row");
              const direction = active ? (falls ? "descending" : "ascending") : "none";
              return (
                <Table.Th
                  key={name}
                  aria-sort={direction}
                  className={name === "table" || name === "row" ? undefined : classes.number}
                >
                  <button
                    type="button"
                    className={classes.sort}
                    onClick={() => setSort({ column: name, reversed: active && !sort.reversed })}
                  >
                    {label}
                    <span className={classes.arrow} aria-hidden>
                      {active ? (sort.reversed ? "↑" : "↓") : ""}
                    </span>
                  </button>
                </Table.Th>
              );
            })}
            <Table.Th>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((preset) => (
            <Row key={preset.name} preset={preset} narrow={narrow} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** `n₁, n₂ ∈ {0…20}` or `D = 2, ρ = 0.5` with its symbols as the paper sets them. */
function Setting({ text }: { text: string }) {
  return text.split(/, (?=\S+ =)/).map((part, i) => {
    const [symbols, sign, ...value] = part.split(/ ([∈=]) /);
    if (sign === undefined) return part;
    return (
      <Fragment key={symbols}>
        {i > 0 && ", "}
        <ParameterSymbol>{symbols}</ParameterSymbol> {sign} {value}
      </Fragment>
    );
  });
}

function Row({ preset, narrow }: { preset: Preset; narrow: boolean }) {
  const registered = usePresetConfig(preset);
  const { seen, ref } = useSeen<HTMLTableRowElement>();
  const generate = useGenerate();
  const { choosePreset } = useCurrentConfig();
  const isBest = sameConfig(preset.config, findPreset("visualatom-1k").config);
  const open = (place: "design" | "gallery") => void choosePreset(preset.name).then(() => openPlace(place));
  return (
    <Table.Tr ref={ref}>
      <Table.Td>
        <div className={classes.rowPictures} style={{ height: SIDE }}>
          {registered &&
            seen &&
            picturesOf(registered, narrow ? 2 : 5).map((place) => (
              <Picture
                key={place.classIndex}
                request={{
                  configId: registered.configId,
                  ...place,
                  size: thumbnailSize(SIDE, preset.config.imageSize),
                }}
                side={SIDE}
              />
            ))}
        </div>
      </Table.Td>
      <Table.Td>{preset.table ?? OURS}</Table.Td>
      <Table.Td>
        <Setting text={preset.row ?? ""} />
        {isBest && <span className={classes.best}>best practice</span>}
        {preset.table === undefined && <span className={classes.best}>not measured</span>}
      </Table.Td>
      <Table.Td className={classes.number}>{preset.accuracy?.cifar10.toFixed(1)}</Table.Td>
      <Table.Td className={classes.number}>{preset.accuracy?.cifar100.toFixed(1)}</Table.Td>
      <Table.Td className={classes.number}>{preset.accuracy?.imagenet100.toFixed(1)}</Table.Td>
      <Table.Td>
        <Button.Group>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Generate ${preset.row}`}
            disabled={!registered}
            onClick={() => registered && generate({ registered, title: preset.title, name: preset.name })}
          >
            Generate
          </Button>
          {!narrow && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Browse ${preset.row}`}
              onClick={() => open("gallery")}
            >
              Browse
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Edit ${preset.row}`}
            onClick={() => open("design")}
          >
            Edit
          </Button>
        </Button.Group>
      </Table.Td>
    </Table.Tr>
  );
}
