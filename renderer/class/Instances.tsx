/** All images of a class. */
import { Menu } from "@mantine/core";
import { IconCopy, IconDownload, IconZoomIn } from "@tabler/icons-react";
import { pictureAddress } from "../../core/studio/api.ts";
import { PictureGrid } from "../gallery/grid/PictureGrid.tsx";
import { copyPicture, savePicture } from "../gallery/pictureActions.ts";
import { thumbnailSize } from "../gallery/thumbnailSize.ts";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";

export interface InstancesProps {
  configId: string;
  classIndex: number;
  instance: number;
  instances: number;
  imageSize: number;
  side: number;
  onResize: (steps: number) => void;
  onInstance: (instance: number) => void;
  /** Enter or a double click: a closer look. */
  onOpen: (instance: number) => void;
}

export function Instances(props: InstancesProps) {
  const { configId, classIndex, instance, instances, imageSize, side, onResize, onInstance, onOpen } = props;
  const { pictureBase } = useStudio();
  const notify = useNotify();
  const request = (place: number, shown: number) => ({
    configId,
    classIndex,
    instance: place,
    size: thumbnailSize(shown, imageSize),
  });
  const full = (place: number) => request(place, imageSize);
  const attempt = (action: Promise<void>) =>
    void action.catch((reason: Error) => notify.failed(reason.message));
  return (
    <PictureGrid
      label={`Instances of class ${classIndex}`}
      count={instances}
      side={side}
      picture={(place, shown) => ({
        address: pictureAddress(pictureBase, request(place, shown)),
        classIndex,
      })}
      name={(place) => `Instance ${place}`}
      caption={(place) => <span aria-hidden="true">{place}</span>}
      active={instance}
      onActive={onInstance}
      onOpen={onOpen}
      onCopy={(place) => attempt(copyPicture(pictureBase, full(place)))}
      onResize={onResize}
      autoFocus
      menu={(place) => (
        <>
          <Menu.Label>Instance {place}</Menu.Label>
          <Menu.Item leftSection={<IconZoomIn size={16} />} onClick={() => onOpen(place)}>
            Zoom to pixels
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={16} />}
            onClick={() => attempt(copyPicture(pictureBase, full(place)))}
          >
            Copy picture
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={16} />}
            onClick={() => attempt(savePicture(pictureBase, full(place)))}
          >
            Save picture
          </Menu.Item>
        </>
      )}
    />
  );
}
