/** What a verification found and nobody has put right yet: each fault of an image leads to the picture. */
import { Button } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import type { DatasetInfo } from "../../../core/studio/api.ts";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { formatCount } from "../../shared/text/format.ts";
import { MiddleText } from "../../shared/text/MiddleText.tsx";
import type { DatasetView } from "../address.ts";
import { useDatasetView } from "../useDatasetView.ts";
import classes from "./check.module.css";
import { faultWords, imagesOfFault, isOpen } from "./faultPlaces.ts";

const MOST_LISTED = 200;

export function FaultList({ dataset, check }: { dataset: DatasetInfo; check: DatasetCheck }) {
  const { view, change } = useDatasetView();
  const [active, setActive] = useState(0);
  const shown = check.faults.filter(isOpen).slice(0, MOST_LISTED);
  if (shown.length === 0) return null;
  const more = check.faultsOpen - shown.length;
  const images = shown.map((fault) => imagesOfFault(dataset, fault));
  const whole: DatasetView["list"] = { kind: view?.list.kind ?? "class", name: null };

  function open(place: number): void {
    const [first] = images[place];
    if (first === undefined) return;
    const { image } = first;
    const picture =
      "name" in image ? { folder: dataset.classes[image.classAt].name, name: image.name } : null;
    change({ list: whole, filters: {}, picture, pair: null, faulty: true });
  }
  /** The list is one stop of the Tab key. */
  function press(event: KeyboardEvent<HTMLUListElement>): void {
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: shown.length - 1,
    };
    const next = moves[event.key];
    if (next === undefined || next < 0 || next >= shown.length) return;
    event.preventDefault();
    setActive(next);
    event.currentTarget.querySelectorAll<HTMLElement>("li > *")[next]?.focus();
  }
  return (
    <>
      <ul className={classes.faults} aria-label="Faults" onKeyDown={press}>
        {shown.map((fault, place) => {
          const { path, kind } = fault;
          const leads = images[place].length > 0;
          const Row = leads ? "button" : "span";
          return (
            <li key={`${path} ${kind}`}>
              <Row
                {...(leads && { type: "button" as const, onClick: () => open(place) })}
                className={classes.fault}
                tabIndex={place === Math.min(active, shown.length - 1) ? 0 : -1}
                onFocus={() => setActive(place)}
              >
                <span className={classes.path}>
                  <MiddleText>{path}</MiddleText>
                </span>
                <span className={classes.kind}>{faultWords(fault)}</span>
              </Row>
            </li>
          );
        })}
        {more > 0 && <li>and {formatCount(more)} more</li>}
      </ul>
      {images.some((some) => some.length > 0) && (
        <Button
          variant="default"
          fullWidth
          px="xs"
          aria-pressed={view?.faulty === true}
          onClick={() => {
            const chosen = view?.faulty ? {} : { list: whole, filters: {} };
            change({ ...chosen, faulty: !view?.faulty, picture: null, pair: null });
          }}
        >
          {view?.faulty ? "Show all pictures" : "Show only these pictures"}
        </Button>
      )}
    </>
  );
}
