/** The window's title: how far the job or the verification is, and what is open in the place at hand. */
import { useEffect, useRef, useState } from "react";
import type { JobProgress } from "../../../core/studio/api.ts";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { originOf } from "../../class/address.ts";
import { parseDatasetAddress } from "../../dataset/address.ts";
import { configTitle } from "../../editing/configTitle.ts";
import { useCurrentConfig } from "../../editing/currentConfig.tsx";
import { percentOf, useChecks } from "../../shared/checks/checks.ts";
import { useJobs } from "../../shared/jobs.tsx";
import { splitPath } from "../../shared/paths.ts";
import { useAddress, usePlace } from "../route.ts";

const PROGRAM = "VisualAtom Studio";

export function useTitle(): void {
  const news = useNews();
  const name = useNameAtHand();
  const more = name !== null && news?.includes(name) ? null : name;
  const title = [news, more, news === null ? PROGRAM : null].filter((part) => part !== null).join(" – ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** The design's, or the folder's of the dataset that is open; null where neither is looked at. */
function useNameAtHand(): string | null {
  const place = usePlace();
  const address = useAddress();
  const design = configTitle(useCurrentConfig());
  const from = originOf(address);
  const dataset = place === "dataset" ? address : from;
  if (dataset !== null) {
    const path = parseDatasetAddress(dataset)?.path;
    return path === undefined ? null : (splitPath(path)?.name ?? path);
  }
  return place === "design" || place === "gallery" || place === "class" ? design : null;
}

/** How far the job is; its end stays in the title for as long as nobody has looked. */
function useNews(): string | null {
  const { active, last, silentSince } = useJobs();
  const running = useChecks().find(({ state }) => state === "running");
  const [unseen, setUnseen] = useState<string | null>(null);
  const before = useRef(active);
  useEffect(() => {
    if (before.current !== null && active === null && last !== null && document.hidden) {
      setUnseen(`${last.state === "finished" ? "Finished" : "Stopped"}: ${last.title}`);
    }
    before.current = active;
  }, [active, last]);
  useEffect(() => {
    const look = () => !document.hidden && setUnseen(null);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  if (active !== null) return jobTitle(active, silentSince !== null);
  return running === undefined ? unseen : checkTitle(running);
}

function jobTitle({ state, title, imagesDone, imagesTotal }: JobProgress, silent: boolean): string {
  const percent = Math.floor((100 * imagesDone) / Math.max(1, imagesTotal));
  return `${silent ? "No answer, " : state === "paused" ? "Paused, " : ""}${percent} %, ${title}`;
}

function checkTitle(check: DatasetCheck): string {
  return `${Math.floor(percentOf(check))} %, ${check.repair ? "repairing" : "verifying"} ${check.title}`;
}
