/** What a dataset takes here: images, size, time, and the room there is. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { Estimate } from "../../../core/studio/api.ts";
import { aboutBytes, aboutDuration, formatBytes, formatCount, formatRate } from "../../shared/text/format.ts";
import { counted } from "../../shared/text/words.ts";
import classes from "../shell.module.css";

export interface GenerateFactsProps {
  config: DatasetConfig;
  /** undefined while it is being measured. */
  size: Estimate | undefined;
  /** Whether a folder was chosen, whose room is then told. */
  chosen: boolean;
  tooLarge: boolean;
}

export function GenerateFacts({ config, size, chosen, tooLarge }: GenerateFactsProps) {
  return (
    <dl className={classes.facts}>
      <dt>Images</dt>
      <dd>
        {formatCount(config.classes)} × {formatCount(config.instances)} ={" "}
        {formatCount(config.classes * config.instances)}
      </dd>
      <dt>Size</dt>
      <dd>{size ? aboutBytes(size.bytes) : "measuring"}</dd>
      <dt>Time here</dt>
      <dd>{size ? aboutDuration(size.seconds) : "measuring"}</dd>
      <dt>Speed</dt>
      <dd>
        {size
          ? `${formatRate(size.imagesPerSecond)} images/s, ${counted(size.workers, "worker")}`
          : "measuring"}
      </dd>
      {chosen && size?.freeBytes != null && (
        <>
          <dt>Free there</dt>
          <dd className={tooLarge ? classes.warning : undefined}>{formatBytes(size.freeBytes)}</dd>
        </>
      )}
      {chosen && size !== undefined && size.reservedBytes > 0 && (
        <>
          <dt>For jobs before it</dt>
          <dd className={tooLarge ? classes.warning : undefined}>{aboutBytes(size.reservedBytes)}</dd>
        </>
      )}
    </dl>
  );
}
