"""Formulation rcdb in plain Python, one number and one line at a time, to measure against.

Written from a description of the method, with the libraries that the released script needs (noise,
Pillow) and, as there, everything at module level, where each name is a global. Its pictures are that script's:
`--digests test/fixtures/goldens/rcdb-best-practice-100x2.json` compares them. Two images a class, so that a few
images already span the classes. PNG files stay in memory.
"""

import io
import math
import random

import noise
from PIL import Image, ImageDraw
from script_run import INSTANCES, Run

SIDE = 512
REACH = 400
MOST_VERTICES = 200
WHITE = (255, 255, 255)

run = Run(__doc__, images=40)
for number in range(run.images):
    run.begin()
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
    run.end(number, picture, png.getvalue())

run.report()
