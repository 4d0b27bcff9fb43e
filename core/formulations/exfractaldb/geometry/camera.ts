/** Where a model is seen from: the ring of views of the released renderer, and viewpoints anywhere; in single precision, as it computes them. */
import { cosAccurate, sinAccurate } from "../../../mathematics/sincos.ts";

/** Of the released renderer's ring. */
export const VIEWS = 12;
/** The views of the ring begin this far from x, rad. */
const RING_START = 30 * (Math.PI / 180);
/** The jitter is uniform in [−π, π], and taken for degrees. */
export const JITTER: readonly [number, number] = [-Math.PI, Math.PI];

/** Distance of the camera from the origin, which it looks at. */
export const DISTANCE = 4;
/** rad, of the whole picture, upright. */
export const FIELD_OF_VIEW = Math.PI / 4;
export const NEAR = 1;
const FAR = 100;

/**
 * The view matrix by columns (16 numbers), then what x and y, z and 1 are multiplied by to be projected (3): all in
 * single precision.
 */
export type Camera = Float32Array;

type Vector = readonly [number, number, number];

/** Where the camera looks to, and what is up; it stands on the other side of the origin. */
export interface Orientation {
  direction: Vector;
  up: Vector;
}

const f = Math.fround;

/**
 * View k of the ring: turned about y by 2πk/views, by 30°, and by a jitter, one after the other.
 * @param jitter degrees
 */
export function ringOrientation(view: number, jitter: number, views = VIEWS): Orientation {
  const turns = [(view / views) * Math.PI * 2, RING_START, jitter * (Math.PI / 180)];
  // Images of x and z in the plane y = 0, and what the turns leave of y.
  let x: readonly [number, number] = [1, 0];
  let z: readonly [number, number] = [0, 1];
  let y = 1;
  for (const turn of turns) {
    const angle = f(turn);
    const cosine = f(cosAccurate(angle));
    const sine = f(sinAccurate(angle));
    const [x0, x1] = x;
    const [z0, z1] = z;
    x = [f(f(x0 * cosine) - f(z0 * sine)), f(f(x1 * cosine) - f(z1 * sine))];
    z = [f(f(x0 * sine) + f(z0 * cosine)), f(f(x1 * sine) + f(z1 * cosine))];
    y = f(y * f(cosine + f(1 - cosine)));
  }
  return { direction: [x[0], 0, x[1]], up: [0, y, 0] };
}

/**
 * Turned about z, then about y: up stays at a right angle to the direction, straight above and below the model too.
 * @param azimuth rad
 * @param height sine of the angle above the plane y = 0 at which the camera looks, −1 … 1
 */
export function sphereOrientation(azimuth: number, height: number): Orientation {
  const level = Math.sqrt(1 - height * height);
  const cosine = cosAccurate(azimuth);
  const sine = sinAccurate(azimuth);
  const single = (vector: Vector): Vector => [f(vector[0]), f(vector[1]), f(vector[2])];
  return {
    direction: single([level * cosine, height, -level * sine]),
    up: single([-height * cosine, level, height * sine]),
  };
}

/** The camera of an orientation, looking at the origin. */
export function cameraOf({ direction, up }: Orientation): Camera {
  const eye: Vector = [-f(direction[0] * DISTANCE), -f(direction[1] * DISTANCE), -f(direction[2] * DISTANCE)];
  const forward = normalized([-eye[0], -eye[1], -eye[2]]);
  const right = normalized(cross(forward, up));
  const above = cross(right, forward);
  const scale = f(1 / f(tangent(f(f(FIELD_OF_VIEW) / 2))));
  return Float32Array.of(
    ...[right[0], above[0], -forward[0], 0],
    ...[right[1], above[1], -forward[1], 0],
    ...[right[2], above[2], -forward[2], 0],
    ...[-dot(right, eye), -dot(above, eye), dot(forward, eye), 1],
    ...[scale, -f((FAR + NEAR) / (FAR - NEAR)), -f((2 * FAR * NEAR) / (FAR - NEAR))],
  );
}

function tangent(angle: number): number {
  return sinAccurate(angle) / cosAccurate(angle);
}

function dot(a: Vector, b: Vector): number {
  return f(f(f(a[0] * b[0]) + f(a[1] * b[1])) + f(a[2] * b[2]));
}

function normalized(a: Vector): Vector {
  const reciprocal = f(1 / f(Math.sqrt(dot(a, a))));
  return [f(a[0] * reciprocal), f(a[1] * reciprocal), f(a[2] * reciprocal)];
}

function cross(a: Vector, b: Vector): Vector {
  const part = (i: number, j: number): number => f(f(a[i] * b[j]) - f(b[i] * a[j]));
  return [part(1, 2), part(2, 0), part(0, 1)];
}
