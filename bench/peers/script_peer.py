"""The released script's work as it does it, one number and one line at a time, written anew from its description.

Like the script it runs at module level, where every name is a global: that is a quarter of its time. Its pictures
are the script's own: `--digests FILE` checks them against a file of test/fixtures/goldens.
"""

import argparse
import hashlib
import io
import json
import math
import random
import time

import noise
from PIL import Image, ImageDraw

parser = argparse.ArgumentParser()
parser.add_argument("--images", type=int, default=20)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--digests")
options = parser.parse_args()

known = {}
if options.digests:
    with open(options.digests) as file:
        known = {(i["class"], i["instance"]): i["sha256"] for i in json.load(file)["images"]}

SIZE = 512
START = 512
xs, ys, e, f = [], [], [], []
size = checked = 0
random.seed(options.seed)
begin = time.perf_counter()
for image in range(options.images):
    # Two images a class, so that a few images already span Table 1.
    if image % 2 == 0:
        q = random.randint(200, 1000)
        orbits = random.randint(1, 200)
        kappa = random.uniform(0, 4)
        w = random.uniform(0.0, 0.1)
        r = random.randint(10, 60)
        n1 = random.randint(0, 20)
        n2 = random.randint(0, 20)
        while n2 == n1 and n1 != 0:
            n2 = random.randint(0, 20)
        oval_x = random.uniform(1, 2)
        oval_y = random.uniform(1, 2)
        centre_y = (SIZE + random.randint(-START, START)) / 2
        centre_x = (SIZE + random.randint(-START, START)) / 2
    picture = Image.new("RGB", (SIZE, SIZE), (0, 0, 0))
    canvas = ImageDraw.Draw(picture)
    step = math.pi * 2 / q
    xs.clear()
    ys.clear()
    for i in range(q):
        xs.append(math.cos(step * i) * r * oval_x + centre_x)
        ys.append(math.sin(step * i) * r * oval_y + centre_y)
    xs.append(xs[0])
    ys.append(ys[0])
    for _ in range(orbits):
        grey = random.randint(0, 255)
        for displacements in (e, f):
            displacements.clear()
            for i in range(q):
                displacements.append(random.uniform(0, 10000))
                waves = 0.5 * math.sin(step * i * n1), 0.5 * math.sin(step * i * n2)
                displacements[i] = noise.pnoise1(displacements[i]) * kappa - kappa - waves[0] - waves[1]
        for i in range(q):
            xs[i] -= math.cos(step * i) * (e[i] - w)
            ys[i] -= math.sin(step * i) * (f[i] - w)
        xs[q] = xs[0]
        ys[q] = ys[0]
        for i in range(q):
            canvas.line((xs[i], ys[i], xs[i + 1], ys[i + 1]), fill=(grey, grey, grey), width=1)
    png = io.BytesIO()
    picture.save(png, "PNG")
    size += len(png.getvalue())
    digest = known.get((image // 2, image % 2))
    if digest:
        assert hashlib.sha256(picture.convert("L").tobytes()).hexdigest() == digest, image
        checked += 1
    centre_y = (SIZE + random.randint(-START, START)) / 2
    centre_x = (SIZE + random.randint(-START, START)) / 2
seconds = time.perf_counter() - begin

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
