"""The release formulation in plain Python, one number and one line at a time, to measure against.

Written from a description of the method, with the libraries that the released script needs (noise,
Pillow) and, as there, everything at module level, where each name is a global. Its pictures are that script's:
`--digests test/fixtures/goldens/best-practice-40x2.json` compares them. Two images a class, so that a few images
already span Table 1. PNG files stay in memory.
"""

import io
import math
import random

import noise
from PIL import Image, ImageDraw
from script_run import INSTANCES, Run

SIDE = 512
REACH = 512

run = Run(__doc__, images=20)
for number in range(run.images):
    run.begin()
    if number % INSTANCES == 0:
        q = random.randint(200, 1000)
        orbits = random.randint(1, 200)
        kappa = random.uniform(0, 4)
        w = random.uniform(0, 0.1)
        r = random.randint(10, 60)
        n1 = random.randint(0, 20)
        n2 = random.randint(0, 20)
        while n1 != 0 and n2 == n1:
            n2 = random.randint(0, 20)
        o_x = random.uniform(1, 2)
        o_y = random.uniform(1, 2)
        c_y = (SIDE + random.randint(-REACH, REACH)) / 2
        c_x = (SIDE + random.randint(-REACH, REACH)) / 2

    angle = 2 * math.pi / q
    x = [math.cos(angle * i) * r * o_x + c_x for i in range(q)]
    y = [math.sin(angle * i) * r * o_y + c_y for i in range(q)]
    picture = Image.new("RGB", (SIDE, SIDE))
    canvas = ImageDraw.Draw(picture)
    for _ in range(orbits):
        grey = random.randint(0, 255)
        e = []
        for i in range(q):
            value = noise.pnoise1(random.uniform(0, 10000)) * kappa - kappa
            e.append(value - 0.5 * math.sin(angle * i * n1) - 0.5 * math.sin(angle * i * n2))
        f = []
        for i in range(q):
            value = noise.pnoise1(random.uniform(0, 10000)) * kappa - kappa
            f.append(value - 0.5 * math.sin(angle * i * n1) - 0.5 * math.sin(angle * i * n2))
        for i in range(q):
            x[i] -= math.cos(angle * i) * (e[i] - w)
            y[i] -= math.sin(angle * i) * (f[i] - w)
        for i in range(q):
            following = i + 1 if i + 1 < q else 0
            canvas.line((x[i], y[i], x[following], y[following]), fill=(grey, grey, grey), width=1)
    png = io.BytesIO()
    picture.save(png, "PNG")
    c_y = (SIDE + random.randint(-REACH, REACH)) / 2
    c_x = (SIDE + random.randint(-REACH, REACH)) / 2
    run.end(number, picture, png.getvalue())

run.report()
