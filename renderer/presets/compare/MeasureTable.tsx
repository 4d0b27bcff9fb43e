/** The measures of the configurations beside one another, each with its interval; what the sample does not tell apart is faint. */
import { Switch, Table, Text, VisuallyHidden } from "@mantine/core";
import { Fragment, useState } from "react";
import type { AlikeClasses, ComparedConfiguration, Comparison } from "../../../core/compare/comparison.ts";
import {
  estimatedText,
  groupTitles,
  type MeasureGroup,
  type MeasureRow,
  measuredText,
  rowsOf,
  sampleText,
} from "../../../core/compare/rows.ts";
import type { Measured } from "../../../core/compare/statistics/interval.ts";
import shared from "../../shared/shared.module.css";
import { aboutBytes, formatCount, formatDuration } from "../../shared/text/format.ts";
import { counted } from "../../shared/text/words.ts";
import classes from "./compare.module.css";

export interface MeasureTableProps {
  comparison: Comparison;
  titles: readonly string[];
  /** Place of the one that the others are looked at beside. */
  marked: number;
  /** Whether a job was at work beside it. */
  disturbed: boolean;
}

const groups = Object.keys(groupTitles) as MeasureGroup[];

export function MeasureTable({ comparison, titles, marked, disturbed }: MeasureTableProps) {
  const [explained, setExplained] = useState(false);
  const { configurations } = comparison;
  const rows = rowsOf(configurations);
  return (
    <div>
      <div className={classes.measuresHead}>
        <h2 className={classes.heading}>Measures</h2>
        <Switch
          size="xs"
          label="Say what each is"
          checked={explained}
          onChange={(event) => setExplained(event.currentTarget.checked)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by keyboard too */}
      <section className={shared.tableFrame} tabIndex={0} aria-label="Measures">
        <Table className={classes.table} fz="sm">
          {groups.map((group) => (
            <Table.Tbody key={group}>
              {/* Again in each group, so that they are in view. */}
              <Table.Tr>
                <Table.Th scope="col" className={classes.group}>
                  {groupTitles[group]}
                </Table.Th>
                {titles.map((title, place) => (
                  <Table.Th
                    key={title}
                    scope="col"
                    className={classes.column}
                    data-marked={place === marked || undefined}
                  >
                    <span className={classes.columnTitle}>{title}</span>
                  </Table.Th>
                ))}
              </Table.Tr>
              {rows
                .filter((row) => row.group === group)
                .map((row) => (
                  <Row
                    key={row.name}
                    row={row}
                    explained={explained}
                    configurations={configurations}
                    marked={marked}
                    markedTitle={titles[marked]}
                  />
                ))}
              {group === "faults" && <AlikeRow configurations={configurations} explained={explained} />}
              {group === "cost" && <CostRows configurations={configurations} />}
            </Table.Tbody>
          ))}
        </Table>
      </section>
      <Text size="xs" c="dimmed" className={classes.note}>
        {sampleWords(comparison, titles)} ± is half of the 95 % interval, others stand in brackets; what the
        sample does not tell apart from {titles[marked]} is faint.
        {configurations.some(lacksInterval) &&
          " “± ?” stands where classes or images are too few for an interval."}
        {disturbed && " A job was at work: the speeds are those beside it."}
      </Text>
    </div>
  );
}

function lacksInterval({ measures }: ComparedConfiguration): boolean {
  return Object.values(measures).some((measured) => measured !== null && measured.low === null);
}

interface RowProps {
  row: MeasureRow;
  explained: boolean;
  configurations: readonly ComparedConfiguration[];
  marked: number;
  markedTitle: string;
}

function Row({ row, explained, configurations, marked, markedTitle }: RowProps) {
  const { name, label, unit, meaning, source } = row;
  const own = configurations[marked].measures[name];
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.label}>
        {label}
        {unit !== "" && <span className={classes.unit}> {unit}</span>}
        {explained && (
          <div className={classes.meaning}>
            {meaning}
            {source !== undefined && <> From {source}.</>}
          </div>
        )}
      </Table.Th>
      {configurations.map(({ name: id, measures }, place) => {
        const isApart = place === marked || areApart(own, measures[name]);
        return (
          <Table.Td key={id} className={classes.value} data-faint={!isApart || undefined}>
            <Figure text={measuredText(measures[name], row)} />
            {!isApart && <VisuallyHidden>, not told apart from {markedTitle}</VisuallyHidden>}
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}

/** A value and what follows it, `12.4 days (9.8 days to 15.1 days)`: on two lines where there is no room for one. */
function Figure({ text }: { text: string }) {
  return text.split(/ (?=[(±]|of )/).map((part, i) => (
    <Fragment key={part}>
      {i > 0 && " "}
      <span className={classes.figurePart}>{part}</span>
    </Fragment>
  ));
}

/** Whether the intervals have nothing in common; what has none is not judged. */
function areApart(a: Measured | null, b: Measured | null): boolean {
  if (a === null || b === null) return true;
  if (a.low === null || a.high === null || b.low === null || b.high === null) return true;
  return a.high < b.low || b.high < a.low;
}

function AlikeRow({ configurations, explained }: Pick<RowProps, "configurations" | "explained">) {
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.label}>
        Classes nearly the same
        {explained && (
          <div className={classes.meaning}>
            Pairs whose parameters differ by less than 5 % in everything; of fractals equal systems.
          </div>
        )}
      </Table.Th>
      {configurations.map(({ name, alikeClasses }) => (
        <Table.Td key={name} className={classes.value}>
          <Figure text={alikeWords(alikeClasses)} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function alikeWords({ pairs, classes: of, isAll, complete }: AlikeClasses): string {
  const among = `of ${formatCount(of)}${isAll ? "" : " looked at"}`;
  return pairs === 0 ? `none ${among}` : `${complete ? "" : "at least "}${counted(pairs, "pair")} ${among}`;
}

const costs: { label: string; text(configuration: ComparedConfiguration): string }[] = [
  { label: "Images of the dataset", text: ({ images }) => formatCount(images) },
  { label: "Its files", text: ({ datasetBytes }) => estimatedText(datasetBytes, aboutBytes) },
  {
    label: "Its time here",
    text: ({ datasetSeconds }) => estimatedText(datasetSeconds, formatDuration),
  },
];

function CostRows({ configurations }: Pick<RowProps, "configurations">) {
  return costs.map(({ label, text }) => (
    <Table.Tr key={label}>
      <Table.Th scope="row" className={classes.label}>
        {label}
      </Table.Th>
      {configurations.map((configuration) => (
        <Table.Td key={configuration.name} className={classes.value}>
          <Figure text={text(configuration)} />
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}

function sampleWords({ configurations, side }: Comparison, titles: readonly string[]): string {
  return `From ${sampleText(configurations, titles)} (classes × images), at ${side} px.`;
}
