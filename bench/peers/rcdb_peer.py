"""Formulation rcdb in plain Python, one number and one line at a time, to measure against.

Written from a description of the method, with the libraries that the released script needs (noise,
Pillow) and, as there, everything at module level, where each name is a global. Its pictures are that script's:
`--digests test/fixtures/goldens/rcdb-best-practice-100x2.json` compares them. Two images a class, so that a few
images already span the classes. PNG files stay in memory.
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

SIDE = 512
REACH = 400
MOST_VERTICES = 200
INSTANCES = 2
WHITE = (255, 255, 255)

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--images", type=int, default=40)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--digests", metavar="FILE", help="a file of goldens with the best-practice values and one thread")
options = parser.parse_args()
if options.images < 1:
    parser.error(f"--images must be at least 1, not {options.images}")

digests = {}
if options.digests:
    with open(options.digests) as file:
        goldens = json.load(file)
    if (goldens["threads"], goldens["instances"], options.seed) != (1, INSTANCES, 1):
        parser.error(f"--digests needs a run of one thread, {INSTANCES} instances a class, and --seed 1")
    digests = {(golden["class"], golden["instance"]): golden["sha256"] for golden in goldens["images"]}

seconds = processor = size = checked = 0
random.seed(options.seed)
for number in range(options.images):
    begin = time.perf_counter()
    processor_begin = time.process_time()
    if number % INSTANCES == 0:
        q = 0
        while q < 3 or q > MOST_VERTICES:
            q = int(random.expovariate(1 / 100))
        polylines = random.randint(1, 200)
        kappa = random.uniform(0, 4)
        w = random.uniform(0, 0.1)
        r = random.randint(0, 100)
        o_x = random.uniform(1, 2)
        o_y = random.uniform(1, 2)
        c_y = (SIDE + random.randint(-REACH, REACH)) / 2
        c_x = (SIDE + random.randint(-REACH, REACH)) / 2

    angle = 2 * math.pi / q
    x = [math.cos(angle * i) * r * o_x for i in range(q)]
    y = [math.sin(angle * i) * r * o_y for i in range(q)]
    picture = Image.new("RGB", (SIDE, SIDE), WHITE)
    canvas = ImageDraw.Draw(picture)
    for _ in range(polylines):
        grey = random.randint(0, SIDE // 2)
        e = []
        for i in range(q):
            e.append(noise.pnoise1(random.uniform(0, 10000)) * kappa * 2 - kappa)
        f = []
        for i in range(q):
            f.append(noise.pnoise1(random.uniform(0, 10000)) * kappa * 2 - kappa)
        for i in range(q):
            x[i] -= math.cos(angle * i) * (e[i] - w)
            y[i] -= math.sin(angle * i) * (f[i] - w)
        for i in range(q):
            following = i + 1 if i + 1 < q else 0
            ends = (x[i] + c_x, y[i] + c_y, x[following] + c_x, y[following] + c_y)
            canvas.line(ends, fill=(grey, grey, grey), width=1)
    png = io.BytesIO()
    picture.save(png, "PNG")
    o_x = random.uniform(1, 2)
    o_y = random.uniform(1, 2)
    r = random.randint(0, 100)
    c_y = (SIDE + random.randint(-REACH, REACH)) / 2
    c_x = (SIDE + random.randint(-REACH, REACH)) / 2
    seconds += time.perf_counter() - begin
    processor += time.process_time() - processor_begin

    size += len(png.getvalue())
    digest = digests.get((number // INSTANCES, number % INSTANCES))
    if digest:
        drawn = hashlib.sha256(picture.convert("L").tobytes()).hexdigest()
        if drawn != digest:
            raise SystemExit(f"image {number}: the pixels' digest is {drawn}, not {digest}")
        checked += 1

print(
    json.dumps(
        {
            "images": options.images,
            "seconds": seconds,
            "millisecondsPerImage": 1000 * seconds / options.images,
            "processorMillisecondsPerImage": 1000 * processor / options.images,
            "bytesPerImage": size / options.images,
            "digestsChecked": checked,
        }
    )
)
