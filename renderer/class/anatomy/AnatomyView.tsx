/** One image taken apart as in the paper's Figure 2: orbit, wave, vertices, and all orbits together. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FormulationName } from "../../../core/config/parameters.ts";
import { polylinesOf } from "../../../core/formulations/index.ts";
import { WaveCurve } from "../../plots/WaveCurve.tsx";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import { useStudio } from "../../shared/studio.tsx";
import classes from "../class.module.css";
import { AnatomyFrame } from "./AnatomyFrame.tsx";
import { AtomFigure } from "./AtomFigure.tsx";
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

export function AnatomyView({ configId, classIndex, instance, formulation }: AnatomyViewProps) {
  const { api } = useStudio();
  const { waveUnit, waveCaption, words } = polylinesOf({ formulation })!.studio;
  const [hovered, setHovered] = useState<number | null>(null);
  const query = useQuery({
    queryKey: ["anatomy", configId, classIndex, instance],
    queryFn: () => api.anatomy({ configId, classIndex, instance, maximumOrbits: MOST_ORBITS }),
    gcTime: 10_000,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return (
    <AnatomyFrame anatomy={query} below={282}>
      {(data, side, height) => (
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
                most={MOST_ORBITS}
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
    </AnatomyFrame>
  );
}
