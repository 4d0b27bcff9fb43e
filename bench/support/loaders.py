"""Reads images with train/'s loaders as told on stdin; seconds and processor time of each."""

import argparse
import itertools
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "train"))
from loading import training_loader  # noqa: E402
from options import DEIT_AUGMENTATION  # noqa: E402
from order import Plan, seed_all  # noqa: E402
from sources import add_source_options, open_source  # noqa: E402
from timm.data import create_transform  # noqa: E402
from torchvision.transforms.functional import center_crop, pil_to_tensor  # noqa: E402

BATCH = 50
SIDE = 224
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(process):
    """Of a process and all below it that are alive."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        below = [
            child
            for path in Path(f"/proc/{process}/task").glob("*/children")
            for child in path.read_text().split()
        ]
    except FileNotFoundError:
        return 0
    return (int(stat[11]) + int(stat[12])) / TICKS + sum(map(processor_seconds, below))


def source_of(words):
    parser = argparse.ArgumentParser()
    add_source_options(parser)
    return open_source(parser.parse_args(words))


def cropped(image):
    """A training's size, which is what goes from process to process."""
    return pil_to_tensor(center_crop(image, SIDE))


def read(words, workers, images):
    """Without augmentation."""
    source = source_of(words)
    plan = Plan(len(source), BATCH, 1, epochs=10**6)
    batches = iter(training_loader(source, plan, 0, 0, cropped, workers, pin=False))
    # Until every process has drawn and waits for the reader.
    for _ in range(4 * workers):
        next(batches)
    start, used = time.perf_counter(), processor_seconds(os.getpid())
    count = sum(len(labels) for _, labels, _ in itertools.islice(batches, images // BATCH))
    seconds = time.perf_counter() - start
    used = processor_seconds(os.getpid()) - used
    return {"imagesPerSecond": count / seconds, "processorSeconds": used / count}


def augment(words, images):
    """DeiT's augmentation to 224 px alone."""
    source = source_of(words)
    transform = create_transform(SIDE, interpolation="bicubic", hflip=0.0, **DEIT_AUGMENTATION)
    pictures = [source[number * len(source) // images][0] for number in range(images)]
    start = time.process_time()
    for place, picture in enumerate(pictures):
        seed_all(0, place)
        transform(picture)
    return {"processorSeconds": (time.process_time() - start) / images}


ANSWERS = {"read": read, "augment": augment}
for line in sys.stdin:
    task = json.loads(line)
    print(json.dumps(ANSWERS[task.pop("do")](**task)), flush=True)
