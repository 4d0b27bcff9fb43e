/** The classes of a dataset folder and the pictures of one of them, both virtualized. */
import { useElementSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { type DatasetInfo, datasetPictureAddress } from "../../core/studio/api.ts";
import { formatCount } from "../shared/format.ts";
import { AddressedPicture } from "../shared/Picture.tsx";
import { useStudio } from "../shared/studio.tsx";
import classes from "./dataset.module.css";

const ROW = 28;

interface ClassListProps {
  classList: DatasetInfo["classes"];
  selected: number;
  onSelect(classAt: number): void;
}

export function ClassList({ classList, selected, onSelect }: ClassListProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: classList.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  function move(by: number): void {
    const next = Math.min(classList.length - 1, Math.max(0, selected + by));
    onSelect(next);
    rows.scrollToIndex(next);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside
    <div
      ref={scroll}
      className={classes.classes}
      onKeyDown={(event) => {
        if (event.key === "ArrowDown") move(1);
        else if (event.key === "ArrowUp") move(-1);
        else return;
        event.preventDefault();
      }}
    >
      <div style={{ height: rows.getTotalSize(), position: "relative" }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <button
            key={index}
            type="button"
            className={classes.classRow}
            style={{ position: "absolute", top: start }}
            aria-pressed={index === selected}
            onClick={() => onSelect(index)}
          >
            <span>{classList[index].name}</span>
            <span>{classList[index].images >= 0 ? formatCount(classList[index].images) : ""}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

const SIDE = 128;
const GAP = 4;
/** Names are asked for in pages of this many. */
const PAGE = 200;

export function FilePictures({ dataset, classAt }: { dataset: DatasetInfo; classAt: number }) {
  const scroll = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const count = dataset.classes[classAt]?.images ?? 0;
  const columns = Math.max(1, Math.floor((width + GAP) / (SIDE + GAP)));
  const rows = useVirtualizer({
    count: Math.ceil(count / columns),
    getScrollElement: () => scroll.current,
    estimateSize: () => SIDE + GAP,
    overscan: 2,
  });
  return (
    <section
      ref={scroll}
      className={classes.pictures}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label="Pictures of the class"
    >
      <div ref={ref} style={{ height: rows.getTotalSize(), position: "relative", margin: 12 }}>
        {width > 0 &&
          rows.getVirtualItems().map(({ index, start }) => (
            <div key={index} style={{ position: "absolute", top: start, display: "flex", gap: GAP }}>
              {rowNumbers(index, columns, count).map((number) => (
                <FilePicture key={number} dataset={dataset} classAt={classAt} number={number} />
              ))}
            </div>
          ))}
      </div>
    </section>
  );
}

/** Numbers of the pictures in one row. */
function rowNumbers(row: number, columns: number, count: number): number[] {
  const first = row * columns;
  return Array.from({ length: Math.min(columns, count - first) }, (_, i) => first + i);
}

function FilePicture({
  dataset,
  classAt,
  number,
}: {
  dataset: DatasetInfo;
  classAt: number;
  number: number;
}) {
  const { api, pictureBase } = useStudio();
  const first = PAGE * Math.floor(number / PAGE);
  const { data } = useQuery({
    queryKey: ["datasetImages", dataset.datasetId, classAt, first],
    queryFn: () =>
      api.datasetImages({ datasetId: dataset.datasetId, classIndex: classAt, first, count: PAGE }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const name = data?.names[number - first];
  if (name === undefined)
    return <div style={{ width: SIDE, height: SIDE, background: "var(--studio-placeholder)" }} />;
  return (
    <div title={name}>
      <AddressedPicture
        address={datasetPictureAddress(pictureBase, dataset.datasetId, classAt, name)}
        side={SIDE}
        alt={name}
      />
    </div>
  );
}
