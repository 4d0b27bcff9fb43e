"""Runs programs of the documents as they stand: what each trains on, epoch by epoch, as JSON."""

import hashlib
import json
import os
import sys

from torchvision.transforms.functional import pil_to_tensor


def digest(image):
    return hashlib.sha256(image.numpy().tobytes()).hexdigest()[:16]


def run(program):
    epochs = {}

    def train(images, labels):
        batch = [[digest(image), int(label)] for image, label in zip(images, labels, strict=True)]
        epochs.setdefault(names["epoch"], []).append(batch)

    names = {"prepare": pil_to_tensor, "train": train}
    exec(program, names)
    return epochs


task = json.load(sys.stdin)
# Where `visualatom` is found.
os.environ["PATH"] = os.pathsep.join([task["path"], os.environ["PATH"]])
json.dump([run(program) for program in task["programs"]], sys.stdout)
