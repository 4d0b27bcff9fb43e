/** The numbers that the host and the draws hand each other: a configuration's, and those drawn for a class and an image. */

/** A configuration's numbers at most, f64. */
const CONFIGURATION_NUMBERS: i32 = 64;
/** Numbers of a class at most, f64. */
const CLASS_NUMBERS: i32 = 96;
/** Numbers of an image at most, f64. */
const IMAGE_NUMBERS: i32 = 8;

/** Where the host puts the configuration, in the order of the fields of its formulation's `kernelDraws` or `kernelFractal`. */
export const configuration: usize = memory.data(CONFIGURATION_NUMBERS * 8, 16);
/** The class drawn last, in the order of the columns of the class table; one that was searched: what was measured of it, then its maps. */
export const classNumbers: usize = memory.data(CLASS_NUMBERS * 8, 16);
/** The image drawn last: c_x, c_y, then what else its formulation draws. */
export const imageNumbers: usize = memory.data(IMAGE_NUMBERS * 8, 16);

/** Number i of the configuration; of a range its minimum, behind which the maximum lies. */
@inline
export function setting(i: i32): f64 {
  return load<f64>(configuration + (<usize>i << 3));
}

@inline
export function classNumber(i: i32): f64 {
  return load<f64>(classNumbers + (<usize>i << 3));
}

@inline
export function setClassNumber(i: i32, value: f64): void {
  store<f64>(classNumbers + (<usize>i << 3), value);
}

@inline
export function imageNumber(i: i32): f64 {
  return load<f64>(imageNumbers + (<usize>i << 3));
}

@inline
export function setImageNumber(i: i32, value: f64): void {
  store<f64>(imageNumbers + (<usize>i << 3), value);
}
