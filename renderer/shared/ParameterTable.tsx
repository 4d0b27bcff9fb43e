/** The parameters of one class with their symbols, as a table or, from the class table's columns, as its rows. */
import { Table } from "@mantine/core";
import type { ClassDetail, ClassTable } from "../../core/studio/api.ts";
import { formatValue } from "../plots/scale.ts";
import { ParameterSymbol } from "./ParameterSymbol.tsx";
import classes from "./shared.module.css";

export type ParameterRows = ClassDetail["rows"];

/** @param at the class's place in the columns; a dash where they do not reach that far */
export function rowsOf(columns: ClassTable["columns"], at: number): ParameterRows {
  return columns.map(({ name, symbol, label, unit, values }) => ({
    ...{ name, symbol, label, unit },
    value: formatValue(values[at]),
  }));
}

export function ParameterTable({ rows }: { rows: ParameterRows }) {
  return (
    <Table
      className={classes.parameterTable}
      verticalSpacing={4}
      horizontalSpacing={0}
      aria-label="Parameters of the class"
    >
      <Table.Tbody>
        {rows.map(({ name, symbol, label, unit, value }) => (
          <Table.Tr key={name}>
            <Table.Td w={36}>
              <ParameterSymbol>{symbol}</ParameterSymbol>
            </Table.Td>
            <Table.Th fw={400} scope="row">
              {label}
            </Table.Th>
            <Table.Td ta="right" className={classes.parameterValue}>
              {value} <span className={classes.parameterUnit}>{unit}</span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
