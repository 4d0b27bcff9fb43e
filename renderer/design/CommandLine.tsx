/** The command that makes the same dataset in a terminal, ready to copy. */
import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useStudio } from "../shared/studio.tsx";
import classes from "./design.module.css";

export interface CommandLineProps {
  configId: string;
  /** Whether this configuration is what the fields say. */
  settled: boolean;
  /** Whether a field is wrong, so that no command can say what they do. */
  wrong: boolean;
}

const SETTLED_MS = 150;

export function CommandLine({ configId, settled, wrong }: CommandLineProps) {
  const { api } = useStudio();
  // The pictures come first, and nobody reads a command while a control moves.
  const [asked] = useDebouncedValue(configId, SETTLED_MS);
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ["commandLine", asked],
    queryFn: () => api.commandLine({ configId: asked }),
    placeholderData: (previous) => previous,
  });
  const command = data?.command ?? "";
  return (
    <section className={classes.command} aria-label="Equivalent command line">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long command scrolls, by keyboard too */}
      <pre className={classes.commandText} tabIndex={0}>
        {wrong
          ? "There is a command once the marked fields are corrected."
          : isError
            ? "The command could not be made; change a value to try again."
            : command || " "}
      </pre>
      <CopyButton value={command}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? "Copied" : "Copy command"}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label="Copy command"
              onClick={copy}
              disabled={!command || wrong || !settled || asked !== configId || isPlaceholderData}
            >
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </section>
  );
}
