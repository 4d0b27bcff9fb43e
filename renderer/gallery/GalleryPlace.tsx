/** Gallery: every class of the configuration at hand, to scroll, sort, filter and open. */

import { Button, Menu, Stack, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconCopy, IconHash, IconPhoto } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useMemo, useRef } from "react";
import { formulationOf, typicalInstance } from "../../core/formulations/index.ts";
import { pictureAddress } from "../../core/studio/api.ts";
import { classAddress } from "../class/address.ts";
import { configTitle } from "../editing/configTitle.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { formatValue } from "../plots/scale.ts";
import { useNotify } from "../shared/notify.tsx";
import { ParameterSymbol } from "../shared/ParameterSymbol.tsx";
import { usePicturesFirst } from "../shared/pictures/usePicturesFirst.ts";
import layout from "../shared/shared.module.css";
import { useSilentSince } from "../shared/silence.tsx";
import { useStudio } from "../shared/studio.tsx";
import { go } from "../shell/route.ts";
import { FilterPanel } from "./FilterPanel.tsx";
import { identityOrder, orderClasses } from "./filtering.ts";
import { GalleryToolbar } from "./GalleryToolbar.tsx";
import { GoToClass } from "./GoToClass.tsx";
import classes from "./gallery.module.css";
import { PictureGrid } from "./grid/PictureGrid.tsx";
import { FiltersWait, IndexProgress, useTimeLeft } from "./IndexProgress.tsx";
import { ClassPeek } from "./peek/ClassPeek.tsx";
import { copyPicture, copyText } from "./pictureActions.ts";
import { thumbnailSize } from "./thumbnailSize.ts";
import { useClassTable } from "./useClassTable.ts";
import { useGalleryView } from "./useGalleryView.ts";
import { firstThenOthers, useKnownFirst } from "./useKnownFirst.ts";

const isEmpty = (filters: object): boolean => Object.keys(filters).length === 0;

