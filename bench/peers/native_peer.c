/*
 * Formulation paper in C for one machine, to measure against: vertices in single precision, as many at once as the compiler
 * finds, integer lines, PNG by libdeflate where it is, else by zlib. It draws the same kind of pictures as ours of the very
 * same classes, not the same ones: it has random numbers of its own.
 *
 * From standard input: images of each class, then a class a line as vertices, orbits, the first axes and the interval (px),
 * two frequencies, two amplitudes, the noise's amplitude.
 */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef WITH_LIBDEFLATE
#include <libdeflate.h>
#else
#include <zlib.h>
#endif

enum { SIDE = 512, MOST_VERTICES = 1024, ROW = SIDE + 1, LEVEL = 1 };

typedef struct {
  int vertices, orbits;
  float axis_a, axis_b, interval, noise;
  float cosine[MOST_VERTICES], sine[MOST_VERTICES], wave[MOST_VERTICES];
} Class;

static float gradient[256], next_gradient[256];
/* Scan lines, each behind the byte of its filter: what is drawn need not be copied. */
static uint8_t lines[ROW * SIDE];
static uint8_t file[2 * ROW * SIDE];
static int32_t xs[MOST_VERTICES], ys[MOST_VERTICES];

/* A mixing of 32 bits, which a compiler can do for many numbers at once. */
static inline uint32_t mixed(uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}

static void prepare_noise(void) {
  for (int cell = 0; cell < 256; cell++) {
    const uint32_t hash = mixed(cell + 1);
    gradient[cell] = 0.4f * (hash & 8 ? -1.f : (float)((hash & 7) + 1));
  }
  for (int cell = 0; cell < 256; cell++) next_gradient[cell] = gradient[(cell + 1) & 255];
}

static int read_class(Class *c) {
  double a, b, interval, n1, n2, l1, l2, noise;
  if (scanf("%d %d %lf %lf %lf %lf %lf %lf %lf %lf", &c->vertices, &c->orbits, &a, &b, &interval, &n1, &n2, &l1, &l2, &noise) != 10) return 0;
  if (c->vertices > MOST_VERTICES) exit(2);
  c->axis_a = (float)a;
  c->axis_b = (float)b;
  c->interval = (float)interval;
  c->noise = (float)noise;
  for (int i = 0; i < c->vertices; i++) {
    const double angle = 2 * M_PI * i / c->vertices;
    c->cosine[i] = (float)cos(angle);
    c->sine[i] = (float)sin(angle);
    c->wave[i] = (float)(1 + l1 * sin(n1 * angle) + l2 * sin(n2 * angle));
  }
  return 1;
}

static void find_vertices(const Class *c, uint32_t seed, float a, float b, float cx, float cy) {
  for (int i = 0; i < c->vertices; i++) {
    const uint32_t word = mixed(seed + (uint32_t)i);
    const uint32_t cell = word >> 24;
    const float f = (float)(int32_t)(word & 0xffffff) * (1.f / 16777216.f);
    const float fade = f * f * f * (f * (f * 6 - 15) + 10);
    const float low = gradient[cell] * f;
    const float r = c->wave[i] + c->noise * (low + fade * (next_gradient[cell] * (f - 1) - low));
    xs[i] = (int32_t)(cx + a * r * c->cosine[i]);
    ys[i] = (int32_t)(cy + b * r * c->sine[i]);
  }
}

static inline int is_inside(int x, int y) { return (uint32_t)x < SIDE && (uint32_t)y < SIDE; }

/* Pixels behind the first of a segment, by its longer axis. */
static inline void draw_segment(int x0, int y0, int x1, int y1, uint8_t grey) {
  const int inside = is_inside(x0, y0) && is_inside(x1, y1);
  if (!inside && ((x0 < 0 && x1 < 0) || (y0 < 0 && y1 < 0) || (x0 >= SIDE && x1 >= SIDE) || (y0 >= SIDE && y1 >= SIDE))) return;
  const int dx = x1 - x0, dy = y1 - y0;
  const int width = abs(dx), height = abs(dy), steps = width > height ? width : height;
  if (steps == 0) return;
  const int along_x = dx < 0 ? -1 : 1, along_y = dy < 0 ? -1 : 1;
  const int flat = width > height, extent = flat ? height : width;
  int error = steps;
  if (inside) {
    uint8_t *at = lines + y0 * ROW + 1 + x0;
    const int along = flat ? along_x : along_y * ROW, across = flat ? along_y * ROW : along_x;
    for (int step = 0; step < steps; step++) {
      error += 2 * extent;
      const int moves = error >= 2 * steps;
      error -= moves ? 2 * steps : 0;
      at += along + (moves ? across : 0);
      *at = grey;
    }
    return;
  }
  for (int step = 0, x = x0, y = y0; step < steps; step++) {
    error += 2 * extent;
    const int moves = error >= 2 * steps;
    error -= moves ? 2 * steps : 0;
    x += flat || moves ? along_x : 0;
    y += !flat || moves ? along_y : 0;
    if (is_inside(x, y)) lines[y * ROW + 1 + x] = grey;
  }
}

