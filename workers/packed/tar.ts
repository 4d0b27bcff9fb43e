/** Samples as members of a tar archive (ustar) whose bytes depend on nothing but the samples. */
import type { Sample } from "../../core/random/sampleOrder.ts";
import { GrowingBytes, type PackedSamples, type SamplePack } from "./pack.ts";

export const TAR_BLOCK = 512;
/** An archive ends with two blocks of zeros. */
export const tarEnd: Uint8Array = new Uint8Array(2 * TAR_BLOCK);

const LARGEST_MEMBER = 8 ** 11 - 1;
const LONGEST_NAME = 100;
const utf8 = new TextEncoder();

/** Each sample becomes `KEY.png` and `KEY.cls`, its label in decimal digits: what a WebDataset reader groups by KEY. */
export class TarPack implements SamplePack {
  private readonly bytes: GrowingBytes;

  constructor(samples: number) {
    this.bytes = new GrowingBytes(samples * 32 * 1024);
  }

  add(sample: Sample, name: string, file: Uint8Array): void {
    const key = name.slice(0, name.indexOf("."));
    this.addMember(name, file);
    this.addMember(`${key}.cls`, utf8.encode(String(sample.label)));
  }

  finish(): PackedSamples {
    return { bytes: this.bytes.all(), columns: [] };
  }

  private addMember(name: string, content: Uint8Array): void {
    writeTarHeader(this.bytes.reserve(TAR_BLOCK), name, content.length);
    this.bytes.append(content);
    this.bytes.reserve(-content.length & (TAR_BLOCK - 1));
  }
}

/**
 * The header of a regular file: mode 0644, owner 0, time 0, so that equal samples give equal bytes everywhere.
 * @param header 512 zeros
 * @throws RangeError for what ustar cannot say
 */
export function writeTarHeader(header: Uint8Array, name: string, size: number): void {
  if (name.length > LONGEST_NAME) throw new RangeError(`${name} is too long a name for a tar member`);
  if (size > LARGEST_MEMBER) throw new RangeError(`${name} of ${size} bytes is too large for a tar member`);
  const put = (at: number, text: string): void => void utf8.encodeInto(text, header.subarray(at));
  put(0, name);
  put(100, "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${size.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  // The checksum is taken with spaces in its own place.
  put(148, "        ");
  put(156, "0");
  put(257, "ustar\x0000");
  put(329, "0000000\0");
  put(337, "0000000\0");
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  put(148, `${checksum.toString(8).padStart(6, "0")}\0 `);
}
