/** The name of a folder that is to be made, with the cursor in it. */
import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { nameProblem } from "./names.ts";

export interface NewFolderProps {
  /** Names that are there already. */
  taken: readonly string[];
  onMake(name: string): void;
}

export function NewFolder({ taken, onMake }: NewFolderProps) {
  const [typed, setName] = useState("");
  const name = typed.trim();
  const problem = taken.includes(name) ? `A folder ${name} is here already.` : nameProblem(name);
  function make(event: FormEvent): void {
    event.preventDefault();
    if (problem === null) onMake(name);
  }
  return (
    <form onSubmit={make}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <TextInput
          size="xs"
          flex={1}
          aria-label="Name of the new folder"
          placeholder="Name of the new folder"
          value={typed}
          spellCheck={false}
          error={typed === "" ? undefined : problem}
          onChange={(event) => setName(event.currentTarget.value)}
          ref={(field) => {
            // Once, when it appears.
            if (field && field.dataset.seen === undefined) {
              field.dataset.seen = "";
              field.focus();
            }
          }}
        />
        <Button type="submit" variant="default" disabled={problem !== null}>
          Make
        </Button>
      </Group>
    </form>
  );
}
