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

export function MapTable({ maps, hovered, onHover }: MapTableProps) {
  return (
    <table className={styles.table} aria-label="Maps" onPointerLeave={() => onHover(null)}>
      <thead>
        <tr>
          <th scope="col">Map</th>
          {maps[0].formula.map((line, axis) => (
            <th key={line} scope="col">
              <ParameterSymbol>{AXES[axis]}</ParameterSymbol>
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
            {formula.map((line) => (
              <td key={line}>{line}</td>
            ))}
            <td>{(100 * probability).toFixed(1)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
