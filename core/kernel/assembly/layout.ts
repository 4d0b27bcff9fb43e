/** Where the kernel's buffers lie in linear memory; `configure` places them for one picture size and class limits. */

/** Room behind every buffer, bytes, so that 16-byte loads and stores may run past the end. */
const SLACK: usize = 128;

export let maximumVertices: i32 = 0;
export let verticesX: usize = 0;
export let verticesY: usize = 0;
/** cos θ_i and sin θ_i, f64 each. */
export let cosines: usize = 0;
export let sines: usize = 0;
/** Paper: W_i + 1. Release: 0.5 sin(n₁θ_i). RCDB: x_i without the centre. */
export let wave1: usize = 0;
/** Release: 0.5 sin(n₂θ_i). RCDB: y_i without the centre. */
export let wave2: usize = 0;
/** Vertices as whole pixels, i32; the last one stands before the first, too. */
export let pixelsX: usize = 0;
export let pixelsY: usize = 0;
/** First pixels of a polyline's segments and four lists of their numbers, i32, and the bytes of each of the five. */
export let lists: usize = 0;
export let listBytes: usize = 0;
/** Random words of one orbit, or of a stretch of a walk, u32. */
export let words: usize = 0;
export let wordCapacity: i32 = 0;
/** One random word an orbit, u32, from which its grey comes. */
export let greys: usize = 0;

/** S, px. */
export let size: i32 = 0;
export let pixels: usize = 0;
/** Grey of what nothing is drawn on. */
export let background: u8 = 0;

/** The picture at hand, made smaller. */
export let reduced: usize = 0;
/** For each of its pixels along one axis the first pixel that it is made of, i32. */
export let tapStarts: usize = 0;
/** The weights from there on, i32: at most 8 · size. */
export let tapWeights: usize = 0;
/** Sums down the columns, i32. */
export let tapSums: usize = 0;

/** Of each sample its red, green, blue and the mean of them, a byte each. */
export let palette: usize = 0;

/** Samples to encode that were not painted here. */
export let samples: usize = 0;
/** Unfiltered scan lines with their filter bytes: what the PNG's deflate stream holds. */
export let scanLines: usize = 0;
export let scanLineCapacity: i32 = 0;
/** Nine bits for each of their bytes: where they are the same as bytes before them. */
export let repeats: usize = 0;
/** u16 each. */
export let tokens: usize = 0;
export let png: usize = 0;

/** Random words at hand where there are no vertices: of walks, which take them by the stretch. */
const WALK_WORDS: usize = 1 << 14;
/** How far back deflate looks. */
const WINDOW_BYTES: usize = 1 << 15;
/** Raw bytes covered by one deflate block: one block for a grey picture of up to 700 px a side. */
export const BLOCK_BYTES: i32 = 1 << 19;

export function setBackground(grey: u8): void {
  background = grey;
}

let top: usize = 0;

/** Room of this many bytes behind what was placed before, to be had from `grow`. */
export function place(bytes: usize): usize {
  const start = top;
  top = (top + bytes + SLACK + 15) & ~15;
  return start;
}

/**
 * Places all buffers.
 * @param side S, px
 * @param vertexLimit largest q of polylines, and largest K; both 0 where there are none
 * @param sampleBytes largest number of samples that `encodePng` will be given, width × height × channels
 * @param rows its largest height
 */
export function configure(side: i32, vertexLimit: i32, orbitLimit: i32, sampleBytes: i32, rows: i32): void {
  top = (__heap_base + 15) & ~15;
  maximumVertices = vertexLimit;
  size = side;
  const lanes = <usize>((vertexLimit + 15) & ~15) + 1;
  verticesX = place(lanes * 8);
  verticesY = place(lanes * 8);
  cosines = place(lanes * 8);
  sines = place(lanes * 8);
  wave1 = place(lanes * 8);
  wave2 = place(lanes * 8);
  pixelsX = place(lanes * 4);
  pixelsY = place(lanes * 4);
  listBytes = lanes * 4 + 16;
  lists = place(listBytes * 5);
  // Two noise values a vertex, two words each; behind them the twister's window of 624 words on either side.
  wordCapacity = <i32>((vertexLimit > 0 ? lanes * 4 : WALK_WORDS) + 4 * 624 + 64);
  words = place(<usize>wordCapacity * 4);
  greys = place(<usize>orbitLimit * 4 + 192);
  pixels = place(<usize>side * <usize>side);
  reduced = place(<usize>side * <usize>side);
  tapStarts = place(<usize>side * 4);
  tapWeights = place(<usize>side * 32);
  tapSums = place(<usize>side * 4);
  palette = place(4 * 256);
  samples = place(<usize>sampleBytes);
  scanLineCapacity = sampleBytes + rows;
  // Bytes before the first are looked at, too, and what is found there is dropped.
  scanLines = place(WINDOW_BYTES + <usize>scanLineCapacity) + WINDOW_BYTES;
  repeats = place(9 * ((<usize>scanLineCapacity >> 3) + 32));
  tokens = place(<usize>min(scanLineCapacity, BLOCK_BYTES) * 2 + 1024);
  png = place(<usize>scanLineCapacity + <usize>(scanLineCapacity >> 4) + 4096);
  grow();
  memory.fill(cosines, 0, pixelsX - cosines);
}

/** Takes the memory that was placed. */
export function grow(): void {
  const pages = <i32>((top + 0xffff) >> 16);
  if (pages > memory.size() && memory.grow(pages - memory.size()) < 0) unreachable();
}
