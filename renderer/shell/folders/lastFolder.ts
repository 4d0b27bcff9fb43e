/** The folder that was used last, for each use of its own, kept by the browser. */
import type { StudioApi } from "../../../core/studio/api.ts";
import { splitPath } from "../../shared/paths.ts";

/** Where new datasets go, where those lie that are opened, where designs are read and written. */
export type FolderUse = "datasets" | "opened" | "designs";

const KEY = "visualatom.folders";

function read(): Partial<Record<FolderUse, string>> {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    // Not ours, or a browser that keeps nothing.
    return {};
  }
}

export function lastFolder(use: FolderUse): string | undefined {
  const path = read()[use];
  return typeof path === "string" ? path : undefined;
}

export function keepFolder(use: FolderUse, path: string | undefined): void {
  if (path === undefined) return;
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...read(), [use]: path }));
  } catch {
    // The next choice begins at the home folder again.
  }
}

/** The folder itself, or the nearest above it that is still there and can be read. */
export async function nearestFolder(
  api: Pick<StudioApi, "listFolder">,
  path: string,
): Promise<string | undefined> {
  for (let at: string | undefined = path; at !== undefined; at = splitPath(at)?.parent) {
    const listing = await api.listFolder({ path: at }).catch(() => null);
    if (listing !== null) return listing.path;
  }
  return undefined;
}
