/** A dataset that is open: its classes, its pictures or the one that is looked at, and what is known of it. */
import { Button, SegmentedControl, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { DatasetInfo } from "../../core/studio/api.ts";
import { classAddress } from "../class/address.ts";
import { useThumbnailSide } from "../gallery/useGalleryView.ts";
import { Empty } from "../shared/Empty.tsx";
import { formatCount } from "../shared/text/format.ts";
import { go } from "../shell/route.ts";
import { type DatasetView, datasetAddress, unsorted } from "./address.ts";
import { ContinueJob } from "./ContinueJob.tsx";
import { faultFinder, faultyImages } from "./check/faultPlaces.ts";
import { useCheck } from "./check/useCheck.ts";
import { DatasetPanel } from "./DatasetPanel.tsx";
import { DatasetToolbar } from "./DatasetToolbar.tsx";
import classes from "./dataset.module.css";
import { DatasetGrid } from "./grid/DatasetGrid.tsx";
import type { NamedImage } from "./grid/order.ts";
import { useActivePlace } from "./grid/useActivePlace.ts";
import { useBlankImages, useDatasetTable } from "./grid/useDatasetTable.ts";
import { type ShownImages, useImageOrder } from "./grid/useImageOrder.ts";
import { NameList } from "./NameList.tsx";
import { NearPair } from "./near/NearPair.tsx";
import { OpenPicture } from "./picture/OpenPicture.tsx";
import { useDatasetView } from "./useDatasetView.ts";

export function OpenedDataset({ dataset, view }: { dataset: DatasetInfo; view: DatasetView }) {
  const { change } = useDatasetView();
  const table = useDatasetTable(dataset);
  const check = useCheck(dataset.datasetId, dataset.path);
  const faults = useMemo(() => faultyImages(dataset, check.check), [dataset, check.check]);
  const faultOf = useMemo(() => faultFinder(dataset, faults), [dataset, faults]);
  const blank = useBlankImages(dataset);
  const shown = useImageOrder(dataset, table, { faulty: faults, blank }, view);
  const { order, matching } = shown;
  const { side, setSide, resize } = useThumbnailSide();
  const [active, setActive] = useActivePlace(dataset.path, view, order.count);
  const { list, picture, pair, sort, filters, faulty } = view;
  if (dataset.classes.length === 0) {
    return (
      <div style={{ gridColumn: "1 / -1" }}>
        {dataset.config === null ? (
          <Empty title="There are no pictures here" order={2}>
            Open a folder whose pictures lie in one folder for each class, as the studio and the authors’
            script write them.
          </Empty>
        ) : (
          <Empty
            title="Nothing of this dataset is drawn yet"
            order={2}
            action={<ContinueJob dataset={dataset} />}
          >
            It was begun here: 0 of {formatCount(dataset.config.classes * dataset.config.instances)} images
            are there.
          </Empty>
        )}
      </div>
    );
  }
  const showClass = (classIndex: number, instance: number) =>
    go(classAddress(classIndex, instance, datasetAddress(view)));
  const showClassOf =
    dataset.config === null
      ? null
      : ({ classAt, name }: NamedImage) =>
          showClass(Number(dataset.classes[classAt].name), Number(/(\d+)\.\w+$/.exec(name)?.[1] ?? 0));
  const toPicture = ({ classAt, name }: NamedImage) => ({
    picture: { folder: dataset.classes[classAt].name, name },
  });
  const narrowed = faulty || Object.keys(filters).length > 0;
  return (
    <>
      <Lists dataset={dataset} view={view} shown={shown} />
      {picture !== null ? (
        <OpenPicture
          dataset={dataset}
          order={order}
          table={table}
          picture={picture}
          place={active}
          onPlace={setActive}
          onImage={(image) => change(toPicture(image), true)}
          onClose={() => change({ picture: null })}
          onClass={showClassOf}
          faultOf={faultOf}
        />
      ) : (
        <>
          {pair !== null ? (
            <NearPair
              key={pair.join()}
              dataset={dataset}
              pair={pair}
              table={table}
              onClose={() => change({ pair: null })}
              onOpen={(image) => change(toPicture(image))}
              onClass={(classIndex) => showClass(classIndex, 0)}
            />
          ) : (
            <section className={classes.picturesFrame} aria-label="Pictures">
              <DatasetToolbar
                table={table}
                shown={order.count}
                all={shown.of}
                counting={dataset.counting}
                sortable={list.kind === "class" && !faulty}
                sort={sort}
                onSort={(next) => change({ sort: next }, true)}
                side={side}
                onSide={setSide}
              />
              {order.count === 0 ? (
                <Stack className={classes.nothing} align="center" justify="center" gap="xs">
                  <Text size="sm">{narrowed ? "No picture matches." : "No picture is here."}</Text>
                  {narrowed && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => change({ filters: {}, faulty: false })}
                    >
                      Show all pictures
                    </Button>
                  )}
                </Stack>
              ) : (
                <DatasetGrid
                  key={`${list.kind} ${list.name} ${faulty}`}
                  dataset={dataset}
                  label={titleOf(view)}
                  order={order}
                  faultOf={faultOf}
                  table={table}
                  sort={list.kind === "class" && !faulty ? sort : unsorted}
                  side={side}
                  onResize={resize}
                  active={active}
                  onActive={setActive}
                  onOpen={(image, place) => {
                    setActive(place);
                    change(toPicture(image));
                  }}
                  onClass={showClassOf}
                />
              )}
            </section>
          )}
          <DatasetPanel
            dataset={dataset}
            table={table}
            check={check}
            matching={matching}
            filters={filters}
            onFilters={(next) => change({ filters: next }, true)}
          />
        </>
      )}
    </>
  );
}

function titleOf({ list, faulty }: DatasetView): string {
  const what = faulty ? "Pictures with faults" : "Pictures";
  if (list.name === null) return list.kind === "class" ? `${what} of all classes` : `${what} of all shards`;
  return `${what} of ${list.kind} ${list.name}`;
}

interface ListsProps {
  dataset: DatasetInfo;
  view: DatasetView;
  shown: ShownImages;
}

function Lists({ dataset, view, shown }: ListsProps) {
  const { change } = useDatasetView();
  const [kind, setKind] = useState(view.list.kind);
  const hasShards = dataset.shards.length > 0;
  const lists = useMemo(() => shown.lists(kind), [shown, kind]);
  const all = {
    name: kind === "class" ? "All classes" : "All shards",
    images: lists.reduce((sum, { images }) => sum + images, 0),
    of: shown.of,
  };
  const count = kind === "class" ? dataset.classes.length : dataset.shards.length;
  const listed =
    lists.length === count ? formatCount(count) : `${formatCount(lists.length)} of ${formatCount(count)}`;
  return (
    <div className={classes.lists}>
      {hasShards && (
        <SegmentedControl
          size="xs"
          m={8}
          aria-label="Order of the pictures"
          value={kind}
          onChange={(next) => {
            setKind(next as typeof kind);
            change({ list: { kind: next as typeof kind, name: null }, picture: null, pair: null });
          }}
          data={[
            { value: "class", label: "Classes" },
            { value: "shard", label: "Shards" },
          ]}
        />
      )}
      <NameList
        key={kind}
        label={`${kind === "class" ? "Classes" : "Shards"}, ${listed}`}
        all={all}
        lists={lists}
        selected={view.list.kind === kind ? view.list.name : null}
        onSelect={(name, byKey) => change({ list: { kind, name }, picture: null, pair: null }, byKey)}
      />
    </div>
  );
}
