/** Samples as row groups of Parquet files that Hugging Face `datasets` reads with its Image and ClassLabel features. */
import type { RowGroup, SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { classNames } from "../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { Sample } from "../../core/random/sampleOrder.ts";
import type { PackedSamples, SamplePack } from "./pack.ts";

const optional = { repetition_type: "OPTIONAL" } as const;
const schema: SchemaElement[] = [
  { name: "schema", num_children: 2 },
  { ...optional, name: "image", num_children: 2 },
  { ...optional, name: "bytes", type: "BYTE_ARRAY" },
  { ...optional, name: "path", type: "BYTE_ARRAY", converted_type: "UTF8" },
  { ...optional, name: "label", type: "INT64" },
];
/** Images are compressed already, and snappy's output could change between versions. */
const codec = "UNCOMPRESSED";
const column = { encoding: "PLAIN", codec, statistics: false, offsetIndex: false } as const;
/** `PAR1`, with which a file begins. */
export const PARQUET_START = 4;
/** Of one row besides its image: path, label, lengths and levels. */
export const PARQUET_BYTES_PER_SAMPLE = 32;

interface Row {
  image: { bytes: Uint8Array; path: string };
  label: bigint;
}

/** The rows become one row group; the first of a file has the file's beginning before it. */
export class ParquetPack implements SamplePack {
  private readonly isFirst: boolean;
  private readonly rows: Row[] = [];

  constructor(isFirst: boolean) {
    this.isFirst = isFirst;
  }

  add(sample: Sample, name: string, file: Uint8Array): void {
    this.rows.push({ image: { bytes: file.slice(), path: name }, label: BigInt(sample.label) });
  }

  finish(): PackedSamples {
    const { bytes, group } = encodeRows(this.rows);
    const columns = group.columns.map(({ meta_data }) => Number(meta_data!.total_compressed_size));
    return { bytes: this.isFirst ? bytes : bytes.subarray(PARQUET_START), columns };
  }
}

function encodeRows(rows: readonly Row[]): { bytes: Uint8Array<ArrayBuffer>; group: RowGroup } {
  const size = rows.reduce((sum, { image }) => sum + image.bytes.length + 64, 1024);
  const file = new ByteWriter(size);
  const writer = new ParquetWriter({ writer: file, schema, codec, statistics: false });
  writer.write({
    columnData: [
      { ...column, name: "image", data: rows.map(({ image }) => image) },
      { ...column, name: "label", data: rows.map(({ label }) => label) },
    ],
    rowGroupSize: Math.max(1, rows.length),
  });
  return { bytes: file.getBytes() as Uint8Array<ArrayBuffer>, group: writer.row_groups[0] };
}

/** A row group as it lies in a file. */
export interface RowGroupPlace {
  rows: number;
  /** Bytes of each column chunk, in order; the chunks follow one another. */
  columns: readonly number[];
}

/** What follows the row groups of a file: their places, the schema and the features. */
export function parquetEnd(config: DatasetConfig, groups: readonly RowGroupPlace[]): Uint8Array {
  // The library says what a column chunk's description holds; only places and sizes differ from group to group.
  const { group: template } = encodeRows([{ image: { bytes: new Uint8Array(1), path: "" }, label: 0n }]);
  const file = new ByteWriter();
  const writer = new ParquetWriter({
    ...{ writer: file, schema, codec, statistics: false },
    kvMetadata: [{ key: "huggingface", value: JSON.stringify({ info: { features: features(config) } }) }],
    createdBy: "visualatom-studio (hyparquet-writer)",
  });
  let offset = PARQUET_START;
  for (const { rows, columns } of groups) {
    writer.row_groups.push(placed(template, rows, columns, offset));
    writer.num_rows += BigInt(rows);
    offset += sum(columns);
  }
  writer.finish();
  return file.getBytes().subarray(PARQUET_START);
}

function placed(template: RowGroup, rows: number, columns: readonly number[], start: number): RowGroup {
  let offset = start;
  const total = BigInt(sum(columns));
  return {
    columns: template.columns.map((chunk, i) => {
      const size = BigInt(columns[i]);
      const at = BigInt(offset);
      offset += columns[i];
      return {
        ...chunk,
        file_offset: at,
        meta_data: {
          ...chunk.meta_data!,
          num_values: BigInt(rows),
          total_compressed_size: size,
          total_uncompressed_size: size,
          data_page_offset: at,
        },
      };
    }),
    num_rows: BigInt(rows),
    total_byte_size: total,
    total_compressed_size: total,
  };
}

function features(config: DatasetConfig): object {
  return { image: { _type: "Image" }, label: { names: classNames(config), _type: "ClassLabel" } };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
