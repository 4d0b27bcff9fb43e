"""FractalDB in plain Python and NumPy, one point at a time, to measure against: the search, then drawings of its classes.

Written from a description of the method, with the libraries that the released programs need (NumPy, Pillow) and their
habits: a step of the walk is taken in plain numbers, a patch is a small array that is put pixel by pixel. Its classes and
pictures are those programs': `--digests test/fixtures/goldens/fractaldb` compares them. PNG files stay in memory.
"""

import argparse
import hashlib
import io
import json
import os
import random

import numpy as np
from clock import Clock
from PIL import Image

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--classes", type=int, default=2)
parser.add_argument("--drawings", type=int, default=2, help="of each class, of four images each")
parser.add_argument("--digests", metavar="FOLDER", help="goldens to compare with")
options = parser.parse_args()

SEARCH = (512, 6, 100000)
PICTURE = (362, 6, 200000)
FACTORS = [0.2, 0.6, 1.4, 1.8]


def walk(system, chosen):
    bounds = np.cumsum([row[6] for row in system]).tolist()
    chosen = chosen.tolist()
    xs, ys = [0.0], [0.0]
    x = y = 0.0
    for i in range(len(chosen) - 1):
        for j in range(len(system)):
            if chosen[i] <= bounds[j]:
                a, b, c, d, e, f, _ = system[j]
                x, y = x * a + y * b + e, x * c + y * d + f
                break
        xs.append(x)
        ys.append(y)
    return np.array(xs), np.array(ys)


def rescale(values, side, pad):
    if values.min() < 0:
        values = values - values.min()
    with np.errstate(all="ignore"):
        return (values / (values.max() - values.min()) * float(side - 2 * pad) + float(pad)).astype(np.uint16)


def places(xs, ys, side, pad):
    for axis in (0, 1):
        broken = np.where(np.isnan((xs, ys)[axis]))[0]
        if len(broken):
            gone = np.append(np.arange(broken[0] - 100, broken[0]), broken)
            xs, ys = np.delete(xs, gone), np.delete(ys, gone)
    return rescale(xs, side, pad), rescale(ys, side, pad)


def search(count):
    side, pad, length = SEARCH
    np.random.seed(1)
    found = []
    candidates = 0
    while len(found) < count:
        candidates += 1
        system, total = [], 0.0
        for _ in range(np.random.randint(2, 8)):
            a, b, c, d, e, f = (np.random.uniform(-1.0, 1.0) for _ in range(6))
            p = abs(a * d - b * c)
            total += p
            system.append([a, b, c, d, e, f, p])
        for row in system:
            row[6] /= total
        chosen = np.random.random(length)
        with np.errstate(all="ignore"):
            xs, ys = places(*walk(system, chosen), side, pad)
        picture = np.zeros((side, side), dtype=np.uint8)
        for x, y in zip(xs, ys):
            picture[y, x] = 1
        if np.count_nonzero(picture) / float(side * side) >= 0.2:
            found.append(system)
    return found, candidates


def weights():
    rows = [[factor if k == i else 1 for k in range(6)] for i in range(6) for factor in FACTORS]
    return rows[:2] + [[1] * 6] + rows[2:]


def draw(xs, ys, side):
    picture = Image.new("RGB", (side, side))
    put = picture.load()
    for x, y in zip(xs, ys):
        pattern = random.randrange(1, 512)
        patch = np.array([int(bit) for bit in format(pattern, "09b")]).reshape(3, 3)
        for row in range(3):
            for column in range(3):
                at = (int(x) + 1 + column, int(y) + 1 + row)
                if at[0] < side and at[1] < side:
                    put[at] = (127, 127, 127) if patch[row, column] else (0, 0, 0)
    return picture


def flips(picture):
    turned = picture.transpose(Image.FLIP_TOP_BOTTOM)
    for flip in (turned, picture):
        yield flip
    for flip in (turned, picture):
        yield flip.transpose(Image.FLIP_LEFT_RIGHT)


def golden(name):
    with open(os.path.join(options.digests, name)) as file:
        return json.load(file)


clock = Clock()
classes, candidates = search(options.classes)
searched = clock.spent()
wanted = {}
if options.digests:
    for told, system in zip(golden("1k-classes.json")["classes"], classes):
        digest = hashlib.sha256(np.array(system, dtype="<f8").tobytes()).hexdigest()[:16]
        if digest != told["sha256"]:
            raise SystemExit(f"class {told['class']}: the digest of its maps is {digest}, not {told['sha256']}")
    for image in golden("patches-seed-0.json")["images"]:
        wanted[image["class"], image["weight"], image["flip"]] = image["sha256"]

side, pad, length = PICTURE
np.random.seed(100)
chosen = np.random.random(length)
random.seed(0)
clock = Clock()
pictures = size = checked = 0
for number, system in enumerate(classes):
    for weight, factors in enumerate(weights()[: options.drawings]):
        weighted = [[*(c * w for c, w in zip(row, factors)), row[6]] for row in system]
        with np.errstate(all="ignore"):
            xs, ys = places(*walk(weighted, chosen), side, pad)
        for flip, picture in enumerate(flips(draw(xs, ys, side))):
            png = io.BytesIO()
            picture.save(png, "PNG")
            size += len(png.getvalue())
            pictures += 1
            # Of the second class only a whole run's generator stands where it should.
            if number == 0 and (number, weight, flip) in wanted:
                digest = hashlib.sha256(picture.convert("L").tobytes()).hexdigest()
                if digest != wanted[number, weight, flip]:
                    raise SystemExit(f"class {number}, weights {weight}, flip {flip}: the digest is {digest}")
                checked += 1
drawn = clock.spent()
drawings = pictures // 4

print(
    json.dumps(
        {
            "classes": len(classes),
            "candidates": candidates,
            "secondsPerCandidate": searched[0] / candidates,
            "processorSecondsPerCandidate": searched[1] / candidates,
            "drawings": drawings,
            "secondsPerDrawing": drawn[0] / drawings,
            "processorSecondsPerDrawing": drawn[1] / drawings,
            "bytesPerImage": size / pictures,
            "digestsChecked": checked,
        }
    )
)
