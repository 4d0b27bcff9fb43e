/** Two classes side by side, their pictures and the parameters in which they are alike. Looking changes nothing of the design at hand. */
import { ActionIcon, Button, Table, Tooltip, VisuallyHidden } from "@mantine/core";
import { useElementSize, useHotkeys } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { type ClassTable, type DatasetInfo, datasetPictureAddress } from "../../../core/studio/api.ts";
import { extent } from "../../plots/bins.ts";
import { formatValue } from "../../plots/scale.ts";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import { Opened } from "../../shared/pictures/Opened.tsx";
import { AddressedPicture } from "../../shared/pictures/Picture.tsx";
import { useStudio } from "../../shared/studio.tsx";
import classes from "../dataset.module.css";
import { listsInOrder, type NamedImage } from "../grid/order.ts";
import { figureColumns } from "../grid/useDatasetTable.ts";
import { useNames } from "../grid/useNames.ts";

interface NearPairProps {
  dataset: DatasetInfo;
  pair: [number, number];
  table: ClassTable | null;
  onClose(): void;
  onOpen(image: NamedImage): void;
  onClass(classIndex: number): void;
}

const GAP = 8;
const WANTED_SIDE = 160;
const MOST_PICTURES = 4;

export function NearPair({ dataset, pair, table, onClose, onOpen, onClass }: NearPairProps) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  useHotkeys([["Escape", onClose]]);
  return (
    <section className={classes.view} aria-label={`Classes ${pair[0]} and ${pair[1]}`}>
      <div className={classes.viewBar}>
        <Tooltip label="Back to the pictures (Esc)">
          <ActionIcon ref={close} aria-label="Back to the pictures" onClick={onClose}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
        <h2 className={classes.viewName}>
          Classes {pair[0]} and {pair[1]}
        </h2>
      </div>
      <div className={classes.pair}>
        {pair.map((classIndex) => (
          <Pictures
            key={classIndex}
            dataset={dataset}
            classIndex={classIndex}
            onOpen={onOpen}
            onClass={() => onClass(classIndex)}
          />
        ))}
        {table !== null && <Comparison table={table} pair={pair} />}
      </div>
    </section>
  );
}

interface PicturesProps {
  dataset: DatasetInfo;
  classIndex: number;
  onOpen(image: NamedImage): void;
  onClass(): void;
}

function Pictures({ dataset, classIndex, onOpen, onClass }: PicturesProps) {
  const { pictureBase } = useStudio();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const classAt = dataset.classes.findIndex(({ name }) => Number(name) === classIndex);
  const count = Math.min(MOST_PICTURES, dataset.classes[classAt]?.images ?? 0);
  const order = listsInOrder("class", classAt < 0 ? [] : [classAt], () => count);
  const nameOf = useNames(dataset, order, 0, count - 1);
  const columns = Math.max(1, Math.floor((width + GAP) / (WANTED_SIDE + GAP)));
  const side = Math.max(64, Math.floor((width + GAP) / columns) - GAP);
  return (
    <section aria-label={`Class ${classIndex}`} className={classes.pairClass}>
      <div className={classes.pairHead}>
        <h3>Class {classIndex}</h3>
        <Button size="compact-xs" variant="default" onClick={onClass}>
          Show in Class
        </Button>
      </div>
      <div ref={ref} className={classes.pairPictures} style={{ gap: GAP }}>
        {count === 0 && <span>None of its pictures is on the disk.</span>}
        {width > 0 &&
          Array.from({ length: count }, (_, place) => {
            const image = nameOf(place);
            if (image === undefined) {
              // biome-ignore lint/suspicious/noArrayIndexKey: places of pictures to come are all alike
              return <div key={place} className={classes.waiting} style={{ width: side, height: side }} />;
            }
            const { name, stamp } = image;
            const address = datasetPictureAddress(pictureBase, dataset.datasetId, classAt, name, stamp);
            return (
              <Opened key={name} label={name} title={name} onOpen={() => onOpen(image)}>
                <AddressedPicture address={address} side={side} alt="" failure="Cannot be shown" />
              </Opened>
            );
          })}
      </div>
    </section>
  );
}

/** As parts of the range that all classes have: less than this is hardly to be seen. */
const ALIKE = 0.05;

function Comparison({ table, pair }: { table: ClassTable; pair: [number, number] }) {
  const rows = table.columns.filter(({ name }) => !(name in figureColumns));
  return (
    <Table className={classes.comparison} verticalSpacing={4} aria-label="Parameters of both classes">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <VisuallyHidden>Parameter</VisuallyHidden>
          </Table.Th>
          <Table.Th>Parameter</Table.Th>
          {pair.map((classIndex) => (
            <Table.Th key={classIndex} ta="right">
              Class {classIndex}
            </Table.Th>
          ))}
          <Table.Th>In all classes’ range</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ name, symbol, label, unit, values }) => {
          const [a, b] = pair.map((classIndex) => values[classIndex - table.firstClass] ?? Number.NaN);
          const [low, high] = extent(values);
          const part = high > low ? Math.abs(a - b) / (high - low) : 0;
          return (
            <Table.Tr key={name}>
              <Table.Td w={36}>
                <ParameterSymbol>{symbol}</ParameterSymbol>
              </Table.Td>
              <Table.Th fw={400} scope="row">
                {label} <span className={classes.unit}>{unit}</span>
              </Table.Th>
              <Table.Td ta="right">{formatValue(a)}</Table.Td>
              <Table.Td ta="right">{formatValue(b)}</Table.Td>
              <Table.Td>
                {a === b ? "the same" : part < ALIKE ? "alike" : `${Math.round(100 * part)} % apart`}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
