/** The picture that the address names, with what is known of it beside it. */
import { Button, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import type { ClassTable, DatasetInfo } from "../../../core/studio/api.ts";
import type { Fault } from "../../../core/studio/datasetCheck.ts";
import { useNextFocus } from "../../shared/focus/useNextFocus.ts";
import classes from "../dataset.module.css";
import type { ImageOrder, NamedImage } from "../grid/order.ts";
import { PictureFacts } from "./PictureFacts.tsx";
import { PictureView } from "./PictureView.tsx";
import { useShownPicture } from "./useShownPicture.ts";

interface OpenPictureProps {
  dataset: DatasetInfo;
  order: ImageOrder;
  table: ClassTable | null;
  picture: { folder: string; name: string };
  /** Where one stands in the grid. */
  place: number;
  onPlace(place: number): void;
  /** Another picture takes its place. */
  onImage(image: NamedImage): void;
  onClose(): void;
  onClass: ((image: NamedImage) => void) | null;
  /** What the last verification found wrong with an image. */
  faultOf(image: NamedImage): Fault | null;
}

export function OpenPicture(props: OpenPictureProps) {
  const { dataset, order, table, picture, onPlace, onImage, onClose, onClass } = props;
  const shown = useShownPicture(dataset, order, picture, props.place);
  const found = shown?.place ?? null;
  const next = useNextFocus();
  // The grid, when one returns to it, stands at the picture that was looked at last.
  useEffect(() => {
    if (found !== null && found !== props.place) onPlace(found);
  });
  if (shown === null) {
    return (
      <Stack
        className={classes.nothing}
        align="center"
        justify="center"
        gap="xs"
        style={{ gridColumn: "2 / -1" }}
      >
        <Text size="sm" role="alert">
          There is no class {picture.folder} in this dataset.
        </Text>
        <Button ref={next} size="compact-sm" variant="default" onClick={onClose}>
          Back to the pictures
        </Button>
      </Stack>
    );
  }
  function step(by: 1 | -1): void {
    if (found === null) return;
    const next = shown!.nameOf(found + by);
    if (next === undefined) return;
    onPlace(found + by);
    onImage(next);
  }
  return (
    <>
      <PictureView
        picture={shown}
        fault={props.faultOf(shown)}
        count={order.count}
        onStep={step}
        onClose={onClose}
        onClass={onClass && (() => onClass(shown))}
      />
      <PictureFacts picture={shown} table={table} />
    </>
  );
}
