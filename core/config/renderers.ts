/** The renderers: what draws the pictures of a formulation. */

/** By what pictures are made of, the usual one first. */
export const renderersOf = { polylines: ["lines", "canvas"], points: ["points"] } as const;

export const renderers = [...renderersOf.polylines, ...renderersOf.points] as const;

export type RendererName = (typeof renderers)[number];

/** Those that draw the same picture as this one, it among them. */
export function renderersLike(renderer: RendererName): readonly RendererName[] {
  const groups: readonly (readonly RendererName[])[] = Object.values(renderersOf);
  return groups.find((group) => group.includes(renderer))!;
}
