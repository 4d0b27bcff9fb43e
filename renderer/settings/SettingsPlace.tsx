/** Settings: workers, default folder, theme, renderer of previews; and what this program is. */
import {
  Button,
  Code,
  CopyButton,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Switch,
  Text,
  Title,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Settings, Theme } from "../../core/studio/api.ts";
import { useAbout, useSettings } from "../shared/hostFacts.ts";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { messageOf } from "../shared/text/format.ts";
import { useFolderChoice } from "../shell/folders/folderChoice.tsx";
import { Licences } from "./Licences.tsx";
import { Shortcuts } from "./Shortcuts.tsx";
import classes from "./settings.module.css";
import { WorkersField } from "./WorkersField.tsx";

export function SettingsPlace() {
  const { api } = useStudio();
  const client = useQueryClient();
  const notify = useNotify();
  const { chooseFolder } = useFolderChoice();
  const settings = useSettings().data;
  const about = useAbout().data;
  const save = useMutation({
    mutationFn: (changes: Partial<Settings>) => api.saveSettings(changes),
    // Shown at once: whoever leaves and comes back before the host has answered finds what was chosen.
    onMutate: (changes) =>
      client.setQueryData(
        ["settings"],
        (before: Settings | undefined) => before && { ...before, ...changes },
      ),
    onSuccess: (saved) => client.setQueryData(["settings"], saved),
    onError: (reason) => {
      notify.failed(messageOf(reason));
      void client.invalidateQueries({ queryKey: ["settings"] });
    },
  });
  if (!settings || !about) return <Skeleton h={300} m={24} animate={false} />;

  function chooseDefault(): void {
    chooseFolder({
      title: "Default folder for datasets",
      use: "datasets",
      startAt: settings?.defaultFolder ?? undefined,
      choose: "Use this folder",
      forWriting: true,
    }).then(
      (path) => path !== null && save.mutate({ defaultFolder: path }),
      (reason) => notify.failed(messageOf(reason)),
    );
  }
  return (
    <div className={classes.place}>
      <Title order={1} size="h4" mb={16}>
        Settings
      </Title>
      <Stack gap={20} maw={560}>
        <WorkersField
          workers={settings.workers}
          cores={about.cores}
          onWorkers={(workers) => save.mutate({ workers })}
        />
        <div>
          <Text size="xs" fw={600}>
            Default folder
          </Text>
          <Text size="xs" c="dimmed" mb={4}>
            Where new datasets are proposed to go.
          </Text>
          <Group gap={8}>
            <Text
              size="xs"
              className={classes.path}
              c={settings.defaultFolder === null ? "dimmed" : undefined}
            >
              {settings.defaultFolder ?? "None; you choose one for each dataset"}
            </Text>
            <Button variant="default" onClick={chooseDefault}>
              Choose
            </Button>
            {settings.defaultFolder !== null && (
              <Button variant="subtle" color="gray" onClick={() => save.mutate({ defaultFolder: null })}>
                None
              </Button>
            )}
          </Group>
        </div>
        <div>
          <Text size="xs" fw={600} mb={4} id="theme-label">
            Theme
          </Text>
          <SegmentedControl
            size="xs"
            aria-labelledby="theme-label"
            value={settings.theme}
            data={[
              { value: "system", label: "System" },
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
            onChange={(theme) => save.mutate({ theme: theme as Theme })}
          />
        </div>
        <Switch
          size="xs"
          label={
            about.host === "electron" ? "Notify me when a job ends" : "Tell me on this page when a job ends"
          }
          checked={settings.notifications}
          onChange={(event) => save.mutate({ notifications: event.currentTarget.checked })}
        />
      </Stack>
      <Shortcuts />
      <Title order={2} size="h5" mt={32} mb={8}>
        About
      </Title>
      <Text size="xs" c="dimmed" maw={560}>
        VisualAtom Studio {about.version}, {about.platform}, {about.cores} cores, @napi-rs/canvas{" "}
        {about.canvasVersion}. After Takashima et al., Visual Atoms: Pre-training Vision Transformers with
        Sinusoidal Waves, CVPR 2023. MIT licence.
      </Text>
      <Group gap={8} mt={8}>
        <Text size="xs" c="dimmed">
          Log, to send along when something went wrong: <Code>{about.logFile}</Code>
        </Text>
        <CopyButton value={about.logFile}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? "Copied" : "Copy path"}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Licences />
    </div>
  );
}
