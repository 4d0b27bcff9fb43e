/** Digests, as tests compare them. */
import { createHash } from "node:crypto";

/** Hex; of numbers their bytes as the machine has them, little-endian. */
export const sha256 = (value: string | NodeJS.ArrayBufferView): string =>
  createHash("sha256").update(value).digest("hex");
