/** Twelve sample classes of the configuration, drawn anew as a control moves. */
import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconArrowsShuffle } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { pointsOf, typicalInstance } from "../../../core/formulations/index.ts";
import { classAddress } from "../../class/address.ts";
import { thumbnailSize } from "../../gallery/thumbnailSize.ts";
import { useSettledSize } from "../../shared/pictures/useSettledSize.ts";
import { useStudio } from "../../shared/studio.tsx";
import { counted, plainWords } from "../../shared/text/words.ts";
import { go } from "../../shell/route.ts";
import classes from "../design.module.css";
import { SteadyPicture } from "./SteadyPicture.tsx";
import { sampleClasses } from "./sampleClasses.ts";
import { usePreviewAddresses } from "./usePreviewAddresses.ts";

export interface PreviewGridProps {
  config: DatasetConfig;
  configId: string;
  /** Whether what is typed is not valid, so that an earlier configuration is shown. */
  behind: boolean;
}

const PICTURES = 12;
const GAP = 8;
const CAPTION = 18;

export function PreviewGrid({ config, configId, behind }: PreviewGridProps) {
  const { pictureBase } = useStudio();
  const { ref, width, height } = useElementSize<HTMLUListElement>();
  const [page, setPage] = useState(0);
  const { columns, side } = bestGrid(width - 2, height - 2);
  const { classes: classCount, instances, startClass, streams } = config;
  const typical = typicalInstance(config);
  const samples = useMemo(
    () =>
      sampleClasses(
        { classes: classCount, instances, startClass, streams } as DatasetConfig,
        PICTURES,
        page,
        typical,
      ),
    [classCount, instances, startClass, streams, page, typical],
  );
  const settledSide = useSettledSize(side);
  const size = thumbnailSize(settledSide, config.imageSize);
  const preview = usePreviewAddresses(pictureBase, { configId, samples, size });
  const state = behind ? "behind" : preview.busy || settledSide !== side ? "drawing" : "ready";

  const search = pointsOf(config)?.search.kind(config);
  const isSearched = search === "sequence" || search === "alone";
  const isLong = useLasting(preview.busy);
  const words =
    preview.failure !== null
      ? `${counted(preview.failed, "picture")} could not be drawn: ${plainWords(preview.failure)}`
      : isLong
        ? `${isSearched ? "The classes are being searched for" : "The pictures are being drawn"}; until then the pictures before are shown.`
        : `${samples.length} ${samples.length === 1 ? "picture" : "sample pictures"}; they follow every change.`;

  return (
    <section className={classes.preview} aria-label="Sample classes" data-preview={state}>
      <Group justify="space-between" mih={28} mb={2} wrap="nowrap">
        <Text size="xs" c="dimmed" role="status">
          {behind ? "Shown as it was before the field in red; correct it to go on." : words}
        </Text>
        <Tooltip label="Other sample classes">
          <ActionIcon variant="subtle" aria-label="Other sample classes" onClick={() => setPage(page + 1)}>
            <IconArrowsShuffle size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <ul
        ref={ref}
        className={classes.grid}
        style={{ gridTemplateColumns: `repeat(${columns}, ${side}px)`, gap: GAP }}
      >
        {side > 0 &&
          preview.samples.map(({ classIndex, instance }, i) => (
            // The place stays while the class in it changes: its picture is replaced, not removed.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={i} className={classes.cell}>
              <button
                type="button"
                className={classes.open}
                style={{ width: side, height: side }}
                onClick={() => go(classAddress(classIndex, instance))}
              >
                <SteadyPicture
                  address={preview.addresses[i]}
                  label={`Class ${classIndex}, instance ${instance}; open`}
                  onSettled={preview.settle}
                />
              </button>
              <span className={classes.caption} style={{ height: CAPTION }}>
                {classIndex}
                {instance > 0 && ` · ${instance}`}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Longer than pictures take: whoever waits so long wants to know what for. */
const LONG_MS = 1500;

/** Whether something has been so for a while. */
function useLasting(isSo: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLasts(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo]);
  return isSo && lasts;
}

/** Columns and side (px) that show the twelve pictures as large as they fit. */
function bestGrid(width: number, height: number): { columns: number; side: number } {
  let best = { columns: 4, side: 0 };
  for (const columns of [2, 3, 4, 6]) {
    const rows = PICTURES / columns;
    const wide = (width - GAP * (columns - 1)) / columns;
    const high = (height - GAP * (rows - 1)) / rows - CAPTION;
    const side = Math.floor(Math.min(wide, high));
    if (side > best.side) best = { columns, side };
  }
  return best;
}
