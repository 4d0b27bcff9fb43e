/** The seven places, on the left. */
import {
  IconAdjustmentsHorizontal,
  IconAtom,
  IconFolder,
  IconGridDots,
  IconLayoutGrid,
  IconListCheck,
  IconSettings,
} from "@tabler/icons-react";
import type { MouseEvent } from "react";
import { go, type Place, places, usePlace } from "./route.ts";
import classes from "./shell.module.css";

const items = {
  presets: { label: "Presets", Icon: IconLayoutGrid },
  design: { label: "Design", Icon: IconAdjustmentsHorizontal },
  gallery: { label: "Gallery", Icon: IconGridDots },
  class: { label: "Class", Icon: IconAtom },
  jobs: { label: "Jobs", Icon: IconListCheck },
  dataset: { label: "Dataset", Icon: IconFolder },
  settings: { label: "Settings", Icon: IconSettings },
} satisfies Record<Place, unknown>;

export function Rail() {
  const place = usePlace();
  return (
    <nav className={classes.rail} aria-label="Places">
      {places.map((name, index) => {
        const { label, Icon } = items[name];
        return (
          <a
            key={name}
            href={`#/${name}`}
            className={classes.railItem}
            aria-current={name === place ? "page" : undefined}
            title={`${label} (Ctrl+${index + 1})`}
            onClick={(event) => follow(event, name)}
          >
            <Icon size={20} stroke={1.5} aria-hidden />
            {label}
          </a>
        );
      })}
    </nav>
  );
}

/** At once, since a key may come before the browser tells of a link's address; other tabs and windows are the browser's. */
function follow(event: MouseEvent, place: Place): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(`#/${place}`);
}
