/** Pictures of each configuration in a row, the same places below one another. */
import { useElementSize } from "@mantine/hooks";
import { usualSample } from "../../../core/compare/limits.ts";
import { sampleOf } from "../../../core/compare/sample.ts";
import { classAddress } from "../../class/address.ts";
import { thumbnailSize } from "../../gallery/thumbnailSize.ts";
import { Opened } from "../../shared/pictures/Opened.tsx";
import { Picture } from "../../shared/pictures/Picture.tsx";
import { go } from "../../shell/route.ts";
import { type Choice, choiceTitle } from "./address.ts";
import classes from "./compare.module.css";
import type { Compared } from "./useComparison.ts";

/** Of a picture, px; and between two. */
const SIDE = 104;
const GAP = 2;
const MOST = 24;

export interface PictureRowsProps {
  choices: readonly Choice[];
  /** The same, once the host knows them. */
  compared: readonly Compared[];
  /** Makes it the design at hand. */
  onTake(choice: Choice): Promise<void>;
}

export function PictureRows({ choices, compared, onTake }: PictureRowsProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const count = Math.min(MOST, Math.floor((width + GAP) / (SIDE + GAP)));
  return (
    <section aria-label="Pictures" className={classes.rows} ref={ref}>
      {choices.map((choice, place) => (
        <div key={choiceTitle(choice)} className={classes.row}>
          <h2 className={classes.rowTitle}>{choiceTitle(choice)}</h2>
          <div className={classes.pictures} style={{ height: SIDE }}>
            {compared[place] !== undefined &&
              picturesOf(choice, count).map((at) => (
                <Opened
                  key={at.classIndex}
                  label={`${choiceTitle(choice)}, class ${at.classIndex}, instance ${at.instance}: open`}
                  onOpen={() => void onTake(choice).then(() => go(classAddress(at.classIndex, at.instance)))}
                >
                  <Picture
                    request={{
                      configId: compared[place].configId,
                      ...at,
                      size: thumbnailSize(SIDE, choice.config.imageSize),
                    }}
                    side={SIDE}
                    alt=""
                  />
                </Opened>
              ))}
          </div>
        </div>
      ))}
    </section>
  );
}

/** Of the sample that is measured where nobody says otherwise, spread over it. */
function picturesOf({ config }: Choice, count: number): { classIndex: number; instance: number }[] {
  const sample = sampleOf(config, usualSample);
  const { classes: all } = sample;
  const shown = Math.min(count, all.length);
  return Array.from({ length: shown }, (_, i) => {
    const classIndex = all[Math.floor((i * all.length) / shown)];
    return { classIndex, instance: sample.instancesOf(classIndex)[sample.shownOf(classIndex)] };
  });
}
