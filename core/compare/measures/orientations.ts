/**
 * Histograms of gradient orientations, HOG (Dalal and Triggs, CVPR 2005): where in the picture lines run in which direction.
 * As theirs with 9 directions, 2 × 2 cells a block and blocks that overlap by half, normalised by L2; without gamma and
 * without a Gaussian window on the block. The picture is 8 × 8 cells, whatever its size.
 */
import type { GreyPicture } from "../picture.ts";
import { eachGradient } from "./gradient.ts";

export const DIRECTIONS = 9;
/** Across and down. */
const CELLS = 8;
const BLOCKS = CELLS - 1;
const BLOCK_NUMBERS = 4 * DIRECTIONS;
/** A block with less change than a tenth of a grey a pixel counts as nearly empty. */
const FAINT = 0.1;

/** Numbers of a descriptor. */
const DESCRIPTOR_LENGTH = BLOCKS * BLOCKS * BLOCK_NUMBERS;

export interface Orientations {
  /** Of each block, row by row, its four cells' histograms, at most of length 1. */
  descriptor: Float32Array<ArrayBuffer>;
  /**
   * How evenly the directions are met: the entropy of the histogram over the whole picture as a part of its maximum, 0 (one
   * direction) … 1 (all alike), after Redies, Brachmann and Wagemans (Vision Research 2017); NaN where nothing changes.
   */
  evenness: number;
}

export function orientationsOf(picture: GreyPicture): Orientations {
  const cells = cellHistograms(picture);
  return { descriptor: blocksOf(cells, picture.side), evenness: evennessOf(cells) };
}

/**
 * How far two pictures are apart: the root of the mean over the blocks of the squared distance, 0 of equal pictures … √2
 * where no block has a direction in common.
 */
export function orientationDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum / (BLOCKS * BLOCKS));
}

/** Each gradient votes with its strength for the two nearest directions in the four nearest cells, by nearness. */
function cellHistograms(picture: GreyPicture): Float64Array {
  const cells = new Float64Array(CELLS * CELLS * DIRECTIONS);
  const cellSide = picture.side / CELLS;
  eachGradient(picture, (x, y, across, down) => {
    const strength = Math.sqrt(across * across + down * down);
    // A line has no head: opposite gradients are one direction.
    const angle = (Math.atan2(down, across) + Math.PI) % Math.PI;
    const direction = (angle / Math.PI) * DIRECTIONS - 0.5;
    const lower = Math.floor(direction);
    const beyond = direction - lower;
    const first = (lower + DIRECTIONS) % DIRECTIONS;
    const second = (lower + 1) % DIRECTIONS;
    const column = (x + 0.5) / cellSide - 0.5;
    const row = (y + 0.5) / cellSide - 0.5;
    const left = Math.floor(column);
    const top = Math.floor(row);
    for (let v = 0; v <= 1; v++) {
      const cellRow = top + v;
      if (cellRow < 0 || cellRow >= CELLS) continue;
      const nearDown = 1 - Math.abs(row - cellRow);
      for (let u = 0; u <= 1; u++) {
        const cellColumn = left + u;
        if (cellColumn < 0 || cellColumn >= CELLS) continue;
        const vote = strength * nearDown * (1 - Math.abs(column - cellColumn));
        const at = (cellRow * CELLS + cellColumn) * DIRECTIONS;
        cells[at + first] += vote * (1 - beyond);
        cells[at + second] += vote * beyond;
      }
    }
  });
  return cells;
}

function blocksOf(cells: Float64Array, side: number): Float32Array<ArrayBuffer> {
  const descriptor = new Float32Array(DESCRIPTOR_LENGTH);
  const faint = FAINT * (side / CELLS) ** 2;
  let at = 0;
  for (let row = 0; row < BLOCKS; row++) {
    for (let column = 0; column < BLOCKS; column++) {
      const places = [0, 1, CELLS, CELLS + 1].map((step) => (row * CELLS + column + step) * DIRECTIONS);
      let squares = faint * faint;
      for (const place of places) for (let i = 0; i < DIRECTIONS; i++) squares += cells[place + i] ** 2;
      const length = Math.sqrt(squares);
      for (const place of places) {
        for (let i = 0; i < DIRECTIONS; i++) descriptor[at++] = cells[place + i] / length;
      }
    }
  }
  return descriptor;
}

function evennessOf(cells: Float64Array): number {
  const whole = new Float64Array(DIRECTIONS);
  for (let i = 0; i < cells.length; i++) whole[i % DIRECTIONS] += cells[i];
  const total = whole.reduce((sum, votes) => sum + votes, 0);
  if (total === 0) return Number.NaN;
  let entropy = 0;
  for (const votes of whole) if (votes > 0) entropy -= (votes / total) * Math.log(votes / total);
  return entropy / Math.log(DIRECTIONS);
}
