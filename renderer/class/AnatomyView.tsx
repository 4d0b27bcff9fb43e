/** One image taken apart as in the paper's Figure 2: orbit, wave, vertices, and all orbits together. */
import { Skeleton } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FormulationName } from "../../core/config/parameters.ts";
import { polylinesOf } from "../../core/formulations/index.ts";
import { WaveCurve } from "../plots/WaveCurve.tsx";
import { ParameterSymbol } from "../shared/ParameterSymbol.tsx";
import { useStudio } from "../shared/studio.tsx";
import { AtomFigure } from "./AtomFigure.tsx";
import classes from "./class.module.css";
import { DepthFigures } from "./DepthFigures.tsx";
import { OrbitFigure } from "./OrbitFigure.tsx";

export interface AnatomyViewProps {
  configId: string;
  classIndex: number;
  instance: number;
  formulation: FormulationName;
}

/** More would be tens of MB to carry and to draw, and could not be told apart. */
const MOST_ORBITS = 400;
const GAP = 16;
/** Of a figure that can still be read; three of them stand in a row where there is room. */
const LEAST_SIDE = 160;

export function AnatomyView({ configId, classIndex, instance, formulation }: AnatomyViewProps) {
  const { api } = useStudio();
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const { waveUnit, waveCaption, words } = polylinesOf({ formulation })!.studio;
  const [hovered, setHovered] = useState<number | null>(null);
  const { data, error, isError } = useQuery({
    queryKey: ["anatomy", configId, classIndex, instance],
    queryFn: () => api.anatomy({ configId, classIndex, instance, maximumOrbits: MOST_ORBITS }),
    gcTime: 10_000,
    structuralSharing: false,
  });
  const columns = width >= 3 * LEAST_SIDE + 2 * GAP ? 3 : 2;
  const wide = (width - (columns - 1) * GAP) / columns;
  const side = Math.floor(Math.max(Math.min(LEAST_SIDE, wide), Math.min(wide, height - 282)));

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
          <>
            <div className={classes.figures}>
              <figure style={{ width: side }}>
                <OrbitFigure
                  anatomy={data}
                  part="wave"
                  label={words.first}
                  side={side}
                  hovered={hovered}
                  onHover={setHovered}
                />
                <figcaption>{words.first}</figcaption>
              </figure>
              <figure style={{ width: side }}>
                <OrbitFigure
                  anatomy={data}
                  part="vertices"
                  label={`${data.theta.length} ${words.vertices}`}
                  side={side}
                  hovered={hovered}
                  onHover={setHovered}
                />
                <figcaption>
                  <ParameterSymbol>q</ParameterSymbol> = {data.theta.length} {words.vertices}
                </figcaption>
              </figure>
              <figure style={{ width: side }}>
                <AtomFigure
                  key={`${configId}/${classIndex}/${instance}`}
                  anatomy={data}
                  words={words}
                  side={side}
                  caption={
                    <figcaption>
                      {words.whole}: <ParameterSymbol>K</ParameterSymbol> = {data.orbitCount}{" "}
                      {data.orbitCount === 1 ? words.part : words.parts}
                    </figcaption>
                  }
                />
              </figure>
            </div>
            <section aria-label="Wave">
              <WaveCurve
                theta={data.theta}
                wave={data.wave}
                smoothWave={data.smoothWave}
                height={Math.max(150, Math.min(280, height - side - 132))}
                unit={waveUnit}
                hovered={hovered}
                onHover={setHovered}
              />
              <p className={classes.note}>{waveCaption}</p>
            </section>
            {data.depths.length > 0 && <DepthFigures anatomy={data} />}
          </>
        )}
      </div>
    </div>
  );
}
