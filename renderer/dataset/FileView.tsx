/** One file of a dataset at its full size, with a step to its neighbours. */
import { ActionIcon, Button, Group, Loader, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { type DatasetInfo, datasetPictureAddress } from "../../core/studio/api.ts";
import { formatCount } from "../shared/format.ts";
import { useStudio } from "../shared/studio.tsx";
import classes from "./dataset.module.css";
import { useFileNames } from "./useFileNames.ts";

export interface FileViewProps {
  dataset: DatasetInfo;
  /** Place of the class in the dataset's list. */
  classAt: number;
  number: number;
  onNumber(number: number): void;
  onClose(): void;
}

export function FileView({ dataset, classAt, number, onNumber, onClose }: FileViewProps) {
  const { pictureBase } = useStudio();
  const name = useFileNames(dataset, classAt, number, number)(number);
  const count = dataset.classes[classAt]?.images ?? 0;
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const step = (by: number) => onNumber(Math.min(count - 1, Math.max(0, number + by)));
  useHotkeys([
    ["Escape", onClose],
    ["ArrowLeft", () => step(-1)],
    ["ArrowRight", () => step(1)],
  ]);
  return (
    <section className={classes.view} aria-label="One picture">
      <Group gap={8} wrap="nowrap" className={classes.viewBar}>
        <Button ref={back} variant="default" onClick={onClose}>
          Back to the class
        </Button>
        <ActionIcon aria-label="Picture before" disabled={number === 0} onClick={() => step(-1)}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon aria-label="Next picture" disabled={number >= count - 1} onClick={() => step(1)}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <Text truncate>{name}</Text>
        <Text c="dimmed" flex="none">
          {formatCount(number + 1)} of {formatCount(count)}
        </Text>
      </Group>
      <div className={classes.stage}>
        {name === undefined ? (
          <Loader size="sm" />
        ) : (
          <img src={datasetPictureAddress(pictureBase, dataset.datasetId, classAt, name)} alt={name} />
        )}
      </div>
    </section>
  );
}
