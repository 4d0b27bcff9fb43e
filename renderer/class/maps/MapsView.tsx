/** One image of points taken apart: what each map makes of the unit square or cube, the points as they arrive, the attractor. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { thumbnailSize } from "../../gallery/thumbnailSize.ts";
import { Picture } from "../../shared/pictures/Picture.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { formatCount } from "../../shared/text/format.ts";
import { AnatomyFrame } from "../anatomy/AnatomyFrame.tsx";
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

export function MapsView({ configId, classIndex, instance, imageSize }: MapsViewProps) {
  const { api } = useStudio();
  const [hovered, setHovered] = useState<number | null>(null);
  const query = useQuery({
    queryKey: ["mapAnatomy", configId, classIndex, instance],
    queryFn: () => api.mapAnatomy({ configId, classIndex, instance, maximumPoints: MOST_POINTS }),
    gcTime: 10_000,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return (
    <AnatomyFrame anatomy={query} below={260}>
      {(data, side) => (
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
              What {data.maps.length} maps make of the dashed {data.cell}
            </figcaption>
          </figure>
          <figure style={{ width: side }}>
            <ArrivalFigure
              key={`${configId}/${classIndex}/${instance}`}
              anatomy={data}
              most={MOST_POINTS}
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
    </AnatomyFrame>
  );
}
