/** What is known of the open picture: its file, what was drawn by lot for it, and its class's parameters. */
import { Button, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ClassTable } from "../../../core/studio/api.ts";
import { formatTick } from "../../plots/scale.ts";
import { ParameterTable, rowsOf } from "../../shared/ParameterTable.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { formatCount, messageOf } from "../../shared/text/format.ts";
import { MiddleText } from "../../shared/text/MiddleText.tsx";
import classes from "../dataset.module.css";
import { figureColumns } from "../grid/useDatasetTable.ts";
import type { ShownPicture } from "./useShownPicture.ts";

interface PictureFactsProps {
  picture: ShownPicture;
  table: ClassTable | null;
}

export function PictureFacts({ picture, table }: PictureFactsProps) {
  const { folder, name, sample, drawn, dataset } = picture;
  const columns = table?.columns.filter((column) => !(column.name in figureColumns)) ?? [];
  const at = Number(folder) - (table?.firstClass ?? 0);
  return (
    <aside className={classes.facts} aria-label="About the picture">
      <Title order={2} size="h5">
        Picture
      </Title>
      <dl>
        <dt>File</dt>
        <dd>
          <MiddleText>{name}</MiddleText>
        </dd>
        {sample !== null && (
          <>
            <dt>Shard</dt>
            <dd>
              <MiddleText>{sample.shard}</MiddleText>
            </dd>
            <dt>Place in the shard</dt>
            <dd>{formatCount(sample.number + 1)}</dd>
          </>
        )}
      </dl>
      {drawn !== null && (
        <Drawn
          key={`${drawn.configId} ${drawn.classIndex} ${drawn.instance}`}
          picture={picture}
          drawn={drawn}
        />
      )}
      <Title order={3} size="h6" mt={16}>
        Class {Number(folder)}
      </Title>
      {columns.length === 0 ? (
        <Text size="xs" c="dimmed">
          {dataset.config === null
            ? "There is no dataset.json here, so its parameters are not known."
            : "Its parameters are being read."}
        </Text>
      ) : (
        <ParameterTable rows={rowsOf(columns, at)} />
      )}
    </aside>
  );
}

function Drawn({ picture, drawn }: { picture: ShownPicture; drawn: NonNullable<ShownPicture["drawn"]> }) {
  const { api } = useStudio();
  // With streams the generator has to walk to the image first, which may take long.
  const isLong = picture.dataset.config?.streams !== null;
  const [wanted, setWanted] = useState(!isLong);
  const { configId, classIndex, instance } = drawn;
  const facts = useQuery({
    queryKey: ["imageDraws", configId, classIndex, instance],
    queryFn: () => api.imageDraws({ configId, classIndex, instance }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!wanted) {
    return (
      <Button variant="default" onClick={() => setWanted(true)}>
        Find nucleus and greys
      </Button>
    );
  }
  if (facts.error) return <Text size="xs">{messageOf(facts.error)}</Text>;
  if (facts.data?.kind === "points") {
    return (
      <dl>
        <dt>Image of its class</dt>
        <dd>{facts.data.words}</dd>
      </dl>
    );
  }
  const { nucleus, greys, redraws } = facts.data ?? {};
  const round = (value: number) => formatTick(Number(value.toFixed(1)));
  return (
    <dl aria-busy={facts.isPending}>
      <dt>Nucleus</dt>
      <dd>{nucleus ? `x ${round(nucleus.x)}, y ${round(nucleus.y)} px` : "…"}</dd>
      <dt>Greys of the orbits</dt>
      <dd>{greys ? `${greys.lowest} to ${greys.highest}` : "…"}</dd>
      <dt>Drawn again</dt>
      <dd>{redraws === undefined ? "…" : redraws === 0 ? "no" : `${formatCount(redraws)} times`}</dd>
    </dl>
  );
}
