/** What a place says before there is anything in it: what it is for, and the button that fills it. */
import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./shared.module.css";

export function Empty({
  title,
  order = 1,
  children,
  action,
}: {
  title: string;
  /** Level of the heading: 1 where it is all that the place has. */
  order?: 1 | 2;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <Title order={order} size="sm" fw={600} c="var(--mantine-color-text)">
        {title}
      </Title>
      <Text maw={440}>{children}</Text>
      {action}
    </div>
  );
}
