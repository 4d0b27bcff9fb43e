"""A careful NumPy + OpenCV generator to measure against: vectorised vertices, cv2.polylines, PNG level 1, one thread."""

import argparse
import json
import time

import cv2
import numpy as np

PERMUTATION = np.random.default_rng(0).permutation(256)
HASH = np.concatenate([PERMUTATION, PERMUTATION[:1]])
GRADIENTS = np.where(HASH & 8, -1, (HASH & 7) + 1).astype(np.float32)


def gradient_noise(x):
    """One octave of 1-D gradient noise for an array of non-negative arguments."""
    x = x.astype(np.float32)
    floor = np.floor(x)
    cell = floor.astype(np.int32) & 255
    f = x - floor
    g0 = f * GRADIENTS[cell]
    g1 = (f - 1) * GRADIENTS[cell + 1]
    fade = f * f * f * (f * (f * 6 - 15) + 10)
    return np.float32(0.4) * (g0 + fade * (g1 - g0))


def paper_class(rng):
    q = rng.integers(200, 1001)
    theta = 2 * np.pi * np.arange(q) / q
    wave = 0.5 * np.sin(rng.integers(0, 21) * theta) + 0.5 * np.sin(rng.integers(0, 21) * theta)
    orbits = rng.integers(1, 201)
    a = rng.uniform(1, 400) / 2 + np.arange(orbits)
    b = rng.uniform(1, 400) / 2 + np.arange(orbits)
    return q, orbits, a[:, None] * np.cos(theta), b[:, None] * np.sin(theta), wave + 1, rng.uniform(0, 1) * 0.05


def paper_image(rng, drawn):
    q, orbits, along_x, along_y, wave, noise = drawn
    radius = wave + noise * gradient_noise(rng.random((orbits, q), dtype=np.float32) * 256)
    centre = rng.uniform(0, 512, 2)
    vertices = np.empty((orbits, q, 2), np.int32)
    vertices[..., 0] = along_x * radius + centre[0]
    vertices[..., 1] = along_y * radius + centre[1]
    return vertices


def release_class(rng):
    q = rng.integers(200, 1001)
    theta = 2 * np.pi * np.arange(q) / q
    waves = 0.5 * np.sin(rng.integers(0, 21) * theta) + 0.5 * np.sin(rng.integers(0, 21) * theta)
    kappa, w, r = rng.uniform(0, 4), rng.uniform(0, 0.1), rng.integers(10, 61)
    oval = rng.uniform(1, 2, 2)
    directions = np.stack([np.cos(theta), np.sin(theta)], -1)
    return q, rng.integers(1, 201), directions, waves[:, None], kappa, w, r * oval


def release_image(rng, drawn):
    q, orbits, directions, waves, kappa, w, radii = drawn
    noise = gradient_noise(rng.random((orbits, q, 2), dtype=np.float32) * 10000)
    displacement = directions * (noise * kappa - kappa - waves - w)
    start = directions * radii + (512 + rng.integers(-512, 513, 2)) / 2
    return (start - np.cumsum(displacement, 0)).astype(np.int32)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--formulation", choices=["paper", "release"], default="paper")
    parser.add_argument("--images", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    rng = np.random.default_rng(options.seed)
    draw_class, draw_image = {
        "paper": (paper_class, paper_image),
        "release": (release_class, release_image),
    }[options.formulation]
    seconds = size = 0
    for image in range(-3, options.images):
        drawn = draw_class(rng)
        start = time.perf_counter()
        vertices = draw_image(rng, drawn)
        greys = rng.integers(0, 256, len(vertices)).tolist()
        picture = np.zeros((512, 512), np.uint8)
        for orbit, grey in zip(vertices, greys):
            cv2.polylines(picture, [orbit], True, grey)
        _, png = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        if image >= 0:
            seconds += time.perf_counter() - start
            size += len(png)
    print(
        json.dumps(
            {
                "images": options.images,
                "seconds": seconds,
                "millisecondsPerImage": 1000 * seconds / options.images,
                "bytesPerImage": size / options.images,
            }
        )
    )


main()
