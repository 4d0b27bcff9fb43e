/** The native menu and its shortcuts. */
import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { StudioEvent } from "../../../core/studio/api.ts";

export interface MenuActions {
  emit(event: StudioEvent): void;
  openConfig(): void;
  openDataset(): void;
}

/** In the order of the rail: Ctrl+1 … Ctrl+7. */
const places = ["presets", "design", "gallery", "class", "jobs", "dataset", "settings"] as const;

export function setMenu(actions: MenuActions, platform: NodeJS.Platform = process.platform): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, platform)));
}

function menuTemplate(actions: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const isMac = platform === "darwin";
  const go = (place: string): void => actions.emit({ type: "command", command: "place", place });
  const placeItems = places.map((place, i): MenuItemConstructorOptions => {
    const label = place.charAt(0).toUpperCase() + place.slice(1);
    return { id: `place-${place}`, label, accelerator: `CmdOrCtrl+${i + 1}`, click: () => go(place) };
  });
  const file: MenuItemConstructorOptions = {
    label: "&File",
    submenu: [
      {
        id: "open-config",
        label: "Open Configuration…",
        accelerator: "CmdOrCtrl+O",
        click: actions.openConfig,
      },
      {
        id: "open-dataset",
        label: "Open Dataset…",
        accelerator: "CmdOrCtrl+Shift+O",
        click: actions.openDataset,
      },
      { type: "separator" },
      {
        id: "generate",
        label: "Generate…",
        accelerator: "CmdOrCtrl+G",
        click: () => actions.emit({ type: "command", command: "generate" }),
      },
      { type: "separator" },
      isMac ? { role: "close" } : { role: "quit" },
    ],
  };
  const command = (name: "undo" | "redo"): void => actions.emit({ type: "command", command: name });
  const edit: MenuItemConstructorOptions = {
    label: "&Edit",
    submenu: [
      // The page's own: the browser's takes back what was typed into other fields.
      { id: "undo", label: "Undo", accelerator: "CmdOrCtrl+Z", click: () => command("undo") },
      { id: "redo", label: "Redo", accelerator: "CmdOrCtrl+Shift+Z", click: () => command("redo") },
      { type: "separator" },
      { role: "cut" },
      { role: "copy" },
      { role: "paste" },
      { role: "selectAll" },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: "&View",
    submenu: [
      ...placeItems,
      { type: "separator" },
      { role: "reload" },
      { role: "resetZoom" },
      { role: "zoomIn" },
      { role: "zoomOut" },
      { type: "separator" },
      { role: "togglefullscreen" },
      ...(app.isPackaged ? [] : [{ role: "toggleDevTools" } as const]),
    ],
  };
  const application: MenuItemConstructorOptions[] = isMac ? [{ role: "appMenu" }] : [];
  return [...application, file, edit, view, { role: "windowMenu" }];
}
