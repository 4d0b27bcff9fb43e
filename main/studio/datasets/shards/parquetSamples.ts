/** Where the images of a row group lie in a Parquet shard: values of a plain column, page by page, as this program writes them. */
import type { BytesPlace } from "./tarSamples.ts";
import type { WindowReader } from "./windowReader.ts";

/** A page's header has some forty bytes. */
const MOST_HEADER_BYTES = 512;
const LENGTH_BYTES = 4;

/**
 * @param column bytes of the column chunk that holds the images
 * @param rows of the group
 * @returns the place of each row's image; null from where the pages are not what they should be
 */
export async function parquetSamples(
  reader: WindowReader,
  column: BytesPlace,
  rows: number,
): Promise<(BytesPlace | null)[]> {
  const places: (BytesPlace | null)[] = [];
  const end = column.at + column.length;
  for (let at = column.at; at < end && places.length < rows; ) {
    const page = readPageHeader(await reader.read(at, Math.min(MOST_HEADER_BYTES, end - at)));
    if (page === null) break;
    const pageEnd = at + page.headerBytes + page.bytes;
    let value = at + page.headerBytes + page.levelBytes;
    if (pageEnd > end) break;
    for (let i = 0; i < page.values && places.length < rows; i++) {
      const head = await reader.read(value, LENGTH_BYTES);
      const length = head.length === LENGTH_BYTES ? head.readUInt32LE() : Number.POSITIVE_INFINITY;
      if (value + LENGTH_BYTES + length > pageEnd) return padded(places, rows);
      places.push({ at: value + LENGTH_BYTES, length });
      value += LENGTH_BYTES + length;
    }
    at = pageEnd;
  }
  return padded(places, rows);
}

function padded(places: (BytesPlace | null)[], rows: number): (BytesPlace | null)[] {
  return [...places, ...new Array<null>(Math.max(0, rows - places.length)).fill(null)];
}

interface PageHeader {
  headerBytes: number;
  /** Of the page behind its header, the levels included. */
  bytes: number;
  levelBytes: number;
  values: number;
}

/** Numbers of a structure by the fields' ids, structures in it as structures. */
type Fields = Map<number, number | Fields>;

/** Ids of the fields of `PageHeader` and `DataPageHeaderV2` in Parquet's own description of its format. */
const ids = { type: 1, bytes: 3, page: 8, values: 1, definitionBytes: 5, repetitionBytes: 6 } as const;
const DATA_PAGE_V2 = 3;

function readPageHeader(bytes: Buffer): PageHeader | null {
  const reader = new CompactReader(bytes);
  const header = reader.struct();
  const page = header?.get(ids.page);
  if (!header || !(page instanceof Map) || header.get(ids.type) !== DATA_PAGE_V2) return null;
  const levels = [page.get(ids.definitionBytes), page.get(ids.repetitionBytes)].map(Number);
  const found = {
    headerBytes: reader.at,
    bytes: Number(header.get(ids.bytes)),
    levelBytes: levels[0] + levels[1],
    values: Number(page.get(ids.values)),
  };
  return Object.values(found).every((value) => value >= 0) ? found : null;
}

/** What of Thrift's compact protocol occurs in the header of a page. */
class CompactReader {
  at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** null for anything else, and where the bytes end in the middle. */
  struct(depth = 0): Fields | null {
    const fields: Fields = new Map();
    for (let id = 0; this.at < this.bytes.length && depth < 4; ) {
      const head = this.bytes[this.at++];
      if (head === 0) return fields;
      id = head >> 4 === 0 ? this.integer() : id + (head >> 4);
      const value = this.value(head & 15, depth);
      if (value === null) return null;
      fields.set(id, value);
    }
    return null;
  }

  private value(type: number, depth: number): number | Fields | null {
    if (type === 1 || type === 2) return type === 1 ? 1 : 0;
    if (type === 3) return this.bytes[this.at++] ?? null;
    if (type >= 4 && type <= 6) return this.integer();
    return type === 12 ? this.struct(depth + 1) : null;
  }

  /** Zigzag. */
  private integer(): number {
    let value = 0;
    for (let scale = 1; this.at < this.bytes.length && scale < 2 ** 53; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
