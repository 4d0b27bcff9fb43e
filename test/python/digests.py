"""SHA-256 of the pixels of some images of a preset, and their labels."""

import hashlib
import json
import sys

import visualatom

asked = json.load(sys.stdin)
dataset = visualatom.Dataset(asked["preset"])
images = [dataset[index] for index in asked["indices"]]
json.dump(
    {
        "length": len(dataset),
        "digests": [hashlib.sha256(image.tobytes()).hexdigest() for image, _ in images],
        "labels": [label for _, label in images],
        "parameters": [dataset.class_parameters(label) for _, label in images[:20]],
    },
    sys.stdout,
)
