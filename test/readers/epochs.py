"""Reads steps with train/'s loaders: the images (digests) and labels of each, as JSON."""

import argparse
import hashlib
import itertools
import json
import os
import sys
from pathlib import Path

from torchvision.transforms.functional import pil_to_tensor

sys.path.insert(0, str(Path(__file__).parents[2] / "train"))
import loading  # noqa: E402
import sources  # noqa: E402


def read(run):
    parser = argparse.ArgumentParser()
    sources.add_source_options(parser)
    options = parser.parse_args(run["source"])
    options.batch, options.epochs, options.seed, options.repeats = run["batch"], 10**6, 0, 1
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    source = sources.open_source(options)
    plan = sources.plan_of(source, options, world)
    first = run.get("first_step", 0)
    loader = loading.training_loader(
        source, plan, rank, first, pil_to_tensor, run["workers"], pin=False
    )
    steps = [
        [
            [hashlib.sha256(image.numpy().tobytes()).hexdigest()[:16], int(label)]
            for image, label in zip(images, labels, strict=True)
        ]
        for images, labels, _ in itertools.islice(loader, run["steps"])
    ]
    return {"epoch": plan.steps, "steps": steps}


json.dump([read(run) for run in json.load(sys.stdin)], sys.stdout)
