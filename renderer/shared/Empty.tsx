/** What a place says before there is anything in it: what it is for, and the button that fills it. */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./shared.module.css";

export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <Text fw={600} c="var(--mantine-color-text)">
        {title}
      </Text>
      <Text maw={440}>{children}</Text>
      {action}
    </div>
  );
}
