/** Why a folder was not opened, and the way out: a link may name one that was never chosen here. */
import { Alert, Button, Group } from "@mantine/core";
import { useNextFocus } from "../shared/focus/useNextFocus.ts";
import { messageOf } from "../shared/text/format.ts";
import { go } from "../shell/route.ts";
import { startAddress } from "./address.ts";

interface NotOpenedProps {
  path: string;
  error: Error;
  onAgain(): void;
  /** Opens the choice of a folder there. */
  onChoose(): void;
}

export function NotOpened({ path, error, onAgain, onChoose }: NotOpenedProps) {
  const next = useNextFocus();
  const isNew = error.name === "PathNotGranted";
  return (
    <Alert
      m={16}
      title={isNew ? "You have not chosen this folder yet" : "This folder was not opened"}
      style={{ gridColumn: "1 / -1", alignSelf: "start" }}
    >
      <p style={{ margin: "0 0 12px", overflowWrap: "anywhere" }}>
        {isNew
          ? `This address names ${path}. Choose the folder once, and the studio may look into it.`
          : messageOf(error)}
      </p>
      <Group gap={8}>
        {isNew ? (
          <Button ref={next} onClick={onChoose}>
            Choose this folder
          </Button>
        ) : (
          <Button ref={next} variant="default" onClick={onAgain}>
            Try again
          </Button>
        )}
        <Button variant="default" onClick={() => go(startAddress)}>
          To the datasets
        </Button>
      </Group>
    </Alert>
  );
}
