/** One image of points taken apart: what each map makes of the unit square or cube, the points as they arrive, the attractor. */
import { Skeleton } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { thumbnailSize } from "../../gallery/thumbnailSize.ts";
import { Picture } from "../../shared/pictures/Picture.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { formatCount } from "../../shared/text/format.ts";
import classes from "../class.module.css";
import { ArrivalFigure } from "./ArrivalFigure.tsx";
import { MapsFigure } from "./MapsFigure.tsx";
import { MapTable } from "./MapTable.tsx";
import { ModelFigure } from "./ModelFigure.tsx";

export interface MapsViewProps {
  configId: string;
  classIndex: number;
  instance: number;
  imageSize: number;
}

/** More could not be told apart, and would be a megabyte to carry. */
const MOST_POINTS = 20_000;
const GAP = 16;
const LEAST_SIDE = 160;

export function MapsView({ configId, classIndex, instance, imageSize }: MapsViewProps) {
  const { api } = useStudio();
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const [hovered, setHovered] = useState<number | null>(null);
  const { data, error, isError } = useQuery({
    queryKey: ["mapAnatomy", configId, classIndex, instance],
    queryFn: () => api.mapAnatomy({ configId, classIndex, instance, maximumPoints: MOST_POINTS }),
    gcTime: 10_000,
    structuralSharing: false,
  });
  const columns = width >= 3 * LEAST_SIDE + 2 * GAP ? 3 : 2;
  const wide = (width - (columns - 1) * GAP) / columns;
  const side = Math.floor(Math.max(Math.min(LEAST_SIDE, wide), Math.min(wide, height - 260)));

  return (
    <div className={classes.scroll}>
      <div ref={ref} className={classes.anatomy}>
        {isError && (
          <p className={classes.note} role="alert">
            {error.message}
          </p>
        )}
        {width > 0 && data === undefined && !isError && (
          <div className={classes.figures} aria-busy="true">
            {[0, 1, 2].map((i) => (
              <Skeleton key={i} width={side} height={side} radius={0} animate={false} />
            ))}
          </div>
        )}
        {width > 0 && data !== undefined && (
          <div className={classes.figures}>
            <figure style={{ width: side }}>
              <MapsFigure
                maps={data.maps}
                cell={data.cell}
                side={side}
                hovered={hovered}
                onHover={setHovered}
              />
              <figcaption>
                What {data.maps.length} maps make of {data.cell} (dashed)
              </figcaption>
            </figure>
            <figure style={{ width: side }}>
              <ArrivalFigure
                key={`${configId}/${classIndex}/${instance}`}
                anatomy={data}
                side={side}
                caption={<figcaption>The points as they arrive, one map chosen for each</figcaption>}
              />
            </figure>
            <figure style={{ width: side }}>
              <div className={classes.framed} style={{ width: side, height: side }}>
                <Picture
                  request={{ configId, classIndex, instance, size: thumbnailSize(side, imageSize) }}
                  side={side}
                />
              </div>
              <figcaption>
                The attractor after {formatCount(data.pointCount)} points: {data.words}
              </figcaption>
            </figure>
            {data.model !== null && <ModelFigure model={data.model} side={side} />}
            <MapTable maps={data.maps} hovered={hovered} onHover={setHovered} />
          </div>
        )}
      </div>
    </div>
  );
}
