/** The id of a configuration, as the host finds it, without asking. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { configFingerprintInput } from "../../../core/config/schema.ts";

export const configIdOf = (config: DatasetConfig): string =>
  bytesToHex(sha256(utf8ToBytes(configFingerprintInput(config)))).slice(0, 16);
