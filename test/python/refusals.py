"""What the package says where something cannot be done: type and message of each error."""

import json
import os
import sys
from pathlib import Path

import numpy as np
import visualatom

folder = Path(json.load(sys.stdin)["folder"])
dataset = visualatom.Dataset("sample", image_size=64)


def write(name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


LONG = "1" + "0" * 400

attempts = {
    "beyond the end": lambda: dataset[100],
    "before the start": lambda: dataset[-101],
    "slice": lambda: dataset[1:3],
    "float": lambda: dataset[1.0],
    "class": lambda: dataset.class_parameters(10),
    "class of text": lambda: dataset.class_parameters("3"),
    "preset": lambda: visualatom.Dataset("visualatom-2k"),
    "stream": lambda: visualatom.Dataset("rcdb-1k-exact"),
    "canvas": lambda: visualatom.Dataset("sample", renderer="canvas"),
    "jpeg": lambda: visualatom.Dataset({"formulation": "paper", "output": {"image": "jpeg"}}),
    "override": lambda: visualatom.Dataset("sample", store_size=3),
    "override's value": lambda: visualatom.Dataset("sample", stored_size=1000, classes="many"),
    "source": lambda: visualatom.Dataset(5),
    "file": lambda: visualatom.Dataset(folder / "missing.json"),
    "no JSON": lambda: visualatom.Dataset(write("broken.json", "{")),
    "NaN": lambda: visualatom.Dataset(write("nan.json", '{"formulation": "paper", "seed": NaN}')),
    "field of a file": lambda: visualatom.Dataset(
        write("field.json", '{"formulation": "rcdb", "sed": 1}')
    ),
    "number without an end": lambda: visualatom.Dataset("sample", classes=10**400),
    "numbers without an end in a file": lambda: visualatom.Dataset(
        write("long.json", f'{{"formulation": "paper", "seed": -{LONG}, "instances": [{LONG}]}}')
    ),
    "description": lambda: visualatom.Dataset(write("dataset.json", '{"generator": {}}')),
}


def told(attempt):
    try:
        return f"none: {attempt()}"
    except Exception as error:
        return f"{type(error).__name__}: {error}".replace(str(folder), "FOLDER")


# What is allowed: counting from the end, and NumPy's integers.
assert dataset[-1][1] == dataset[np.int64(99)][1] == 9
assert str(folder) in str(write("again.json", "\ufeff" + json.dumps(dataset.config)))
assert visualatom.Dataset(folder / "again.json").config == dataset.config
assert visualatom.Dataset(str(folder / "again.json")).config == dataset.config
(folder / "made").mkdir()
write("made/dataset.json", json.dumps({"generator": {}, "config": dataset.config}))
os.chdir(folder)
assert visualatom.Dataset("made").config == dataset.config
json.dump({name: told(attempt) for name, attempt in attempts.items()}, sys.stdout)
