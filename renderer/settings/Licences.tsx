/** The licences of the works of others that are in this program, on demand. */
import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { messageOf } from "../shared/text/format.ts";
import classes from "./settings.module.css";

async function readLicences(): Promise<string> {
  const response = await fetch("./licences.txt");
  if (!response.ok)
    throw new Error("The licences were not found; they are in licences.txt beside the program.");
  return response.text();
}

export function Licences() {
  const [shown, { toggle }] = useDisclosure();
  const { data, error } = useQuery({
    queryKey: ["licences"],
    queryFn: readLicences,
    enabled: shown,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <Button variant="default" mt={8} aria-expanded={shown} onClick={toggle}>
        Licences of what is inside
      </Button>
      {shown && error !== null && (
        <Text size="xs" mt={8}>
          {messageOf(error)}
        </Text>
      )}
      {shown && data !== undefined && (
        // A long text in a frame of its own: to be reached and scrolled by keyboard too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling needs the focus
        <section className={classes.licences} tabIndex={0} aria-label="Licences">
          <pre>{data}</pre>
        </section>
      )}
    </>
  );
}
