"""The search and the clouds of formulation exfractaldb in plain Python and NumPy, to measure against.

Written from a description of the method, with one number of a walk at a time in Python, as in the released scripts,
whose class table and clouds these are: `--goldens test/fixtures/goldens/exfractaldb` compares them. Files stay unwritten.
"""

import argparse
import hashlib
import json
import os

import numpy
from clock import Clock

NUMBERS = 10000
VARIANCE = 0.05
NAMES = "abcdefghijkl"
FACTORS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6]
PLAIN = [1.0] * 12


def draw_system():
    maps = []
    total = 0.0
    for _ in range(numpy.random.randint(2, 8)):
        numbers = numpy.random.uniform(-1.0, 1.0, 12)
        p = abs(numpy.linalg.det(numbers[:9].reshape(3, 3)))
        total += p
        maps.append([*numbers.tolist(), p])
    for one in maps:
        one[12] /= total
    return maps


def walk(maps, weights):
    named = []
    bounds = []
    bound = 0.0
    for one in maps:
        named.append({name: one[k] * weights[k] for k, name in enumerate(NAMES)})
        bound += one[12]
        bounds.append(bound)
    random = numpy.random.random(NUMBERS)
    xs, ys, zs = [], [], []
    x, y, z = 0.0, 0.0, 0.0
    for i in range(NUMBERS - 1):
        for j in range(len(bounds)):
            if random[i] <= bounds[j]:
                m = named[j]
                x, y, z = (
                    x * m["a"] + y * m["b"] + z * m["c"] + m["j"],
                    x * m["d"] + y * m["e"] + z * m["f"] + m["k"],
                    x * m["g"] + y * m["h"] + z * m["i"] + m["l"],
                )
                break
        xs.append(x)
        ys.append(y)
        zs.append(z)
    return numpy.array((xs, ys, zs))


def model(points):
    least, largest = points.min(), points.max()
    scaled = (points - least) / (largest - least) * 2.0 - 1.0
    return numpy.array([axis - sum(axis) / NUMBERS for axis in scaled])


def weight_rows():
    rows = [[*PLAIN[:k], factor, *PLAIN[k + 1 :]] for k in range(12) for factor in FACTORS]
    rows[8 * 12 + 11][8] = 0.6
    return [*rows[:6], PLAIN, *rows[6:]]


def digest(values):
    return hashlib.sha256(numpy.ascontiguousarray(values, "<f8").tobytes()).hexdigest()


def golden(folder, name, key):
    with open(os.path.join(folder, name)) as file:
        return {(row["class"], row.get("weight")): row["sha256"] for row in json.load(file)[key]}


def per(count, clock):
    wall, processor = clock.spent()
    return {"milliseconds": 1000 * wall / count, "processorMilliseconds": 1000 * processor / count}


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--classes", type=int, default=2)
parser.add_argument("--clouds", type=int, default=25, help="of the first class")
parser.add_argument("--goldens", metavar="FOLDER", help="digests to compare with")
options = parser.parse_args()
numpy.seterr(all="ignore")

numpy.random.seed(1)
systems = []
candidates = 0
clock = Clock()
while len(systems) < options.classes:
    system = draw_system()
    candidates += 1
    cloud = model(walk(system, PLAIN))
    if not numpy.isnan(cloud).any() and all(numpy.var(cloud, axis=1) > VARIANCE):
        systems.append(system)
search = {**per(options.classes, clock), "candidates": candidates / options.classes}

numpy.random.seed(0)
clouds = []
clock = Clock()
for row in weight_rows()[: options.clouds]:
    clouds.append(model(walk(systems[0], row)))
drawing = per(options.clouds, clock)

checked = 0
if options.goldens:
    known = golden(options.goldens, "classes-seed-1.json", "classes")
    found = {(number, None): digest(system)[:16] for number, system in enumerate(systems)}
    known |= golden(options.goldens, "points-seed-0.json", "clouds")
    found |= {(0, number): digest(cloud.T) for number, cloud in enumerate(clouds)}
    for place in found.keys() & known.keys():
        if found[place] != known[place]:
            raise SystemExit(f"class {place[0]}, weight {place[1]}: the digest is {found[place]}, not {known[place]}")
        checked += 1
print(json.dumps({"class": search, "cloud": drawing, "digestsChecked": checked}))
