/** Files dropped on a place of the page. */
import { type DragEvent, useRef, useState } from "react";

export interface FileDrop {
  /** Whether a file is being held over the place. */
  over: boolean;
  handlers: {
    onDragEnter(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

export function useFileDrop(onFile: (file: File) => void): FileDrop {
  const [over, setOver] = useState(false);
  // Entering a child leaves its parent: only the balance tells whether the pointer has left the place.
  const depth = useRef(0);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return {
    over,
    handlers: {
      onDragEnter(event) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current++;
        setOver(true);
      },
      onDragOver(event) {
        if (hasFiles(event)) event.preventDefault();
      },
      onDragLeave(event) {
        if (!hasFiles(event)) return;
        depth.current--;
        if (depth.current <= 0) setOver(false);
      },
      onDrop(event) {
        if (!hasFiles(event)) return;
        depth.current = 0;
        setOver(false);
        // A folder is a dataset, which the window opens wherever it is dropped.
        if (event.dataTransfer.items[0]?.webkitGetAsEntry()?.isDirectory) return;
        event.preventDefault();
        event.stopPropagation();
        const file = event.dataTransfer.files[0];
        if (file !== undefined) onFile(file);
      },
    },
  };
}