static void draw(const Class *c, uint32_t seed) {
  memset(lines, 0, sizeof lines);
  const float cx = (float)(mixed(seed) >> 8) * (SIDE / 16777216.f), cy = (float)(mixed(seed + 1) >> 8) * (SIDE / 16777216.f);
  for (int k = 0; k < c->orbits; k++) {
    const uint32_t own = mixed(seed + 2 + (uint32_t)k);
    find_vertices(c, own, c->axis_a + c->interval * k, c->axis_b + c->interval * k, cx, cy);
    const uint8_t grey = (uint8_t)(own >> 24);
    for (int i = 0, before = c->vertices - 1; i < c->vertices; before = i++) draw_segment(xs[before], ys[before], xs[i], ys[i], grey);
  }
}

static uint8_t *put_number(uint8_t *to, uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) *to++ = (uint8_t)(number >> shift);
  return to;
}

static uint32_t checksum(const uint8_t *from, size_t length) {
#ifdef WITH_LIBDEFLATE
  return libdeflate_crc32(0, from, length);
#else
  return (uint32_t)crc32(0, from, (uInt)length);
#endif
}

static uint8_t *put_chunk(uint8_t *to, const char *type, size_t length) {
  put_number(to, (uint32_t)length);
  memcpy(to + 4, type, 4);
  return put_number(to + 8 + length, checksum(to + 4, length + 4));
}

static size_t encode(void *compressor) {
  memcpy(file, "\x89PNG\r\n\x1a\n", 8);
  uint8_t *at = file + 8;
  put_number(put_number(at + 8, SIDE), SIDE);
  memcpy(at + 16, "\x08\x00\x00\x00\x00", 5);
  at = put_chunk(at, "IHDR", 13);
  const size_t room = sizeof file - 128;
#ifdef WITH_LIBDEFLATE
  const size_t length = libdeflate_zlib_compress(compressor, lines, sizeof lines, at + 8, room);
#else
  (void)compressor;
  uLongf length = room;
  compress2(at + 8, &length, lines, sizeof lines, LEVEL);
#endif
  at = put_chunk(at, "IDAT", length);
  return (size_t)(put_chunk(at, "IEND", 0) - file);
}

static double now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

int main(void) {
  int images;
  static Class c;
  if (scanf("%d", &images) != 1) return 2;
  prepare_noise();
#ifdef WITH_LIBDEFLATE
  void *compressor = libdeflate_alloc_compressor(LEVEL);
  const char *by = "libdeflate";
#else
  void *compressor = NULL;
  const char *by = "zlib";
#endif
  double wall = 0, processor = 0, bytes = 0;
  int count = 0;
  /* A class's tables serve its thousand images, and stand apart as ours do. */
  for (uint32_t number = 0; read_class(&c); number++) {
    for (int image = -1; image < images; image++) {
      const double start = now(CLOCK_MONOTONIC), worked = now(CLOCK_PROCESS_CPUTIME_ID);
      draw(&c, mixed(1000 * number + (uint32_t)image + 2));
      const size_t length = encode(compressor);
      /* The first warms up. */
      if (image < 0) continue;
      wall += now(CLOCK_MONOTONIC) - start;
      processor += now(CLOCK_PROCESS_CPUTIME_ID) - worked;
      bytes += (double)length;
      count++;
    }
  }
  if (count == 0) return 2;
  printf("{\"png\":\"%s\",\"millisecondsPerImage\":%g,\"processorMillisecondsPerImage\":%g,\"bytesPerImage\":%g}\n",
         by, wall / count, processor / count, bytes / count);
  return 0;
}
