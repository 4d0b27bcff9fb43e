/** The folder that a folder browser shows, and the path that is being typed over it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FolderListing } from "../../../core/studio/api.ts";
import { useStudio } from "../../shared/studio.tsx";
import { messageOf } from "../../shared/text/format.ts";

export interface Folder {
  listing: FolderListing | undefined;
  /** What the field says: what was typed, else where one is or goes. */
  text: string;
  /** Before the first folder is there; typing into its field would then mix with its path. */
  pending: boolean;
  /** Whether what is listed is what was asked for. */
  settled: boolean;
  problem: string | null;
  /** Whether the path in the field was looked for and is not there. */
  missing: boolean;
  /** The folder that the field names, where it is the one that is shown. */
  named: FolderListing | null;
  type(text: string): void;
  open(path: string | undefined): void;
  /** Shows the folder that the field names; null, with a problem, where there is none. */
  follow(): Promise<FolderListing | null>;
  /** Shows a folder; null, with a problem, where there is none. */
  list(path: string | undefined): Promise<FolderListing | null>;
  /** Makes the folder and those above it that are missing, and shows it. */
  make(parent: string, name: string): Promise<void>;
  fail(problem: string): void;
}

export function useFolder(startAt: string | undefined, extensions: string[] | undefined): Folder {
  const { api } = useStudio();
  const queries = useQueryClient();
  const [path, setPath] = useState(startAt);
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<{ message: string; missing: boolean } | null>(null);
  const { data, error, isPending, isPlaceholderData } = useQuery({
    queryKey: ["folder", path, extensions],
    queryFn: () => api.listFolder({ path, extensions }),
    retry: false,
    gcTime: 0,
    placeholderData: (before) => before,
  });

  function open(next: string | undefined): void {
    setPath(next);
    setTyped(null);
    setFault(null);
  }
  async function list(wanted: string | undefined): Promise<FolderListing | null> {
    try {
      const listing = await api.listFolder({ path: wanted, extensions });
      queries.setQueryData(["folder", listing.path, extensions], listing);
      open(listing.path);
      return listing;
    } catch (reason) {
      setFault({
        message: messageOf(reason),
        missing: reason instanceof Error && reason.name === "NotFound",
      });
      return null;
    }
  }
  const current = !isPlaceholderData && !error ? data : undefined;
  const named = current && (typed === null || typed === current.path) ? current : null;
  return {
    listing: data,
    named,
    text: typed ?? (isPlaceholderData ? path : (data?.path ?? path)) ?? "",
    pending: isPending,
    settled: !isPending && !isPlaceholderData,
    problem: fault?.message ?? (error && typed === null ? messageOf(error) : null),
    missing: fault?.missing === true && typed !== null,
    type(text) {
      setTyped(text);
      setFault(null);
    },
    open,
    list,
    follow: async () => named ?? list(typed ?? path),
    async make(parent, name) {
      const made = await api.makeFolder({ parent, name });
      await queries.invalidateQueries({ queryKey: ["folder"] });
      open(made.path);
    },
    fail: (message) => setFault({ message, missing: false }),
  };
}
