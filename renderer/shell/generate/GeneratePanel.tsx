/** Where to, how large, how long, and start. */
import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Estimate, RegisteredConfig } from "../../../core/studio/api.ts";
import { useJobs } from "../../shared/jobs.tsx";
import { useNotify } from "../../shared/notify.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { aboutBytes, formatBytes, messageOf } from "../../shared/text/format.ts";
import { useFolderChoice } from "../folders/folderChoice.tsx";
import { nameProblem } from "../folders/names.ts";
import { Panel } from "../Panel.tsx";
import { go, openPlace } from "../route.ts";
import classes from "../shell.module.css";
import { GenerateFacts } from "./GenerateFacts.tsx";
import { turnSentence } from "./queueWords.ts";

export interface Wanted {
  registered: RegisteredConfig;
  /** As people call it. */
  title: string;
  /** Proposed name of the dataset's folder. */
  name: string;
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

/** Without what the jobs before it will take. */
const roomText = ({ freeBytes, reservedBytes }: Estimate) =>
  formatBytes(Math.max(0, (freeBytes ?? 0) - reservedBytes));

function startWords(waits: boolean, tooLarge: boolean): string {
  if (tooLarge) return waits ? "Add all the same" : "Start all the same";
  return waits ? "Add to the queue" : "Start";
}

interface PanelProperties {
  wanted: Wanted;
  /** What is wrong in the fields that are generated from; null when nothing is. */
  wrong: string | null;
  /** Whether `wanted` is what the fields say by now. */
  settled: boolean;
  /** The default folder, where the user has one. */
  proposed: string | null;
  onClose(): void;
}

export function GeneratePanel({ wanted, wrong, settled, proposed, onClose }: PanelProperties) {
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
  const out = folder === null ? undefined : join(folder, name.trim());
  const estimate = useQuery({
    queryKey: ["estimate", configId, folder, active?.jobId, queue.length],
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
      use: "datasets",
      startAt: folder ?? undefined,
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
        <GenerateFacts config={config} size={size} chosen={folder !== null} tooLarge={tooLarge} />
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
            setComplete(null);
          }}
        />
        {wrong !== null && <Alert>{wrong}</Alert>}
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
          <Button
            ref={startButton}
            type="submit"
            variant={tooLarge ? "default" : "filled"}
            loading={busy}
            disabled={!ready}
            data-autofocus={folder !== null || undefined}
          >
            {startWords(turn !== null, tooLarge)}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
