"""The released script's work as it does it, one number and one line at a time, written anew from its description.

Its pictures are the script's own: `--digests FILE` checks them against a file of test/fixtures/goldens.
"""

import argparse
import hashlib
import io
import json
import math
import random
import time

from noise import pnoise1
from PIL import Image, ImageDraw

SIZE = 512
START = 512


def centre():
    y = (SIZE + random.randint(-START, START)) / 2
    x = (SIZE + random.randint(-START, START)) / 2
    return x, y


def draw_class():
    q = random.randint(200, 1000)
    orbits = random.randint(1, 200)
    kappa = random.uniform(0, 4)
    w = random.uniform(0.0, 0.1)
    r = random.randint(10, 60)
    n1 = random.randint(0, 20)
    n2 = random.randint(0, 20)
    while n2 == n1 and n1 != 0:
        n2 = random.randint(0, 20)
    return q, orbits, kappa, w, r, n1, n2, random.uniform(1, 2), random.uniform(1, 2)


def draw_image(parameters, nucleus):
    q, orbits, kappa, w, r, n1, n2, oval_x, oval_y = parameters
    picture = Image.new("RGB", (SIZE, SIZE), (0, 0, 0))
    canvas = ImageDraw.Draw(picture)
    step = math.pi * 2 / q
    xs = [math.cos(step * i) * r * oval_x + nucleus[0] for i in range(q)]
    ys = [math.sin(step * i) * r * oval_y + nucleus[1] for i in range(q)]

    def displacements():
        return [
            pnoise1(random.uniform(0, 10000)) * kappa
            - kappa
            - 0.5 * math.sin(step * i * n1)
            - 0.5 * math.sin(step * i * n2)
            for i in range(q)
        ]

    for _ in range(orbits):
        grey = random.randint(0, 255)
        e, f = displacements(), displacements()
        for i in range(q):
            xs[i] -= math.cos(step * i) * (e[i] - w)
            ys[i] -= math.sin(step * i) * (f[i] - w)
        for i in range(q):
            j = i + 1 if i + 1 < q else 0
            canvas.line((xs[i], ys[i], xs[j], ys[j]), fill=(grey, grey, grey), width=1)
    return picture


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--digests")
    options = parser.parse_args()
    known = {}
    if options.digests:
        with open(options.digests) as file:
            known = {(i["class"], i["instance"]): i["sha256"] for i in json.load(file)["images"]}
    random.seed(options.seed)
    seconds = size = checked = 0
    for image in range(options.images):
        start = time.perf_counter()
        # Two images a class, so that a few images already span Table 1.
        if image % 2 == 0:
            parameters = draw_class()
            nucleus = centre()
        picture = draw_image(parameters, nucleus)
        nucleus = centre()
        png = io.BytesIO()
        picture.save(png, "PNG")
        seconds += time.perf_counter() - start
        size += len(png.getvalue())
        digest = known.get((image // 2, image % 2))
        if digest:
            assert hashlib.sha256(picture.convert("L").tobytes()).hexdigest() == digest, image
            checked += 1
    print(
        json.dumps(
            {
                "images": options.images,
                "seconds": seconds,
                "millisecondsPerImage": 1000 * seconds / options.images,
                "bytesPerImage": size / options.images,
                "digestsChecked": checked,
            }
        )
    )


main()
