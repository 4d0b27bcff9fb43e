/** A field's explanation with its `code` parts set as code. */
import { Code } from "@mantine/core";

export function Explanation({ text }: { text: string }) {
  const parts = text.split("`");
  return (
    <>
      {parts.map((part, i) =>
        // Every second part stood between backquotes.
        i % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed sentence
          <Code key={i} fz="inherit" px={3} py={0}>
            {part}
          </Code>
        ) : (
          part
        ),
      )}
    </>
  );
}
