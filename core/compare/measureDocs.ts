/** The measures as a table of the documentation. */
import { groupTitles, type MeasureRow, measureRows } from "./rows.ts";

/** Markdown: a row for each measure, in groups. */
export function measuresMarkdown(): string {
  const lines = ["| | measure | unit | what it is | from |", "| --- | --- | --- | --- | --- |"];
  let group: MeasureRow["group"] | null = null;
  for (const row of measureRows) {
    const title = row.group === group ? "" : `**${groupTitles[row.group]}**`;
    group = row.group;
    lines.push(`| ${title} | ${row.label} | ${row.unit} | ${row.meaning} | ${row.source ?? ""} |`);
  }
  return `${lines.join("\n")}\n`;
}
