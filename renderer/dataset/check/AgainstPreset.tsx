/** A folder that does not say what it holds: verified against a preset that the user names. */
import { Button, NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { presets } from "../../../core/config/presets.ts";
import { useCurrentConfig } from "../../editing/currentConfig.tsx";
import { useNotify } from "../../shared/notify.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { messageOf } from "../../shared/text/format.ts";

interface AgainstPresetProps {
  onVerify(configId: string): void;
  /** Whether another dataset is being checked. */
  busy: boolean;
}

/** The design at hand, beside the presets. */
const OWN = "";

export function AgainstPreset({ onVerify, busy }: AgainstPresetProps) {
  const { api } = useStudio();
  const notify = useNotify();
  const { config: own } = useCurrentConfig();
  const [name, setName] = useState(presets[0].name);
  const config = presets.find((preset) => preset.name === name)?.config ?? own;
  function verify(): void {
    api.registerConfig({ config }).then(
      (result) => result.ok && onVerify(result.registered.configId),
      (reason) => notify.failed(messageOf(reason)),
    );
  }
  return (
    <Stack gap={8}>
      <NativeSelect
        size="xs"
        label="What it should be"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data={[
          ...presets.map((preset) => ({ value: preset.name, label: preset.title })),
          { value: OWN, label: "The design at hand" },
        ]}
      />
      <Button variant="default" fullWidth disabled={busy} onClick={verify}>
        Verify all files
      </Button>
    </Stack>
  );
}
