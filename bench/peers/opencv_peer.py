"""A careful NumPy + OpenCV generator to measure against: vectorised vertices, cv2.polylines, PNG in memory, one thread.

It draws the same kind of pictures as ours, not the same ones: it has its own random numbers and OpenCV's lines.
"""

import argparse
import json
import time

import cv2
import numpy as np

SIDE = 512
WARM_UP = 5
NOISE_SCALE = 0.05
# Which permutation it is makes no difference to the time; 0.4 is the noise's own factor, taken in here.
PERMUTATION = np.random.default_rng(0).permutation(256)
GRADIENTS = np.float32(0.4) * np.where(PERMUTATION & 8, -1, (PERMUTATION & 7) + 1).astype(np.float32)
NEXT_GRADIENTS = np.roll(GRADIENTS, -1)
PNG = {
    "level1": [cv2.IMWRITE_PNG_COMPRESSION, 1],
    # What OpenCV does unasked: one fixed filter and runs only, faster and larger than level 1.
    "default": [],
}


def gradient_noise(argument):
    """One octave of 1-D gradient noise of non-negative float32 arguments, which it overwrites."""
    cell = argument.astype(np.uint16)
    argument -= cell
    cell &= 255
    fade = argument * 6
    fade -= 15
    fade *= argument
    fade += 10
    for _ in range(3):
        fade *= argument
    start = GRADIENTS[cell]
    start *= argument
    argument -= 1
    argument *= NEXT_GRADIENTS[cell]
    argument -= start
    argument *= fade
    argument += start
    return argument


def drawn_waves(rng, theta):
    """λ₁ sin(n₁θ) + λ₂ sin(n₂θ) with Table 1's frequencies and amplitudes."""
    n1, n2 = rng.integers(0, 21, 2)
    return 0.5 * np.sin(n1 * theta) + 0.5 * np.sin(n2 * theta)


def paper_class(rng):
    """Table 1's group 1; the axes and directions of Eq. 7 that all images of the class share."""
    q, orbits = rng.integers(200, 1001), rng.integers(1, 201)
    theta = 2 * np.pi * np.arange(q) / q
    wave = (drawn_waves(rng, theta) + 1).astype(np.float32)
    axes = rng.uniform(1, 400, 2) / 2 + np.arange(orbits)[:, None]
    along_x = (axes[:, :1] * np.cos(theta)).astype(np.float32)
    along_y = (axes[:, 1:] * np.sin(theta)).astype(np.float32)
    return q, orbits, along_x, along_y, wave, np.float32(rng.uniform(0, 1) * NOISE_SCALE)


def paper_image(rng, drawn):
    """K × q × 2 integer vertices of one image by Eq. 7."""
    q, orbits, along_x, along_y, wave, noise_level = drawn
    argument = rng.random((orbits, q), dtype=np.float32)
    argument *= 256
    radius = gradient_noise(argument)
    radius *= noise_level
    radius += wave
    centre = rng.uniform(0, SIDE, 2).astype(np.float32)
    vertices = np.empty((orbits, q, 2), np.int32)
    vertices[..., 0] = along_x * radius + centre[0]
    vertices[..., 1] = along_y * radius + centre[1]
    return vertices


def release_class(rng):
    """The released script's draws of a class, best-practice values, as arrays over vertices and both coordinates."""
    q, orbits = rng.integers(200, 1001), rng.integers(1, 201)
    theta = 2 * np.pi * np.arange(q) / q
    kappa, w, r = rng.uniform(0, 4), rng.uniform(0, 0.1), rng.integers(10, 61)
    waves = drawn_waves(rng, theta)[:, None]
    directions = np.stack([np.cos(theta), np.sin(theta)], -1)
    offset = (kappa + waves + w).astype(np.float32)
    return q, orbits, directions.astype(np.float32), offset, np.float32(kappa), r * rng.uniform(1, 2, 2)


def release_image(rng, drawn):
    """K × q × 2 integer vertices of one image: each orbit is the one before, moved."""
    q, orbits, directions, offset, kappa, radii = drawn
    argument = rng.random((orbits, q, 2), dtype=np.float32)
    argument *= 10000
    displacement = gradient_noise(argument)
    displacement *= kappa
    displacement -= offset
    displacement *= directions
    at = (directions * radii + (SIDE + rng.integers(-SIDE, SIDE + 1, 2)) / 2).astype(np.float32)
    vertices = np.empty((orbits, q, 2), np.int32)
    # Orbit after orbit stays in the cache, which a cumulative sum down the whole array does not.
    for orbit in range(orbits):
        at -= displacement[orbit]
        vertices[orbit] = at
    return vertices


def draw(vertices, greys):
    picture = np.zeros((SIDE, SIDE), np.uint8)
    for orbit, grey in zip(vertices, greys):
        cv2.polylines(picture, [orbit], True, grey, 1, cv2.LINE_8)
    return picture


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--formulation", choices=["paper", "release"], default="paper")
    parser.add_argument("--images", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--png", choices=sorted(PNG), default="level1")
    options = parser.parse_args()
    if options.images < 1:
        parser.error(f"--images must be at least 1, not {options.images}")
    cv2.setNumThreads(1)
    rng = np.random.default_rng(options.seed)
    draw_class, draw_image = {
        "paper": (paper_class, paper_image),
        "release": (release_class, release_image),
    }[options.formulation]
    parts = {"vertices": 0.0, "lines": 0.0, "encode": 0.0}
    size = 0
    processor = 0.0
    for image in range(-WARM_UP, options.images):
        # Outside the time: a class serves a thousand images.
        drawn = draw_class(rng)
        processor_start = time.process_time()
        start = time.perf_counter()
        vertices = draw_image(rng, drawn)
        greys = rng.integers(0, 256, len(vertices)).tolist()
        placed = time.perf_counter()
        picture = draw(vertices, greys)
        painted = time.perf_counter()
        _, png = cv2.imencode(".png", picture, PNG[options.png])
        end = time.perf_counter()
        if image >= 0:
            processor += time.process_time() - processor_start
            parts["vertices"] += placed - start
            parts["lines"] += painted - placed
            parts["encode"] += end - painted
            size += len(png)
    seconds = sum(parts.values())
    print(
        json.dumps(
            {
                "images": options.images,
                "seconds": seconds,
                "millisecondsPerImage": 1000 * seconds / options.images,
                "processorMillisecondsPerImage": 1000 * processor / options.images,
                "bytesPerImage": size / options.images,
                **{part: 1000 * spent / options.images for part, spent in parts.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
