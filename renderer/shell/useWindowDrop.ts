/** A configuration or a dataset folder dropped anywhere on the window. */
import { useEffect, useState } from "react";
import { describeProblem } from "../../core/config/errors.ts";
import { readConfigFile } from "../design/configFile.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { useNotify } from "../shared/notify.tsx";
import { messageOf } from "../shared/text/format.ts";
import { openPlace } from "./route.ts";

/** How many problems of a refused file are told. */
const MOST_PROBLEMS = 3;

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;

/** @returns whether something is being held over the window */
export function useWindowDrop(host: "electron" | "browser"): boolean {
  const { setConfig } = useCurrentConfig();
  const notify = useNotify();
  const [over, setOver] = useState(false);

  useEffect(() => {
    async function openConfig(file: File): Promise<void> {
      const result = await readConfigFile(file);
      if (!result.ok) {
        const problems = result.problems.slice(0, MOST_PROBLEMS).map((problem) => describeProblem(problem));
        throw new Error([result.message, ...problems].join(" "));
      }
      const { config, name, path } = result;
      await setConfig(config, { origin: { kind: "file", name, path, config } });
      openPlace("design");
    }
    function drop(event: DragEvent): void {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      const isFolder = event.dataTransfer?.items[0]?.webkitGetAsEntry()?.isDirectory;
      const file = event.dataTransfer?.files[0];
      // In Electron the preload script hands the folder to the host, which knows its path.
      if (isFolder && host === "electron") return;
      if (isFolder) {
        openPlace("dataset");
        notify.failed("A browser does not tell where a dropped folder is; choose it with “Open a folder”.");
      } else if (file) openConfig(file).catch((reason) => notify.failed(messageOf(reason)));
    }
    // Without this the browser would leave the page and show the file.
    function hold(event: DragEvent): void {
      // A place that takes files itself has said so already.
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      setOver(true);
    }
    function leave(event: DragEvent): void {
      if (event.relatedTarget === null) setOver(false);
    }
    window.addEventListener("dragover", hold);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", hold);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [setConfig, notify, host]);
  return over;
}
