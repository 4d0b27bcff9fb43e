/** One parameter of the class at several values, the others fixed: as the pictures under the paper's Tables 3–6. */
import { NativeSelect, Text } from "@mantine/core";
import { useElementSize, useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { FormulationName } from "../../core/config/parameters.ts";
import { pointsOf, polylinesOf } from "../../core/formulations/index.ts";
import type { ClassDetail } from "../../core/studio/api.ts";
import { thumbnailSize } from "../gallery/thumbnailSize.ts";
import { formatValue } from "../plots/scale.ts";
import { ParameterSymbol } from "../shared/ParameterSymbol.tsx";
import { Picture } from "../shared/pictures/Picture.tsx";
import { useStudio } from "../shared/studio.tsx";
import classes from "./class.module.css";

export interface SweepProps {
  configId: string;
  classIndex: number;
  instance: number;
  imageSize: number;
  formulation: FormulationName;
  rows: ClassDetail["rows"];
}

const STEPS = 12;
const GAP = 8;

export function Sweep({ configId, classIndex, instance, imageSize, formulation, rows: all }: SweepProps) {
  const { api } = useStudio();
  const { ref, width, height } = useElementSize<HTMLUListElement>();
  const [chosen, setChosen] = useLocalStorage({
    key: "visualatom.class.sweep",
    defaultValue: "frequency1",
    getInitialValueInEffect: false,
  });
  const rows = sweptRows(formulation, all);
  const row = rows.find(({ name }) => name === chosen) ?? rows[0];
  const parameter = row?.name ?? "";
  const isWeight = pointsOf({ formulation }) !== null;
  const sweep = useQuery({
    queryKey: ["sweep", configId, classIndex, isWeight ? instance : null, parameter],
    queryFn: () =>
      api.sweep({ configId, classIndex, parameter, steps: STEPS, ...(isWeight && { instance }) }),
    enabled: parameter !== "",
    retry: false,
  });
  const pictures = sweep.data?.pictures ?? [];
  const { columns, side } = stripShape(width, height, pictures.length || STEPS);

  return (
    <div className={classes.view}>
      <div className={classes.viewBar}>
        <NativeSelect
          size="xs"
          w={200}
          flex="none"
          aria-label="Parameter to sweep"
          value={parameter}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={rows.map(({ name, symbol, label }) => ({ value: name, label: `${label} (${symbol})` }))}
        />
        {row !== undefined && (
          <Text size="xs" c="dimmed" flex="1 1 160px">
            {isWeight ? (
              <>
                <ParameterSymbol>{row.symbol}</ParameterSymbol> multiplies this coefficient of every map; 1 is
                the class as it is.
              </>
            ) : (
              <>
                This class has <ParameterSymbol>{row.symbol}</ParameterSymbol> ={" "}
                {withUnit(row.value, row.unit)}. Every other parameter and the centre stay as they are.
              </>
            )}
          </Text>
        )}
      </div>
      {sweep.isError && (
        <p className={classes.note} role="alert">
          {sweep.error.message}
        </p>
      )}
      <ul
        ref={ref}
        className={classes.strip}
        style={{ gridTemplateColumns: `repeat(${columns}, ${side}px)`, gap: GAP }}
        aria-busy={sweep.isFetching}
        aria-label={row === undefined ? "Sweep" : `${row.label} from low to high`}
      >
        {side > 0 &&
          pictures.map(({ value, configId: swept, instance: place = instance }) => (
            <li key={`${swept} ${place}`}>
              <div className={classes.framed} style={{ width: side, height: side }}>
                <Picture
                  request={{
                    configId: swept,
                    classIndex,
                    instance: place,
                    size: thumbnailSize(side, imageSize),
                  }}
                  side={side}
                />
              </div>
              <div className={classes.stripValue}>
                <ParameterSymbol>{row.symbol}</ParameterSymbol> = {withUnit(formatValue(value), row.unit)}
                {String(Number(value.toPrecision(4))) === row.value && (
                  <span className={classes.unit}> · this class</span>
                )}
              </div>
            </li>
          ))}
      </ul>
    </div>
  );
}

/** What can be swept, with the value that the class has. */
function sweptRows(formulation: FormulationName, all: ClassDetail["rows"]): ClassDetail["rows"] {
  const points = pointsOf({ formulation });
  if (points !== null) return points.studio.sweeps.map((swept) => ({ ...swept, unit: "", value: "1" }));
  const { sweeps } = polylinesOf({ formulation })!.studio;
  return all.filter(({ name }) => name in sweeps);
}

function withUnit(value: string, unit: string): string {
  return unit === "" ? value : `${value} ${unit}`;
}

/** Columns and side (px) that show all pictures as large as they fit. */
function stripShape(width: number, height: number, count: number): { columns: number; side: number } {
  let best = { columns: 1, side: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const lines = Math.ceil(count / columns);
    const wide = (width - GAP * (columns - 1)) / columns;
    const high = (height - GAP * (lines - 1)) / lines - 20;
    const side = Math.floor(Math.min(wide, high, 320));
    if (side > best.side) best = { columns, side };
  }
  return best;
}
