/** The parameters of one class: from the class table, or asked for alone while that is not there. */
import { useQuery } from "@tanstack/react-query";
import type { ClassTable } from "../../../core/studio/api.ts";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import { rowsOf } from "../../shared/ParameterTable.tsx";
import { useStudio } from "../../shared/studio.tsx";
import classes from "../gallery.module.css";

interface ClassPeekProps {
  table: ClassTable | null;
  configId: string;
  classIndex: number;
}

export function ClassPeek({ table, configId, classIndex }: ClassPeekProps) {
  const { api } = useStudio();
  const { data } = useQuery({
    queryKey: ["classDetail", configId, classIndex],
    queryFn: () => api.classDetail({ configId, classIndex }),
    enabled: table === null,
  });
  const rows = table ? rowsOf(table.columns, classIndex - table.firstClass) : data?.rows;
  return (
    <>
      <div className={classes.peekTitle}>Class {classIndex}</div>
      <dl className={classes.peekRows}>
        {rows?.map(({ name, symbol, label, unit, value }) => (
          <div key={name}>
            <dt>
              <ParameterSymbol>{symbol}</ParameterSymbol> {label}
            </dt>
            <dd>
              {value} {unit}
            </dd>
          </div>
        ))}
      </dl>
      {rows === undefined && <div className={classes.peekWaits}>Its parameters are being looked up.</div>}
    </>
  );
}
