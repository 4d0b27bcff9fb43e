/** Classes of a dataset by number, each a way to its place. */
import { Anchor } from "@mantine/core";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { classAddress } from "../../class/address.ts";
import { useCurrentConfig } from "../../editing/currentConfig.tsx";
import { datasetOrigin } from "../../editing/origin.ts";
import { formatCount } from "../../shared/format.ts";
import { go } from "../../shell/route.ts";
import classes from "./quality.module.css";

/** More would be a list to read, not to use. */
const MOST = 12;

export function ClassLinks({ numbers, config }: { numbers: readonly number[]; config: DatasetConfig }) {
  if (numbers.length === 0) return <p>No class</p>;
  const shown = numbers.slice(0, MOST);
  const more = numbers.length - shown.length;
  return (
    <p className={classes.links}>
      {shown.map((number) => (
        <ClassLink key={number} number={number} config={config} />
      ))}
      {more > 0 && <span>and {formatCount(more)} more</span>}
    </p>
  );
}

/** Opens the class with the dataset's configuration, which becomes the current one. */
export function ClassLink({ number, config }: { number: number; config: DatasetConfig }) {
  const { setConfig } = useCurrentConfig();
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      aria-label={`Class ${number}`}
      onClick={() =>
        void setConfig(config, { origin: datasetOrigin(config) }).then(() => go(classAddress(number)))
      }
    >
      {number}
    </Anchor>
  );
}
