/** From where a model is seen: as `core/formulations/exfractaldb/geometry/camera.ts`, in single precision. */
import { cosAccurate, sinAccurate } from "../../../../mathematics/sincos";
import { camera } from "../../exfractaldb/buffers";

/** The views of the ring begin this far from x, rad. */
const RING_START: f64 = 30 * (Math.PI / 180);
const DISTANCE: f32 = 4;
/** rad, of the whole picture, upright. */
const FIELD_OF_VIEW: f64 = Math.PI / 4;
const NEAR: f64 = 1;
const FAR: f64 = 100;

/** Images of x and z in the plane y = 0, and what the turns leave of y. */
let x0: f32 = 1;
let x1: f32 = 0;
let z0: f32 = 0;
let z1: f32 = 1;
let y: f32 = 1;

/** View k of the ring: turned about y by 2πk/views, by 30°, and by a jitter in degrees, one after the other. */
export function ring(view: i32, jitter: f64, views: i32): void {
  x0 = 1;
  x1 = 0;
  z0 = 0;
  z1 = 1;
  y = 1;
  turn((<f64>view / <f64>views) * Math.PI * 2);
  turn(RING_START);
  turn(jitter * (Math.PI / 180));
  look(x0, 0, x1, 0, y, 0);
}

function turn(by: f64): void {
  const angle = <f64>(<f32>by);
  const cosine = <f32>cosAccurate(angle);
  const sine = <f32>sinAccurate(angle);
  const newX0: f32 = x0 * cosine - z0 * sine;
  const newX1: f32 = x1 * cosine - z1 * sine;
  z0 = x0 * sine + z0 * cosine;
  z1 = x1 * sine + z1 * cosine;
  x0 = newX0;
  x1 = newX1;
  y = y * (cosine + (<f32>1 - cosine));
}

/** Turned about z, then about y. @param azimuth rad @param height sine of the angle above the plane y = 0 */
export function sphere(azimuth: f64, height: f64): void {
  const level = Math.sqrt(1 - height * height);
  const cosine = cosAccurate(azimuth);
  const sine = sinAccurate(azimuth);
  look(
    <f32>(level * cosine),
    <f32>height,
    <f32>(-level * sine),
    <f32>(-height * cosine),
    <f32>level,
    <f32>(height * sine),
  );
}

/** The camera that looks at the origin in this direction, with this up. */
function look(directionX: f32, directionY: f32, directionZ: f32, upX: f32, upY: f32, upZ: f32): void {
  const eyeX = -(directionX * DISTANCE);
  const eyeY = -(directionY * DISTANCE);
  const eyeZ = -(directionZ * DISTANCE);
  let scale = reciprocal(-eyeX, -eyeY, -eyeZ);
  const forwardX = -eyeX * scale;
  const forwardY = -eyeY * scale;
  const forwardZ = -eyeZ * scale;
  const crossX: f32 = forwardY * upZ - upY * forwardZ;
  const crossY: f32 = forwardZ * upX - upZ * forwardX;
  const crossZ: f32 = forwardX * upY - upX * forwardY;
  scale = reciprocal(crossX, crossY, crossZ);
  const rightX = crossX * scale;
  const rightY = crossY * scale;
  const rightZ = crossZ * scale;
  const aboveX: f32 = rightY * forwardZ - forwardY * rightZ;
  const aboveY: f32 = rightZ * forwardX - forwardZ * rightX;
  const aboveZ: f32 = rightX * forwardY - forwardX * rightY;
  column(0, rightX, aboveX, -forwardX, 0);
  column(16, rightY, aboveY, -forwardY, 0);
  column(32, rightZ, aboveZ, -forwardZ, 0);
  column(
    48,
    -dot(rightX, rightY, rightZ, eyeX, eyeY, eyeZ),
    -dot(aboveX, aboveY, aboveZ, eyeX, eyeY, eyeZ),
    dot(forwardX, forwardY, forwardZ, eyeX, eyeY, eyeZ),
    1,
  );
  const half = <f64>(<f32>FIELD_OF_VIEW / 2);
  store<f32>(camera, <f32>1 / <f32>(sinAccurate(half) / cosAccurate(half)), 64);
  store<f32>(camera, -(<f32>((FAR + NEAR) / (FAR - NEAR))), 68);
  store<f32>(camera, -(<f32>((2 * FAR * NEAR) / (FAR - NEAR))), 72);
}

@inline
function column(at: usize, a: f32, b: f32, c: f32, d: f32): void {
  store<f32>(camera + at, a);
  store<f32>(camera + at, b, 4);
  store<f32>(camera + at, c, 8);
  store<f32>(camera + at, d, 12);
}

@inline
function dot(a0: f32, a1: f32, a2: f32, b0: f32, b1: f32, b2: f32): f32 {
  return a0 * b0 + a1 * b1 + a2 * b2;
}

/** Of a vector's length. */
@inline
function reciprocal(a0: f32, a1: f32, a2: f32): f32 {
  return <f32>1 / sqrt<f32>(dot(a0, a1, a2, a0, a1, a2));
}
