/** What the engine advises at a terminal, as it is done with the buttons beside a job. */

const words: [RegExp, string][] = [
  [/run the same command again to continue/g, "continue this job"],
  [/run the same command again/g, "continue this job"],
  [/or continue all the same with --force/g, "or continue this job all the same"],
  [/or write anyway with --force/g, "or continue this job to write all the same"],
  [/--stored-size/g, "stored size"],
  [/--layout webdataset or parquet/g, "layout WebDataset or Parquet"],
  [/ \(--shard-size\)/g, ""],
  [/use fewer workers(?! in)/g, "use fewer workers in Settings"],
];

export function inWindowWords(sentence: string): string {
  return words.reduce((text, [said, meant]) => text.replace(said, meant), sentence);
}
