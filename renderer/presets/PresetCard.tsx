/** One dataset preset: its pictures, what it takes, and the click that makes it. */
import { Button, Group, Text, Title } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import type { Preset } from "../../core/config/presets.ts";
import { useCurrentConfig } from "../shared/currentConfig.tsx";
import { aboutDuration, formatBytes, formatCount } from "../shared/format.ts";
import { Picture } from "../shared/Picture.tsx";
import { useGenerate } from "../shell/generate.tsx";
import { openPlace } from "../shell/route.ts";
import classes from "./presets.module.css";
import { picturesOf, useEstimate, usePresetConfig } from "./usePresetConfig.ts";

const PICTURES = 4;
const PICTURE_SIZE = 160;
/** Between pictures, px. */
const GAP = 2;

export function PresetCard({ preset }: { preset: Preset }) {
  const registered = usePresetConfig(preset);
  const estimate = useEstimate(registered);
  const generate = useGenerate();
  const { choosePreset } = useCurrentConfig();
  const { config } = preset;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const side = Math.floor((width - (PICTURES - 1) * GAP) / PICTURES);

  return (
    <section className={classes.card} aria-label={preset.title}>
      <div ref={ref} className={classes.strip} style={{ height: side > 0 ? side : undefined }}>
        {registered && side > 0
          ? picturesOf(registered, PICTURES).map((place) => (
              <Picture
                key={place.classIndex}
                request={{ configId: registered.configId, ...place, size: PICTURE_SIZE }}
                side={side}
              />
            ))
          : null}
      </div>
      <Title order={3} size="h5">
        {preset.title}
      </Title>
      <Text size="sm">{preset.description}</Text>
      <div className={classes.spring} />
      <dl className={classes.numbers}>
        <dt>Images</dt>
        <dd>
          {formatCount(config.classes)} classes × {formatCount(config.instances)} ={" "}
          {formatCount(config.classes * config.instances)}
        </dd>
        <dt>On disk</dt>
        <dd>
          {estimate.data ? formatBytes(estimate.data.bytes) : estimate.failed ? "not measured" : "measuring"}
        </dd>
        <dt>Here</dt>
        <dd>
          {estimate.data
            ? `${aboutDuration(estimate.data.seconds)} (${estimate.data.workers} workers)`
            : estimate.failed
              ? "not measured"
              : "measuring"}
        </dd>
        {preset.accuracy && (
          <>
            <dt>Accuracy</dt>
            <dd>
              {preset.accuracy.cifar10} / {preset.accuracy.cifar100} / {preset.accuracy.imagenet100}
            </dd>
          </>
        )}
      </dl>
      <Group gap={8}>
        <Button
          disabled={!registered}
          onClick={() => registered && generate({ registered, name: preset.name })}
        >
          Generate
        </Button>
        <Button
          variant="default"
          onClick={() => void choosePreset(preset.name).then(() => openPlace("gallery"))}
        >
          Browse classes
        </Button>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => void choosePreset(preset.name).then(() => openPlace("design"))}
        >
          Edit
        </Button>
      </Group>
    </section>
  );
}
