/** Class: one class of the configuration at hand, its instances, its anatomy, its sweeps, its pixels. */
import { Button, SegmentedControl, Stack, Text } from "@mantine/core";
import { useHotkeys, useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect } from "react";
import { isPoints } from "../../core/formulations/index.ts";
import { parseDatasetAddress } from "../dataset/address.ts";
import { DatasetConfiguration } from "../dataset/DatasetConfiguration.tsx";
import { configTitle } from "../editing/configTitle.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { useGalleryView } from "../gallery/useGalleryView.ts";
import { InspectorButton, useInspector } from "../shared/Inspector.tsx";
import layout from "../shared/shared.module.css";
import { useStudio } from "../shared/studio.tsx";
import { formatCount } from "../shared/text/format.ts";
import { go, useAddress } from "../shell/route.ts";
import { originOf } from "./address.ts";
import { AnatomyView } from "./anatomy/AnatomyView.tsx";
import { ClassInspector } from "./ClassInspector.tsx";
import classes from "./class.module.css";
import { Instances } from "./Instances.tsx";
import { MapsView } from "./maps/MapsView.tsx";
import { PixelsView } from "./pixels/PixelsView.tsx";
import { Stepper } from "./Stepper.tsx";
import { Sweep } from "./Sweep.tsx";
import { useClassPlace } from "./useClassPlace.ts";

const views = [
  { value: "instances", label: "Instances" },
  { value: "anatomy", label: "Anatomy" },
  { value: "sweep", label: "Sweep" },
  { value: "pixels", label: "Pixels" },
];

/** Of the design at hand, or of the dataset that one came from. */
export function ClassPlace() {
  const origin = originOf(useAddress());
  const path = origin === null ? null : (parseDatasetAddress(origin)?.path ?? null);
  if (path === null) return <OneClass origin={null} />;
  return (
    <DatasetConfiguration path={path}>
      <OneClass origin={origin} />
    </DatasetConfiguration>
  );
}

function OneClass({ origin }: { origin: string | null }) {
  const current = useCurrentConfig();
  const { config, configId } = current;
  const { api } = useStudio();
  const gallery = useGalleryView(configId, config.startClass);
  const place = useClassPlace(config, gallery.active);
  const { classIndex, instance, exists } = place;
  const [view, setView] = useLocalStorage({
    key: "visualatom.class.view",
    defaultValue: "instances",
    getInitialValueInEffect: false,
  });
  const inspector = useInspector("class");
  // Drawn in a task of its own, after the pictures.
  const withInspector = useDeferredValue(true, false);
  useHotkeys([
    ["[", () => place.moveClass(-1)],
    ["]", () => place.moveClass(1)],
    [",", () => place.moveInstance(-1)],
    [".", () => place.moveInstance(1)],
    ["Escape", () => go(origin ?? "#/gallery")],
  ]);
  // The gallery, when one returns to it, stands at the class that was looked at last.
  const { active, change } = gallery;
  useEffect(() => {
    if (origin === null && exists && active !== classIndex) change({ active: classIndex });
  }, [origin, exists, active, classIndex, change]);
  const detail = useQuery({
    queryKey: ["classDetail", configId, classIndex],
    queryFn: () => api.classDetail({ configId, classIndex }),
    enabled: exists,
    placeholderData: (previous) => previous,
  });

  const last = config.startClass + config.classes - 1;
  const shared = { configId, classIndex, instance, imageSize: config.imageSize };
  if (!exists) {
    return (
      <div className={classes.missing}>
        <Stack align="center" gap="xs">
          <h1 className={classes.title}>Class {classIndex}</h1>
          <Text size="sm" role="alert">
            This configuration has the classes {formatCount(config.startClass)} to {formatCount(last)} with{" "}
            {formatCount(config.instances)} instances each; class {classIndex}, instance {instance} is none of
            them.
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => place.show(config.startClass, 0)}>
            Go to class {config.startClass}
          </Button>
        </Stack>
      </div>
    );
  }
  return (
    <div className={classes.place}>
      <div className={classes.toolbar} role="toolbar" aria-label="Class">
        {origin !== null && (
          <Button size="xs" variant="default" flex="none" onClick={() => go(origin)}>
            Back to the dataset
          </Button>
        )}
        <h1 className={classes.title}>Class</h1>
        <Stepper
          label="Class"
          value={classIndex}
          min={config.startClass}
          max={last}
          keys={["[", "]"]}
          onChange={(value) => place.show(value, instance)}
        />
        <span className={classes.title}>Instance</span>
        <Stepper
          label="Instance"
          value={instance}
          min={0}
          max={config.instances - 1}
          keys={[",", "."]}
          onChange={(value) => place.show(classIndex, value)}
        />
        <span className={classes.count}>of {formatCount(config.instances)}</span>
        <div className={classes.spring} />
        <span className={classes.config}>{origin === null ? configTitle(current) : "of the dataset"}</span>
        <SegmentedControl size="xs" aria-label="View" data={views} value={view} onChange={setView} />
        <InspectorButton fold={inspector} what="parameters" />
      </div>
      <div className={layout.sideBySide}>
        <div className={layout.column}>
          {view === "instances" && (
            <Instances
              {...shared}
              instances={config.instances}
              side={gallery.side}
              onResize={gallery.resize}
              onInstance={(next) => place.show(classIndex, next)}
              onOpen={(next) => {
                place.show(classIndex, next);
                setView("pixels");
              }}
            />
          )}
          {view === "anatomy" &&
            (isPoints(config) ? (
              <MapsView {...shared} />
            ) : (
              <AnatomyView {...shared} formulation={config.formulation} />
            ))}
          {view === "sweep" && (
            <Sweep {...shared} formulation={config.formulation} rows={detail.data?.rows ?? []} />
          )}
          {view === "pixels" && <PixelsView {...shared} renderer={config.renderer} />}
        </div>
        {inspector.open &&
          (withInspector ? <ClassInspector {...shared} /> : <div className={classes.inspector} />)}
      </div>
    </div>
  );
}
