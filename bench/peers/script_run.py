"""What the peers of the authors' scripts share: options, digests to compare with, times, and the figures that are printed.

The loop itself stays in each peer's own module, at module level: that is part of the scripts' cost.
"""

import argparse
import hashlib
import json
import random

from clock import Clock

INSTANCES = 2


class Run:
    def __init__(self, description, images):
        parser = argparse.ArgumentParser(description=description.splitlines()[0])
        parser.add_argument("--images", type=int, default=images)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--digests", metavar="FILE", help="a file of goldens with the best-practice values and one thread"
        )
        options = parser.parse_args()
        if options.images < 1:
            parser.error(f"--images must be at least 1, not {options.images}")
        self.images = options.images
        self.digests = {}
        if options.digests:
            with open(options.digests) as file:
                goldens = json.load(file)
            if (goldens["threads"], goldens["instances"], options.seed) != (1, INSTANCES, 1):
                parser.error(f"--digests needs a run of one thread, {INSTANCES} instances a class, and --seed 1")
            self.digests = {(golden["class"], golden["instance"]): golden["sha256"] for golden in goldens["images"]}
        self.seconds = self.processor = self.size = self.checked = 0
        random.seed(options.seed)

    def begin(self):
        self.clock = Clock()

    def end(self, number, picture, png):
        """Adds an image's times and size; leaves the program where its pixels are not the script's."""
        wall, processor = self.clock.spent()
        self.seconds += wall
        self.processor += processor
        self.size += len(png)
        digest = self.digests.get((number // INSTANCES, number % INSTANCES))
        if digest:
            drawn = hashlib.sha256(picture.convert("L").tobytes()).hexdigest()
            if drawn != digest:
                raise SystemExit(f"image {number}: the pixels' digest is {drawn}, not {digest}")
            self.checked += 1

    def report(self):
        print(
            json.dumps(
                {
                    "images": self.images,
                    "seconds": self.seconds,
                    "millisecondsPerImage": 1000 * self.seconds / self.images,
                    "processorMillisecondsPerImage": 1000 * self.processor / self.images,
                    "bytesPerImage": self.size / self.images,
                    "digestsChecked": self.checked,
                }
            )
        )
