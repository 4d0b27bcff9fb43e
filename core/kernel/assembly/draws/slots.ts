/** The numbered draws ("slots") of one class or one image by random access, as in `core/random/philox.ts`. */
import { block, CLASS_INSTANCE, IMAGE_ORBIT, unitOf, word0, word1, word2, word3 } from "../random/philox";
import { setting } from "./numbers";

let category: u32 = 0;
let instance: u32 = 0;

/** The slots of a class's own draws. */
export function ofClass(categoryNumber: u32): void {
  category = categoryNumber;
  instance = CLASS_INSTANCE;
}

export function ofImage(categoryNumber: u32, instanceNumber: u32): void {
  category = categoryNumber;
  instance = instanceNumber;
}

/** Uniform in [0, 1). */
export function unit(slot: u32): f64 {
  block(slot >> 1, IMAGE_ORBIT, instance, category);
  return slot & 1 ? unitOf(word2, word3) : unitOf(word0, word1);
}

/** Uniform in [low, high]. */
export function uniform(slot: u32, low: f64, high: f64): f64 {
  return low + (high - low) * unit(slot);
}

/** Integer in {low … high}. */
export function integer(slot: u32, low: f64, high: f64): f64 {
  return low + Math.floor(unit(slot) * (high - low + 1));
}

/** Uniform in the range that the configuration has at i. */
export function uniformOf(slot: u32, i: i32): f64 {
  return uniform(slot, setting(i), setting(i + 1));
}

/** Integer of the range that the configuration has at i. */
export function integerOf(slot: u32, i: i32): f64 {
  return integer(slot, setting(i), setting(i + 1));
}