export function GalleryPlace() {
  const current = useCurrentConfig();
  const { config, configId } = current;
  const { pictureBase } = useStudio();
  const notify = useNotify();
  // What to do is then told in one place, at the window's foot.
  const silent = useSilentSince() !== null;
  const view = useGalleryView(configId, config.startClass);
  const first = usePicturesFirst();
  const isPlain =
    formulationOf(config).classTable(config) === null && view.sort.column === null && isEmpty(view.filters);
  const { table, progress, error, retry } = useClassTable(isPlain && !first.shown ? null : configId);
  // A host that is gone takes nothing away that is there; once it is back it is asked again.
  const problem = silent && formulationOf(config).classTable(config) === null ? null : error;
  // biome-ignore lint/correctness/useExhaustiveDependencies: its return is the occasion
  useEffect(() => {
    if (!silent && error !== null) retry();
  }, [silent]);
  const [filtersOpen, setFiltersOpen] = useLocalStorage({
    key: "visualatom.gallery.filters",
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const body = useRef<HTMLDivElement>(null);

  const filters = useDeferredValue(view.filters);
  // The pictures come first; the histograms of a large table may take a few frames.
  const panelTable = useDeferredValue(table, null);
  // The classes of a stream cannot be drawn before the generator's states before them are known.
  const isStream = formulationOf(config).classTable(config) === "stream";
  const waits = isStream && table === null;
  const knownFirst = useKnownFirst(configId, progress?.known ?? [], config.classes);
  const left = useTimeLeft(progress);
  const order = useMemo(() => {
    if (table !== null) return orderClasses(table, filters, view.sort);
    return waits ? firstThenOthers(knownFirst, config.classes) : identityOrder(config.classes);
  }, [table, config.classes, filters, view.sort, waits, knownFirst]);
  const places = useMemo(() => placesOf(order, config.classes), [order, config.classes]);
  const active = Math.max(0, places[view.active - config.startClass] ?? 0);
  const sorted = table?.columns.find(({ name }) => name === view.sort.column);
  const isKnown = (place: number) => !waits || place < knownFirst.length;

  const typical = typicalInstance(config);
  const classAt = (place: number) => config.startClass + order[place];
  const request = (place: number, side: number) => ({
    configId,
    classIndex: classAt(place),
    instance: typical,
    size: thumbnailSize(side, config.imageSize),
  });
  const fullPicture = (place: number) => request(place, config.imageSize);
  const focusGrid = () => body.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();

  function goTo(classIndex: number): string | null {
    if (places[classIndex - config.startClass] < 0) {
      return `Class ${classIndex} is hidden by the filters; clear them to see it.`;
    }
    view.change({ active: classIndex });
    focusGrid();
    return null;
  }
  async function copy(place: number): Promise<void> {
    await copyPicture(pictureBase, fullPicture(place));
    notify.done(`Picture of class ${classAt(place)} copied`);
  }
  const attempt = (action: Promise<void>) =>
    void action.catch((reason: Error) => notify.failed(reason.message));

  return (
    <div className={classes.place}>
      <GalleryToolbar
        title={configTitle(current)}
        table={table}
        classCount={config.classes}
        matching={order.length}
        sort={view.sort}
        onSort={(sort) => view.change({ sort })}
        side={view.side}
        onSide={view.setSide}
        filtersOpen={filtersOpen}
        onFiltersOpen={setFiltersOpen}
        goToClass={
          <GoToClass
            firstClass={config.startClass}
            classCount={config.classes}
            onGo={goTo}
            onLeave={focusGrid}
          />
        }
      />
      <div className={layout.sideBySide} ref={body}>
        <div className={layout.column}>
          {waits && problem === null && <IndexProgress progress={progress} left={left} />}
          {problem !== null && (
            <div className={classes.centre}>
              <Stack align="center" gap="xs" role="alert">
                <Text size="sm">{problem.message}</Text>
                {!silent && (
                  <Button size="compact-sm" variant="default" onClick={retry}>
                    Try again
                  </Button>
                )}
              </Stack>
            </div>
          )}
          {problem === null && order.length === 0 && (
            <div className={classes.centre}>
              <Stack align="center" gap="xs">
                <Text size="sm">No class matches all filters.</Text>
                <Button size="compact-sm" variant="default" onClick={() => view.change({ filters: {} })}>
                  Clear filters
                </Button>
              </Stack>
            </div>
          )}
          {problem === null && order.length > 0 && (
            <PictureGrid
              label="Classes"
              count={order.length}
              side={view.side}
              picture={(place, side) =>
                isKnown(place)
                  ? {
                      address: pictureAddress(pictureBase, request(place, side)),
                      classIndex: classAt(place),
                    }
                  : null
              }
              peek={(place) => <ClassPeek table={table} configId={configId} classIndex={classAt(place)} />}
              name={(place) => `Class ${classAt(place)}`}
              caption={(place) => (
                <>
                  <span className={classes.captionNumber} aria-hidden="true">
                    {classAt(place)}
                  </span>
                  {sorted !== undefined && view.side >= 96 && (
                    <span>
                      <ParameterSymbol>{sorted.symbol}</ParameterSymbol>{" "}
                      {formatValue(sorted.values[order[place]])}
                    </span>
                  )}
                </>
              )}
              active={active}
              activeKey={waits ? view.active : undefined}
              onRange={first.onRange}
              onActive={(place) => view.change({ active: classAt(place) })}
              onOpen={(place) => go(classAddress(classAt(place), typical))}
              onCopy={(place) => attempt(copy(place))}
              onResize={view.resize}
              autoFocus
              menu={(place) => (
                <>
                  <Menu.Label>Class {classAt(place)}</Menu.Label>
                  <Menu.Item
                    leftSection={<IconPhoto size={16} />}
                    onClick={() => go(classAddress(classAt(place), typical))}
                  >
                    Open class
                  </Menu.Item>
                  <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => attempt(copy(place))}>
                    Copy picture
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<IconHash size={16} />}
                    onClick={() => attempt(copyText(String(classAt(place))))}
                  >
                    Copy class number
                  </Menu.Item>
                </>
              )}
            />
          )}
        </div>
        {filtersOpen && panelTable !== null && table !== null && (
          <FilterPanel
            table={panelTable}
            matching={order}
            filters={view.filters}
            onFilter={(column, range) => {
              const { [column]: _, ...others } = view.filters;
              view.change({ filters: range === null ? others : { ...others, [column]: range } });
            }}
            onClear={() => view.change({ filters: {} })}
          />
        )}
        {filtersOpen && (panelTable === null || table === null) && (
          <FiltersWait progress={progress} left={left} />
        )}
      </div>
    </div>
  );
}

/** For each class (without the first class's number) its place in the order, or −1 where a filter hides it. */
function placesOf(order: Uint32Array, classCount: number): Int32Array {
  const places = new Int32Array(classCount).fill(-1);
  for (let place = 0; place < order.length; place++) places[order[place]] = place;
  return places;
}
