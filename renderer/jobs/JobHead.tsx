/** Name and folder of a job, and what can be done with it. */
import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./jobs.module.css";

interface Properties {
  job: { title: string; out: string };
  /** Of the heading. */
  order: 2 | 3;
  /** What the title says before the name, and after it. */
  before?: string;
  state?: string;
  /** Buttons. */
  children: ReactNode;
}

export function JobHead({ job, order, before = "", state = "", children }: Properties) {
  return (
    <Group justify="space-between" gap="8px 16px" align="flex-start">
      <div className={classes.name}>
        <Title order={order} size="h5" className={classes.path}>
          {before}
          {job.title}
          {state}
        </Title>
        <Text size="xs" c="dimmed" className={classes.path}>
          {job.out}
        </Text>
      </div>
      <Group gap={8}>{children}</Group>
    </Group>
  );
}
