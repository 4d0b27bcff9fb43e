"""Compares a stored dataset's PNGs, decoded by Pillow, with what the package draws."""

import json
import random
import sys
from pathlib import Path

import numpy as np
import visualatom
from PIL import Image

folder = Path(json.load(sys.stdin)["folder"])
dataset = visualatom.Dataset(folder)
files = sorted((folder / "image").glob("*/*.png"))
folders = sorted({path.parent.name for path in files})
order = random.Random(1).sample(range(len(dataset)), len(dataset))

wrong = []
for index in order:
    image, label = dataset[index]
    path = files[index]
    with Image.open(path) as stored:
        mode = "L" if image.ndim == 2 else "RGB"
        equal = np.array_equal(np.asarray(stored.convert(mode)), image)
    if not equal or folders[label] != path.parent.name or image.dtype != np.uint8:
        wrong.append(path.name)
json.dump(
    {"files": len(files), "length": len(dataset), "wrong": wrong, "shape": image.shape}, sys.stdout
)
