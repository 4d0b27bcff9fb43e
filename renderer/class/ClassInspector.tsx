/** The picture at hand and its class's parameters, beside whichever view of them is open. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconCheck, IconCopy, IconDownload, IconTerminal2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PictureRequest } from "../../core/studio/api.ts";
import { copyPicture, copyText, savePicture } from "../gallery/pictureActions.ts";
import { thumbnailSize } from "../gallery/thumbnailSize.ts";
import { useNotify } from "../shared/notify.tsx";
import { ParameterTable } from "../shared/ParameterTable.tsx";
import { Picture } from "../shared/pictures/Picture.tsx";
import { useStudio } from "../shared/studio.tsx";
import classes from "./class.module.css";

export interface ClassInspectorProps {
  configId: string;
  classIndex: number;
  instance: number;
  imageSize: number;
}

export function ClassInspector({ configId, classIndex, instance, imageSize }: ClassInspectorProps) {
  const { api, pictureBase } = useStudio();
  const notify = useNotify();
  /** What is copied and saved: the dataset's own. */
  const request: PictureRequest = { configId, classIndex, instance, size: imageSize };
  const { ref, width } = useElementSize<HTMLDivElement>();
  const detail = useQuery({
    queryKey: ["classDetail", configId, classIndex],
    queryFn: () => api.classDetail({ configId, classIndex }),
    placeholderData: (previous) => previous,
  });

  async function copyCommand(): Promise<void> {
    const { command } = await api.commandLine({ configId });
    await copyText(
      `${command} --only-classes ${classIndex}-${classIndex} --only-instances ${instance}-${instance}`,
    );
  }

  return (
    <aside className={classes.inspector} aria-label="Class parameters">
      <div ref={ref} className={classes.inspectorPicture}>
        {width > 0 && (
          <Picture request={{ ...request, size: thumbnailSize(width, imageSize) }} side={Math.floor(width)} />
        )}
      </div>
      <div className={classes.actions}>
        <Action
          label="Copy image"
          icon={<IconCopy size={16} />}
          act={() => copyPicture(pictureBase, request)}
          onFailed={notify.failed}
        />
        <Action
          label="Save image"
          icon={<IconDownload size={16} />}
          act={() => savePicture(pictureBase, request)}
          onFailed={notify.failed}
        />
        <Action
          label="Copy command"
          icon={<IconTerminal2 size={16} />}
          act={copyCommand}
          onFailed={notify.failed}
        />
      </div>
      {detail.isError && (
        <p className={classes.note} role="alert">
          {detail.error.message}
        </p>
      )}
      <ParameterTable rows={detail.data?.rows ?? []} />
    </aside>
  );
}

interface ActionProps {
  label: string;
  icon: React.ReactNode;
  act: () => Promise<void>;
  onFailed: (message: string) => void;
}

/** A button that says for a moment that it is done. */
function Action({ label, icon, act, onFailed }: ActionProps) {
  const [done, setDone] = useState(false);
  async function run(): Promise<void> {
    try {
      await act();
      setDone(true);
      setTimeout(() => setDone(false), 1200);
    } catch (reason) {
      onFailed(reason instanceof Error ? reason.message : `${label}: that did not work; try again.`);
    }
  }
  return (
    <Tooltip label={done ? "Done" : label}>
      <ActionIcon variant="default" size="lg" aria-label={label} onClick={() => void run()}>
        {done ? <IconCheck size={16} /> : icon}
      </ActionIcon>
    </Tooltip>
  );
}
