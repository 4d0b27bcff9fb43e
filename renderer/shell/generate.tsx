/** From a configuration to a running job: where to, how large, how long, and start. */
import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import {
  createContext,
  type FormEvent,
  type PropsWithChildren,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { RegisteredConfig, Settings } from "../../core/studio/api.ts";
import { configTitle, proposedName } from "../editing/configTitle.ts";
import { type CurrentConfig, useCurrentConfig } from "../editing/currentConfig.tsx";
import { useDraft } from "../editing/useDraft.tsx";
import { showWrongField, wrongField } from "../editing/wrongField.ts";
import {
  aboutBytes,
  aboutDuration,
  formatBytes,
  formatCount,
  formatRate,
  messageOf,
} from "../shared/format.ts";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { counted } from "../shared/words.ts";
import { useFolderChoice } from "./folders/folderChoice.tsx";
import { nameProblem } from "./folders/names.ts";
import { Panel } from "./Panel.tsx";
import { openPlace, usePlace } from "./route.ts";
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
  const draft = useDraft();
  const notify = useNotify();
  const wrong = wrongField(draft);
  const refusal = useRef(wrong);
  refusal.current = wrong;
  const place = usePlace();
  // What it would generate belongs to the place where it was asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place closes it
  useEffect(() => setAsked(null), [place]);
  const generate = useMemo<Generate>(
    () => (wanted) => {
      if (wanted === "current" && refusal.current !== null) {
        notify.done(refusal.current);
        showWrongField();
      } else setAsked({ wanted, at: Date.now() });
    },
    [notify],
  );
  return (
    <Context.Provider value={generate}>
      {children}
      {asked && (
        <GeneratePanel
          key={asked.at}
          wanted={asked.wanted === "current" ? wantedOf(current) : asked.wanted}
          wrong={asked.wanted === "current" ? wrong : null}
          settled={asked.wanted !== "current" || draft.settled}
          proposed={settings.defaultFolder}
          home={home}
          onClose={() => setAsked(null)}
        />
      )}
    </Context.Provider>
  );
}

/** What to generate from the configuration at hand. */
function wantedOf(current: CurrentConfig): Wanted {
  const { config, configId } = current;
  return { registered: { config, configId }, title: configTitle(current), name: proposedName(current) };
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

/** What is said of a folder that such a dataset is in already. */
const BEGUN = {
  free: undefined,
  begun: "This dataset was begun here. What is there is kept, the rest is drawn.",
  finished: "This dataset is finished here. Nothing is left to draw.",
};

interface PanelProperties {
  wanted: Wanted;
  /** What is wrong in the fields that are generated from; null when nothing is. */
  wrong: string | null;
  /** Whether `wanted` is what the fields say by now. */
  settled: boolean;
  /** The default folder, where the user has one. */
  proposed: string | null;
  /** Where to begin choosing. */
  home: string;
  onClose(): void;
}

function GeneratePanel({ wanted, wrong, settled, proposed, home, onClose }: PanelProperties) {
  const { api } = useStudio();
  const notify = useNotify();
  const { chooseFolder } = useFolderChoice();
  const { configId, config } = wanted.registered;
  const [folder, setFolder] = useState<string | null>(proposed);
  const [typedName, setTypedName] = useState<string | null>(null);
  const name = typedName ?? wanted.name;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const problem = nameProblem(name);
  const out = folder === null ? undefined : join(folder, name);
  const estimate = useQuery({
    queryKey: ["estimate", configId, folder],
    queryFn: () => api.estimate({ configId, out: folder ?? undefined }),
    staleTime: 30_000,
    retry: false,
    placeholderData: (before) => before,
  });

  const there = useQuery({
    queryKey: ["checkOut", configId, out],
    queryFn: () => api.checkOut({ configId, out: out! }),
    enabled: out !== undefined && problem === null,
    gcTime: 0,
    retry: false,
  }).data;
  const taken = there?.state === "refused" ? there.message : null;
  const startButton = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState(0);
  // The next thing to do.
  useEffect(() => {
    if (chosen > 0) startButton.current?.focus();
  }, [chosen]);

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
    setChosen((times) => times + 1);
  }
  async function start(force: boolean): Promise<void> {
    if (out === undefined) return;
    setBusy(true);
    setFailure(null);
    try {
      await api.startJob({ configId, out, force });
      onClose();
      openPlace("jobs");
    } catch (reason) {
      // Beside the fields that may mend it.
      setFailure(messageOf(reason));
    } finally {
      setBusy(false);
    }
  }
  const attempt = (action: Promise<void>) => void action.catch((reason) => notify.failed(messageOf(reason)));
  const size = estimate.data;
  const ready = folder !== null && problem === null && taken === null && wrong === null && settled && !busy;
  const tooLarge = folder !== null && size !== undefined && !size.enoughSpace;

  return (
    <Panel label="Generate" title={`Generate ${wanted.title}`} onClose={onClose}>
      <Stack
        gap={12}
        component="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (ready) attempt(start(tooLarge));
        }}
      >
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
          {folder !== null && size?.freeBytes != null && (
            <>
              <dt>Free there</dt>
              <dd className={tooLarge ? classes.warning : undefined}>{formatBytes(size.freeBytes)}</dd>
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
              data-autofocus={folder === null || undefined}
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
          error={problem ?? taken}
          description={there && there.state !== "refused" ? BEGUN[there.state] : undefined}
          onChange={(event) => {
            setTypedName(event.currentTarget.value);
            setFailure(null);
          }}
        />
        {wrong !== null && <Alert>{wrong}</Alert>}
        {failure !== null && <Alert className={classes.path}>{failure}</Alert>}
        {tooLarge && size?.freeBytes != null && (
          <Alert title={`Needs ${aboutBytes(size.bytes)}, ${formatBytes(size.freeBytes)} free`}>
            Choose another folder, or a smaller stored size or fewer images in Design.
          </Alert>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            ref={startButton}
            type="submit"
            variant={tooLarge ? "default" : "filled"}
            loading={busy}
            disabled={!ready}
            data-autofocus={folder !== null || undefined}
          >
            {tooLarge ? "Start all the same" : "Start"}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
