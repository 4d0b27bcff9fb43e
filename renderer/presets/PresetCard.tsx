/** One dataset preset: its pictures, what it takes, and the click that makes it. */
import { Button, Group, Text, Title } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { accuracyText } from "../../core/config/preset.ts";
import { findPreset, type Preset, presets } from "../../core/config/presets.ts";
import { sameConfig } from "../../core/config/schema.ts";
import { formulations } from "../../core/formulations/index.ts";
import { visualAtom } from "../../core/formulations/visualAtomWords.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { thumbnailSize } from "../gallery/thumbnailSize.ts";
import { Picture } from "../shared/pictures/Picture.tsx";
import { aboutBytes, aboutDuration, formatCount } from "../shared/text/format.ts";
import { counted } from "../shared/text/words.ts";
import { useGenerate } from "../shell/generate/generate.tsx";
import { go, openPlace } from "../shell/route.ts";
import { comparisonWith } from "./compare/lastComparison.ts";
import classes from "./presets.module.css";
import { picturesOf, useEstimate, usePresetConfig } from "./usePresetConfig.ts";
import { useSeen } from "./useSeen.ts";

const PICTURES = 4;
/** Between pictures, px. */
const GAP = 2;

export function PresetCard({ preset }: { preset: Preset }) {
  const registered = usePresetConfig(preset);
  const { seen, ref: card } = useSeen<HTMLElement>();
  const estimate = useEstimate(seen ? registered : undefined);
  const waits = seen ? "measuring" : "";
  const generate = useGenerate();
  const { choosePreset } = useCurrentConfig();
  const { config } = preset;
  const paper = paperAccuracy(preset);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const side = Math.floor((width - (PICTURES - 1) * GAP) / PICTURES);

  return (
    <section ref={card} className={classes.card} aria-label={preset.title}>
      <div ref={ref} className={classes.strip} style={{ height: side > 0 ? side : undefined }}>
        {registered && seen && side > 0
          ? picturesOf(registered, PICTURES).map((place) => (
              <Picture
                key={place.classIndex}
                request={{
                  configId: registered.configId,
                  ...place,
                  size: thumbnailSize(side, config.imageSize),
                }}
                side={side}
              />
            ))
          : null}
      </div>
      <Title order={3} size="h5">
        {preset.title}
      </Title>
      <Text size="sm">{preset.description}</Text>
      <dl className={classes.numbers}>
        <dt>Images</dt>
        <dd>
          {formatCount(config.classes)} classes × {formatCount(config.instances)} ={" "}
          {formatCount(config.classes * config.instances)}
        </dd>
        <dt>On disk</dt>
        <dd>{estimate.data ? aboutBytes(estimate.data.bytes) : estimate.failed ? "not measured" : waits}</dd>
        <dt>Time here</dt>
        <dd>
          {estimate.data
            ? `${aboutDuration(estimate.data.seconds)} (${counted(estimate.data.workers, "worker")})`
            : estimate.failed
              ? "not measured"
              : waits}
        </dd>
        {paper && (
          <>
            <dt>Accuracy</dt>
            <dd>
              {paper.reached}
              <div className={classes.source}>{paper.on}</div>
            </dd>
          </>
        )}
      </dl>
      <div className={classes.spring} />
      <Group gap={8}>
        <Button
          disabled={!registered}
          onClick={() => registered && generate({ registered, title: preset.title, name: preset.name })}
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
        <Button variant="subtle" color="gray" onClick={() => go(comparisonWith(preset.name))}>
          Compare
        </Button>
      </Group>
    </section>
  );
}

/** What the authors reached with their own dataset of this size. */
function paperAccuracy({ config }: Preset): { reached: string; on: string } | null {
  const isVisualAtom = formulations[config.formulation].family === visualAtom;
  if (!isVisualAtom || config.instances !== 1000) return null;
  if (config.classes === 21_000)
    return { reached: "83.7 %", on: "ViT-B on ImageNet-1k, with the authors' images" };
  const { config: paper1k } = findPreset("visualatom-1k");
  const best = presets.find((preset) => preset.accuracy && sameConfig(preset.config, paper1k))?.accuracy;
  if (!best || config.classes !== paper1k.classes) return null;
  return {
    reached: `${accuracyText(best)} %`,
    on: "CIFAR-10 / CIFAR-100 / ImageNet-100, with the authors' images",
  };
}
