/** How far a verification or a repair is. */
import { Progress } from "@mantine/core";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { percentOf } from "./checks.ts";

export const checkTitle = ({ repair, title }: DatasetCheck): string =>
  `${repair ? "Repairing" : "Verifying"} ${title}`;

export function CheckBar({ check, width }: { check: DatasetCheck; width?: number }) {
  const percent = percentOf(check);
  return (
    <Progress
      value={percent}
      w={width ?? "100%"}
      size="sm"
      radius={0}
      bg="var(--studio-track)"
      transitionDuration={0}
      aria-label={`${Math.floor(percent)} % ${check.repair ? "repaired" : "verified"}`}
    />
  );
}
