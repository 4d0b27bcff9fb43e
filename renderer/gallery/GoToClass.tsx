/** A class number to go to; `/` brings the cursor here. */
import { Kbd, Popover, Text, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useRef, useState } from "react";
import { formatCount } from "../shared/text/format.ts";
import classes from "./gallery.module.css";

export interface GoToClassProps {
  firstClass: number;
  classCount: number;
  /** Goes there, or says in one sentence why not. */
  onGo: (classIndex: number) => string | null;
  /** Esc: the cursor goes back to the pictures. */
  onLeave: () => void;
}

export function GoToClass({ firstClass, classCount, onGo, onLeave }: GoToClassProps) {
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([["/", () => input.current?.select()]]);
  const last = firstClass + classCount - 1;

  function problem(value: string): string | null {
    if (value.trim() === "") return null;
    if (!/^\d+$/.test(value.trim())) return `“${value.trim()}” is no class number.`;
    const number = Number(value);
    if (number < firstClass || number > last) {
      return `Classes go from ${formatCount(firstClass)} to ${formatCount(last)}.`;
    }
    return null;
  }
  const said = problem(text) ?? refusal;

  function submit(): void {
    if (text.trim() === "" || problem(text) !== null) return;
    const why = onGo(Number(text));
    setRefusal(why);
    if (why === null) setText("");
  }

  return (
    <Popover opened={said !== null} position="bottom" withArrow withRoles={false} trapFocus={false}>
      <Popover.Target>
        <TextInput
          ref={input}
          size="xs"
          w={112}
          classNames={{ input: classes.number }}
          aria-label="Go to class number"
          aria-invalid={said !== null}
          placeholder="Go to class"
          rightSection={<Kbd size="xs">/</Kbd>}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value.replaceAll(",", ""));
            setRefusal(null);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") submit();
            if (event.key === "Escape") {
              event.stopPropagation();
              setText("");
              setRefusal(null);
              onLeave();
            }
          }}
        />
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Text size="xs" role="alert">
          {said}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
