/** From a configuration to a running job: where to, how large, how long, and start. */
import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import {
  createContext,
  type PropsWithChildren,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { sameConfig } from "../../core/config/schema.ts";
import type { Estimate, RegisteredConfig, Settings } from "../../core/studio/api.ts";
import { configTitle } from "../shared/configTitle.ts";
import { type CurrentConfig, useCurrentConfig } from "../shared/currentConfig.tsx";
import {
  aboutBytes,
  aboutDuration,
  formatBytes,
  formatCount,
  formatRate,
  messageOf,
} from "../shared/format.ts";
import { useJobs } from "../shared/jobs.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { useFolderChoice } from "./folders/folderChoice.tsx";
import { nameProblem } from "./folders/names.ts";
import { Panel } from "./Panel.tsx";
import { turnSentence } from "./queueWords.ts";
import { go, openPlace, usePlace } from "./route.ts";
import classes from "./shell.module.css";

export interface Wanted {
  registered: RegisteredConfig;
  /** As people call it. */
  title: string;
  /** Proposed name of the dataset's folder. */
  name: string;
}

/** `current`: the configuration at hand, as it is edited while the panel is open too. */
type Generate = (wanted: Wanted | "current") => void;

const Context = createContext<Generate | null>(null);

export function GenerateProvider({
  settings,
  home,
  children,
}: PropsWithChildren<{ settings: Settings; home: string }>) {
  const [asked, setAsked] = useState<{ wanted: Wanted | "current"; at: number } | null>(null);
  const current = useCurrentConfig();
  const place = usePlace();
  // What it would generate belongs to the place where it was asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place closes it
  useEffect(() => setAsked(null), [place]);
  const generate = useMemo<Generate>(() => (wanted) => setAsked({ wanted, at: Date.now() }), []);
  return (
    <Context.Provider value={generate}>
      {children}
      {asked && (
        <GeneratePanel
          key={asked.at}
          wanted={asked.wanted === "current" ? wantedOf(current) : asked.wanted}
          proposed={settings.defaultFolder}
          home={home}
          onClose={() => setAsked(null)}
        />
      )}
    </Context.Provider>
  );
}

/** What to generate from the configuration at hand, named after its preset. */
function wantedOf(current: CurrentConfig): Wanted {
  const { config, configId, presetName, presetConfig } = current;
  const registered = { config, configId };
  if (presetName === null) return { registered, title: "your configuration", name: "visualatom" };
  const name = sameConfig(config, presetConfig) ? presetName : `${presetName}-changed`;
  return { registered, title: configTitle(current), name };
}

/** Opens the panel that starts a job. */
export function useGenerate(): Generate {
  const generate = useContext(Context);
  if (generate === null) throw new Error("useGenerate outside of GenerateProvider");
  return generate;
}

const join = (folder: string, name: string) => {
  const separator = folder.includes("\\") ? "\\" : "/";
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
};

/** Without what the jobs before it will take. */
const roomText = ({ freeBytes, reservedBytes }: Estimate) =>
  formatBytes(Math.max(0, (freeBytes ?? 0) - reservedBytes));

interface PanelProperties {
  wanted: Wanted;
  /** The default folder, where the user has one. */
  proposed: string | null;
  /** Where to begin choosing. */
  home: string;
  onClose(): void;
}

function GeneratePanel({ wanted, proposed, home, onClose }: PanelProperties) {
  const { api } = useStudio();
  const notify = useNotify();
  const { chooseFolder } = useFolderChoice();
  const { configId, config } = wanted.registered;
  const [folder, setFolder] = useState<string | null>(proposed);
  const [typedName, setTypedName] = useState<string | null>(null);
  const name = typedName ?? wanted.name;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  /** A finished dataset of this configuration, found where this one was to go. */
  const [complete, setComplete] = useState<string | null>(null);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const { active, queue } = useJobs();
  const turn = turnSentence(active, queue);
  const problem = nameProblem(name);
  const out = folder === null ? undefined : join(folder, name);
  const estimate = useQuery({
    queryKey: ["estimate", configId, folder, active?.jobId, queue.length],
    queryFn: () => api.estimate({ configId, out: folder ?? undefined }),
    staleTime: 30_000,
    retry: false,
    placeholderData: (before) => before,
  });

  async function choose(): Promise<void> {
    const path = await chooseFolder({
      title: "Folder for the dataset",
      startAt: folder ?? home,
      choose: "Put it here",
      forWriting: true,
    });
    if (path === null) return;
    setFolder(path);
    setFailure(null);
  }
  async function start(force: boolean): Promise<void> {
    if (out === undefined) return;
    setBusy(true);
    setFailure(null);
    setComplete(null);
    try {
      await api.startJob({ configId, out, force });
      // Whoever has closed it meanwhile, or opened another one, is at something else.
      if (!open.current) return;
      onClose();
      openPlace("jobs");
    } catch (reason) {
      // Beside the fields that may mend it.
      setFailure(messageOf(reason));
      if (reason instanceof Error && reason.name === "Complete") setComplete(out);
    } finally {
      setBusy(false);
    }
  }
  const attempt = (action: Promise<void>) => void action.catch((reason) => notify.failed(messageOf(reason)));
  const size = estimate.data;
  const tooLarge = folder !== null && size !== undefined && !size.enoughSpace;

  return (
    <Panel label="Generate" title={`Generate ${wanted.title}`} onClose={onClose}>
      <Stack gap={12}>
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
            {size ? `${formatRate(size.imagesPerSecond)} images/s, ${size.workers} workers` : "measuring"}
          </dd>
          {folder !== null && size?.freeBytes != null && (
            <>
              <dt>Free there</dt>
              <dd className={tooLarge ? classes.warning : undefined}>{formatBytes(size.freeBytes)}</dd>
            </>
          )}
          {folder !== null && size !== undefined && size.reservedBytes > 0 && (
            <>
              <dt>For jobs before it</dt>
              <dd className={tooLarge ? classes.warning : undefined}>{aboutBytes(size.reservedBytes)}</dd>
            </>
          )}
        </dl>
        {estimate.error && <Alert title="The size could not be measured">{messageOf(estimate.error)}</Alert>}
        <Stack gap={4}>
          <Text size="xs" fw={500}>
            In folder
          </Text>
          <Group gap={8} wrap="nowrap" justify="space-between">
            <Text size="xs" className={classes.path} c={folder === null ? "dimmed" : undefined}>
              {folder ?? "Not chosen yet"}
            </Text>
            <Button
              variant={folder === null ? "filled" : "default"}
              flex="none"
              data-autofocus
              onClick={() => attempt(choose())}
            >
              Choose folder
            </Button>
          </Group>
        </Stack>
        <TextInput
          size="xs"
          label="Name"
          value={name}
          spellCheck={false}
          error={problem}
          onChange={(event) => {
            setTypedName(event.currentTarget.value);
            setFailure(null);
            setComplete(null);
          }}
        />
        {failure !== null && (
          <Alert className={classes.path}>
            {failure}
            {complete !== null && (
              <Button
                variant="default"
                mt={8}
                display="block"
                onClick={() => go(`#/dataset?open=${encodeURIComponent(complete)}`)}
              >
                Browse files
              </Button>
            )}
          </Alert>
        )}
        {turn !== null && <Text size="xs">{turn}</Text>}
        {tooLarge && size?.freeBytes != null && (
          <Alert title={`Needs ${aboutBytes(size.bytes)}, ${roomText(size)} free`}>
            Choose another folder, or a smaller stored size or fewer images in Design.
          </Alert>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          {tooLarge ? (
            <Button
              variant="default"
              loading={busy}
              disabled={problem !== null}
              onClick={() => attempt(start(true))}
            >
              {turn === null ? "Start all the same" : "Add all the same"}
            </Button>
          ) : (
            <Button
              loading={busy}
              disabled={folder === null || problem !== null}
              onClick={() => attempt(start(false))}
            >
              {turn === null ? "Start" : "Add to the queue"}
            </Button>
          )}
        </Group>
      </Stack>
    </Panel>
  );
}
