/** The maps in numbers: where each puts a point, and how often it is chosen. */
import type { MapFigure } from "../../../core/formulations/pointFormulation.ts";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import styles from "./maps.module.css";

export interface MapTableProps {
  maps: readonly MapFigure[];
  hovered: number | null;
  onHover: (map: number | null) => void;
}

/** What each line of a map gives. */
const AXES = ["x′", "y′", "z′"];
/** Lines of a map that stand side by side; more stand below each other. */
const MOST_BESIDE = 2;

export function MapTable({ maps, hovered, onHover }: MapTableProps) {
  return (
    <table className={styles.table} aria-label="Maps" onPointerLeave={() => onHover(null)}>
      <thead>
        <tr>
          <th scope="col">Map</th>
          {columnsOf(maps[0]).map((lines) => (
            <th key={lines[0].axis} scope="col">
              {lines.map(({ axis }) => (
                <ParameterSymbol key={axis}>{axis} </ParameterSymbol>
              ))}
            </th>
          ))}
          <th scope="col">
            Chosen (<ParameterSymbol>p</ParameterSymbol>)
          </th>
        </tr>
      </thead>
      <tbody>
        {maps.map(({ formula, probability }, map) => (
          <tr
            key={formula.join()}
            data-hovered={hovered === map || undefined}
            onPointerEnter={() => onHover(map)}
          >
            <td>{map + 1}</td>
            {columnsOf({ formula }).map((lines) => (
              <td key={lines[0].axis}>
                {lines.map(({ axis, line }) => (
                  <div key={axis}>{line}</div>
                ))}
              </td>
            ))}
            <td>{(100 * probability).toFixed(1)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function columnsOf({ formula }: Pick<MapFigure, "formula">): { axis: string; line: string }[][] {
  const lines = formula.map((line, i) => ({ axis: AXES[i], line }));
  return lines.length > MOST_BESIDE ? [lines] : lines.map((line) => [line]);
}
