/** From where a model in space is seen. */

/** Where the camera looks, towards the origin; it stands on the other side of it. */
export interface Viewpoint {
  /** rad, about the upright axis y: 0 looks along x, π/2 against z. */
  azimuth: number;
  /** rad, −π/2 … π/2: how far the camera looks up from the plane y = 0. */
  elevation: number;
}

const DEGREES = 180 / Math.PI;

/** As `turned by −40°, seen from 20° above`; a camera that stands above looks down. */
export function viewpointWords({ azimuth, elevation }: Viewpoint): string {
  const around = String(Math.round(azimuth * DEGREES)).replace("-", "−");
  const above = Math.round(-elevation * DEGREES);
  return `turned by ${around}°, seen from ${Math.abs(above)}° ${above < 0 ? "below" : "above"}`;
}
