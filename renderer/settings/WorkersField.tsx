/** How many threads draw: empty for all cores; what is not allowed is said while it is typed, and not saved. */
import { NumberInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

export interface WorkersFieldProps {
  /** null: as many as there are cores. */
  workers: number | null;
  cores: number;
  onWorkers(workers: number | null): void;
}

const MOST = 256;

export function WorkersField({ workers, cores, onWorkers }: WorkersFieldProps) {
  const [value, setValue] = useState<number | string>(workers ?? "");
  const allowed = value === "" || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST);

  // Taken when one is done with it: the first digits of a number are another number.
  const take = useRef(() => {});
  take.current = () => {
    const wanted = value === "" ? null : Number(value);
    if (allowed && wanted !== workers) onWorkers(wanted);
    if (!allowed) setValue(workers ?? "");
  };
  useEffect(() => () => take.current(), []);
  return (
    <NumberInput
      size="xs"
      label="Workers"
      description={`Threads that draw. Empty: all ${cores} cores. Takes effect with the next job.`}
      styles={{ description: { fontSize: "var(--mantine-font-size-xs)" } }}
      w={420}
      min={1}
      max={MOST}
      clampBehavior="none"
      allowDecimal={false}
      value={value}
      placeholder={String(cores)}
      error={allowed ? undefined : `${value} is not allowed; workers are 1 to ${MOST}.`}
      onChange={setValue}
      onBlur={() => take.current()}
      onKeyDown={(event) => event.key === "Enter" && take.current()}
    />
  );
}
