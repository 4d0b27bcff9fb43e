/** A viewpoint that is turned by hand, drawn at most once a frame and outside of React's state. */
import type { Viewpoint } from "../../../core/formulations/viewpoint.ts";

/** Of the way back to the viewpoint that was given. */
const HOME_MS = 250;

export class Turntable {
  private readonly own: Viewpoint;
  private readonly draw: (viewpoint: Viewpoint) => void;
  private viewpoint: Viewpoint;
  private frame = 0;

  /** @param own to which it can be turned back @param first with which it begins */
  constructor(own: Viewpoint, first: Viewpoint, draw: (viewpoint: Viewpoint) => void) {
    this.own = own;
    this.draw = draw;
    this.viewpoint = first;
    draw(first);
  }

  /** What is near goes this far to the right and down. @param right rad @param down rad, ends above and below the model */
  turn(right: number, down: number): void {
    const { azimuth, elevation } = this.viewpoint;
    const upright = Math.PI / 2;
    this.stop();
    this.viewpoint = {
      azimuth: wrapped(azimuth - right),
      elevation: Math.min(upright, Math.max(-upright, elevation + down)),
    };
    this.frame = requestAnimationFrame(() => this.draw(this.viewpoint));
  }

  /** Back to the viewpoint that was given, on the shorter way. @param isStill at once */
  home(isStill: boolean): void {
    this.stop();
    const from = this.viewpoint;
    const around = wrapped(this.own.azimuth - from.azimuth);
    const up = this.own.elevation - from.elevation;
    const begin = performance.now();
    const step = (now: number): void => {
      const passed = isStill ? 1 : Math.min(1, Math.max(0, (now - begin) / HOME_MS));
      const part = passed * passed * (3 - 2 * passed);
      const azimuth = wrapped(from.azimuth + part * around);
      this.viewpoint = passed < 1 ? { azimuth, elevation: from.elevation + part * up } : this.own;
      this.draw(this.viewpoint);
      if (passed < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  /** Draws nothing any more. */
  stop(): void {
    cancelAnimationFrame(this.frame);
  }
}

/** The same angle in [−π, π]. */
function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
