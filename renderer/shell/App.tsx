/** The window: rail, the place at hand, panels on the right, status strip. */
import { useHotkeys } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { type ComponentType, useEffect } from "react";
import { ClassPlace } from "../class/ClassPlace.tsx";
import { DatasetPlace } from "../dataset/DatasetPlace.tsx";
import { DesignPlace } from "../design/DesignPlace.tsx";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { useDraft } from "../editing/useDraft.tsx";
import { GalleryPlace } from "../gallery/GalleryPlace.tsx";
import { JobsPlace } from "../jobs/JobsPlace.tsx";
import { PresetsPlace } from "../presets/PresetsPlace.tsx";
import { SettingsPlace } from "../settings/SettingsPlace.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { ConnectionNotice } from "./ConnectionNotice.tsx";
import { undoInField, watchFields } from "./fieldUndo.ts";
import { useGenerate } from "./generate/generate.tsx";
import { MessageRows } from "./MessageRows.tsx";
import { useJobNews } from "./news/useJobNews.ts";
import { useTitle } from "./news/useTitle.ts";
import { openAtField } from "./openAtField.ts";
import { PlaceBoundary } from "./PlaceBoundary.tsx";
import { Rail } from "./Rail.tsx";
import { go, openPlace, type Place, places, usePlace } from "./route.ts";
import { StatusStrip } from "./StatusStrip.tsx";
import classes from "./shell.module.css";
import { useWindowDrop } from "./useWindowDrop.ts";

const CLASS_NUMBER = 'input[aria-label="Go to class number"]';

const components: Record<Place, ComponentType> = {
  presets: PresetsPlace,
  design: DesignPlace,
  gallery: GalleryPlace,
  class: ClassPlace,
  jobs: JobsPlace,
  dataset: DatasetPlace,
  settings: SettingsPlace,
};

export interface AppProps {
  host: "electron" | "browser";
  /** What starts the host again; null of one that starts its page itself. */
  startCommand: string | null;
  /** Of the host that this page has begun with. */
  start: string;
}

export function App({ host, startCommand, start }: AppProps) {
  const place = usePlace();
  const current = useCurrentConfig();
  const draft = useDraft();
  const generate = useGenerate();
  const { subscribe } = useStudio();
  const notify = useNotify();
  const queries = useQueryClient();
  const Content = components[place];

  const over = useWindowDrop(host);
  useJobNews(host);
  useTitle();

  const askAnew = () => {
    const lasting = new Set(["about", "settings"]);
    queries.removeQueries({ predicate: ({ queryKey }) => !lasting.has(String(queryKey[0])) });
  };
  function undo(by: -1 | 1): void {
    if (undoInField({ target: document.activeElement }, by) || place !== "design") return;
    if (by === -1) draft.takeBack();
    else draft.bringBack();
  }
  const generateCurrent = () => generate("current");
  useHotkeys(
    [
      ["mod+G", generateCurrent],
      ...places.map((name, index): [string, () => void] => [`mod+${index + 1}`, () => openPlace(name)]),
    ],
    [],
  );
  useEffect(watchFields, []);
  // From here on keys are heard.
  useEffect(() => {
    document.documentElement.dataset.listening = "true";
  }, []);
  // In the gallery the field listens itself.
  useHotkeys([["/", () => place !== "gallery" && openAtField("gallery", CLASS_NUMBER)]]);

  useEffect(() =>
    subscribe((event) => {
      if (event.type === "settings") queries.setQueryData(["settings"], event.settings);
      if (event.type === "pool") notify.failed(event.message);
      if (event.type !== "command") return;
      if (event.command === "place") openPlace(places.find((name) => name === event.place) ?? "presets");
      if (event.command === "generate") generateCurrent();
      if (event.command === "undo") undo(-1);
      if (event.command === "redo") undo(1);
      if (event.command === "openDataset") go(`#/dataset?open=${encodeURIComponent(event.dataset.path)}`);
      if (event.command === "openConfig") {
        const { name, path, registered } = event;
        const origin = { kind: "file", name, path, config: registered.config } as const;
        void current.setConfig(registered.config, { origin }).then(() => openPlace("design"));
      }
    }),
  );

  return (
    <>
      <Rail />
      <main className={classes.place} key={place}>
        <PlaceBoundary place={place} onAgain={askAnew}>
          <Content />
        </PlaceBoundary>
      </main>
      <MessageRows />
      <StatusStrip />
      <ConnectionNotice command={startCommand} start={start} />
      {over && <div className={classes.drop}>Drop a configuration (JSON) or a dataset folder to open it</div>}
    </>
  );
}
