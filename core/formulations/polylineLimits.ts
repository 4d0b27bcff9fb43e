/** The largest polylines that a kernel has to hold. */
import type { PolylineConfigBase } from "../config/dataset.ts";
import type { KernelLimits } from "../kernel/kernel.ts";

export function polylineLimits({
  parameters: { vertices, orbits },
}: PolylineConfigBase): Pick<KernelLimits, "vertices" | "orbits"> {
  return { vertices: vertices[1], orbits: orbits[1] };
}
