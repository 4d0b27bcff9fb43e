/** What a cluster is asked for, whichever scheduler it has. */
import type { DatasetConfig } from "../../core/config/parameters.ts";

export interface ClusterOptions {
  config: DatasetConfig;
  shards: number;
  /** Folder of the dataset, on a file system that all machines share. */
  out: string;
  /** Processors of one share. */
  cpus: number;
  /** As the scheduler writes it: `4G`, `4Gi`. */
  memory: string;
  /** How often one share is started again after a failure. */
  retries: number;
  /** Name of the job. */
  name: string;
}

/** 1 GiB for the main thread and the system's cache, a quarter for each worker. */
export function memoryGibibytes(cpus: number): number {
  return 1 + Math.ceil(cpus / 4);
}

/** The configuration as one JSON document; it fits on a line, and no quotation mark can occur in its values. */
export function configText(config: DatasetConfig): string {
  return JSON.stringify(config);
}
