/** The pictures of a dataset as they are on the disk, in the order that was chosen. */
import { Menu } from "@mantine/core";
import { IconAtom, IconCopy, IconHash, IconPhoto } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import { type ClassTable, type DatasetInfo, datasetPictureAddress } from "../../../core/studio/api.ts";
import type { Fault } from "../../../core/studio/datasetCheck.ts";
import type { Sort } from "../../gallery/filtering.ts";
import grid from "../../gallery/gallery.module.css";
import { PictureGrid } from "../../gallery/grid/PictureGrid.tsx";
import { copyImage, copyText } from "../../gallery/pictureActions.ts";
import { formatValue } from "../../plots/scale.ts";
import { useNotify } from "../../shared/notify.tsx";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { MiddleText } from "../../shared/text/MiddleText.tsx";
import { faultWords } from "../check/faultPlaces.ts";
import classes from "../dataset.module.css";
import { type ImageOrder, isNamed, type NamedImage } from "./order.ts";
import { rowOf } from "./useDatasetTable.ts";
import { useNames } from "./useNames.ts";

interface DatasetGridProps {
  dataset: DatasetInfo;
  label: string;
  order: ImageOrder;
  /** What the last verification found wrong with an image. */
  faultOf(image: NamedImage): Fault | null;
  table: ClassTable | null;
  sort: Sort;
  side: number;
  onResize(steps: number): void;
  active: number;
  onActive(place: number): void;
  onOpen(image: NamedImage, place: number): void;
  /** Shows the image's class; null where none is known. */
  onClass: ((image: NamedImage) => void) | null;
}

const CAPTION_FROM = 88;

export function DatasetGrid(props: DatasetGridProps) {
  const { dataset, order, table, sort, active, onActive, onOpen, onClass, side } = props;
  const { pictureBase } = useStudio();
  const notify = useNotify();
  const [range, setRange] = useState<[number, number]>([0, -1]);
  // Whoever walks through the classes, or pulls at a plot, goes on with that.
  const [takesFocus] = useState(() => document.activeElement?.closest('[role="listbox"], aside') == null);
  const nameOf = useNames(dataset, order, ...range);
  const onRange = useCallback((first: number, last: number) => setRange([first, last]), []);
  const sorted = table?.columns.find(({ name }) => name === sort.column);

  const address = ({ classAt, name, stamp }: NamedImage) =>
    datasetPictureAddress(pictureBase, dataset.datasetId, classAt, name, stamp);
  const pathOf = ({ classAt, name }: NamedImage) => `${dataset.classes[classAt]?.name}/${name}`;
  const numberOf = (classAt: number) => Number(dataset.classes[classAt]?.name);

  function open(place: number): void {
    const image = nameOf(place);
    if (image !== undefined) onOpen(image, place);
  }
  function attempt(place: number, action: (image: NamedImage) => Promise<void>): void {
    const image = nameOf(place);
    if (image !== undefined) action(image).catch((reason: Error) => notify.failed(reason.message));
  }
  const copy = (place: number) =>
    attempt(place, async (image) => {
      await copyImage(address(image));
      notify.done(`${image.name} copied`);
    });

  function caption(place: number) {
    const image = nameOf(place);
    const at = order.at(place);
    const classAt = image?.classAt ?? (isNamed(at) ? at.classAt : at.list);
    const value = sorted?.values[rowOf(dataset, table, classAt)];
    return (
      <>
        {image !== undefined && side >= CAPTION_FROM && (
          <MiddleText title={pathOf(image)}>{image.name.replace(/\.\w+$/, "")}</MiddleText>
        )}
        {sorted !== undefined &&
          value !== undefined &&
          Number.isFinite(value) &&
          side >= 2 * CAPTION_FROM && (
            <span>
              <ParameterSymbol>{sorted.symbol}</ParameterSymbol> {formatValue(value)}{" "}
              {sorted.symbol === "" ? sorted.unit : ""}
            </span>
          )}
      </>
    );
  }

  function mark(place: number) {
    const image = nameOf(place);
    const fault = image && props.faultOf(image);
    if (!fault) return null;
    return (
      <span className={classes.faultMark} title={faultWords(fault)} aria-hidden="true">
        {side >= CAPTION_FROM ? `Fault: ${fault.kind}` : "Fault"}
      </span>
    );
  }

  return (
    <PictureGrid
      label={props.label}
      count={order.count}
      side={side}
      failure="Cannot be shown"
      picture={(place) => {
        const image = nameOf(place);
        return image === undefined ? null : { address: address(image), classIndex: numberOf(image.classAt) };
      }}
      name={(place) => {
        const image = nameOf(place);
        if (image === undefined) return "Not read yet";
        const fault = props.faultOf(image);
        return fault === null ? pathOf(image) : `${pathOf(image)}, fault: ${faultWords(fault)}`;
      }}
      caption={caption}
      mark={mark}
      active={active}
      onActive={onActive}
      onOpen={open}
      onCopy={copy}
      onResize={props.onResize}
      onRange={onRange}
      autoFocus={takesFocus}
      menu={(place) => {
        const image = nameOf(place);
        if (image === undefined) return <Menu.Label>Not read yet</Menu.Label>;
        return (
          <>
            <Menu.Label className={grid.captionNumber}>{pathOf(image)}</Menu.Label>
            <Menu.Item leftSection={<IconPhoto size={16} />} onClick={() => open(place)}>
              Open picture
            </Menu.Item>
            {onClass !== null && (
              <Menu.Item leftSection={<IconAtom size={16} />} onClick={() => onClass(image)}>
                Show in Class
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => copy(place)}>
              Copy picture
            </Menu.Item>
            <Menu.Item
              leftSection={<IconHash size={16} />}
              onClick={() => attempt(place, ({ name }) => copyText(name))}
            >
              Copy file name
            </Menu.Item>
          </>
        );
      }}
    />
  );
}
