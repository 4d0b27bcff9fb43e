/** The parameters of one class, once the class table is there. */
import type { ClassTable } from "../../../core/studio/api.ts";
import { formatTick } from "../../plots/scale.ts";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import classes from "../gallery.module.css";

export function ClassPeek({ table, classIndex }: { table: ClassTable | null; classIndex: number }) {
  return (
    <>
      <div className={classes.peekTitle}>Class {classIndex}</div>
      <dl className={classes.peekRows}>
        {table?.columns.map(({ name, symbol, label, unit, values }) => (
          <div key={name}>
            <dt>
              <ParameterSymbol>{symbol}</ParameterSymbol> {label}
            </dt>
            <dd>
              {formatTick(Number(values[classIndex - table.firstClass].toPrecision(4)))} {unit}
            </dd>
          </div>
        ))}
      </dl>
      {table === null && <div className={classes.peekWaits}>The class table is being read.</div>}
    </>
  );
}
