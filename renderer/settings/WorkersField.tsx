/** How many threads draw: empty for all cores; what is not allowed is said while it is typed, and not saved. */
import { NumberInput } from "@mantine/core";
import { useState } from "react";

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

  function change(next: number | string): void {
    setValue(next);
    if (next === "") onWorkers(null);
    else if (Number.isInteger(next) && Number(next) >= 1 && Number(next) <= MOST) onWorkers(Number(next));
  }
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
      onChange={change}
      onBlur={() => {
        if (!allowed) setValue(workers ?? "");
      }}
    />
  );
}
