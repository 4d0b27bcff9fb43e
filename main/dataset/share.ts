/**
 * A share: what one of N machines makes of a dataset. Its files carry its number, so that all shares can be written
 * into one folder of a cluster's file system at the same time, or each into a folder of its own:
 *
 *   OUT/dataset-00003-of-00008.json    OUT/journal-00003-of-00008.jsonl    OUT/.lock-00003-of-00008
 */

export interface Share {
  /** 0 … of − 1, as Slurm's arrays and Kubernetes' Indexed Jobs count. */
  index: number;
  of: number;
}

/** `3/8`, as on the command line. */
export function shareText({ index, of }: Share): string {
  return `${index}/${of}`;
}

export function shareManifestName(share: Share): string {
  return `dataset-${suffix(share)}.json`;
}

export function shareJournalName(share: Share): string {
  return `journal-${suffix(share)}.jsonl`;
}

export function shareLockName(share: Share): string {
  return `.lock-${suffix(share)}`;
}

export function shareMarkName(share: Share): string {
  return `.durable-${suffix(share)}`;
}

/** The share whose description a file name is, or null. */
export function shareOfManifestName(name: string): Share | null {
  const share = shareIn(name);
  return share !== null && name === shareManifestName(share) ? share : null;
}

/** Whether a file belongs to the bookkeeping of some share, half-written ones included. */
export function isShareFile(name: string): boolean {
  const share = shareIn(name);
  if (share === null) return false;
  const names = [shareManifestName, shareJournalName, shareLockName, shareMarkName];
  return names.some((nameOf) => name.startsWith(nameOf(share)));
}

function shareIn(name: string): Share | null {
  const match = /-(\d{5,})-of-(\d{5,})/.exec(name);
  return match === null ? null : { index: Number(match[1]), of: Number(match[2]) };
}

function suffix({ index, of }: Share): string {
  return `${digits(index)}-of-${digits(of)}`;
}

function digits(number: number): string {
  return String(number).padStart(5, "0");
}
