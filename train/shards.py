"""A dataset of layout `webdataset`, any image of it read alone: no shard is read through."""

import hashlib
import io
import json
import os
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from order import Refusal
from PIL import Image

#: Shards whose places are known and whose files are open at a time, in each process.
OPEN_SHARDS = 8
BLOCK = 512
IMAGES = {b"png", b"jpg", b"webp"}


class Shards:
    """Images and labels by number: sample n % S of shard n // S, where S is the shards' size.

    :param folder: where `SHARDS-000000.tar` … and `dataset.json` are
    :raises Refusal: where they are not, or not all
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        document = described_dataset(self.folder)
        config = document["config"]
        if (layout := config["output"]["layout"]) != "webdataset":
            raise Refusal(
                f"{folder}: its layout is {layout}; --shards takes webdataset, --folder"
                " imagefolder"
            )
        self.classes, instances = config["classes"], config["instances"]
        self.shard_size = config["output"]["shardSize"]
        self.content = digest(config)
        self.images = self.classes * instances
        self._shards: OrderedDict[int, tuple[int, np.ndarray]] = OrderedDict()
        there = set(os.listdir(self.folder))
        for shard in range(-(-self.images // self.shard_size)):
            if _name(shard) not in there:
                raise Refusal(
                    f"{self.folder}: there is no {_name(shard)}; `visualatom verify` says what"
                    " is wrong"
                )

    def __len__(self) -> int:
        return self.images

    def __getitem__(self, number: int) -> tuple[Image.Image, int]:
        shard, sample = divmod(number, self.shard_size)
        file, places = self._open(shard)
        label, start, size = places[sample].tolist()
        image = Image.open(io.BytesIO(os.pread(file, size, start)))
        return image.convert("RGB"), label

    def shuffled(self, generator: torch.Generator) -> torch.Tensor:
        """Shards by lot, and the samples of a shard by lot, so that few shards are read at a time.

        Each shard is a fair sample of all classes.
        """
        numbers = torch.arange(self.images).split(self.shard_size)
        shards = torch.randperm(len(numbers), generator=generator).tolist()
        return torch.cat(
            [numbers[i][torch.randperm(len(numbers[i]), generator=generator)] for i in shards]
        )

    def __getstate__(self) -> dict:
        # Open files belong to their process.
        return {**self.__dict__, "_shards": OrderedDict()}

    def _open(self, shard: int) -> tuple[int, np.ndarray]:
        if shard in self._shards:
            self._shards.move_to_end(shard)
            return self._shards[shard]
        if len(self._shards) == OPEN_SHARDS:
            os.close(self._shards.popitem(last=False)[1][0])
        path = self.folder / _name(shard)
        file = os.open(path, os.O_RDONLY)
        places = _places(file)
        wanted = min(self.shard_size, self.images - shard * self.shard_size)
        if len(places) != wanted:
            os.close(file)
            raise Refusal(
                f"{path}: {len(places)} samples instead of {wanted}; `visualatom verify` says"
                " what is wrong"
            )
        self._shards[shard] = file, places
        return file, places


def _name(shard: int) -> str:
    return f"SHARDS-{shard:06}.tar"


def digest(document: Any) -> str:
    """Of what decides which images there are, in JSON, to tell a training's from others."""
    text = json.dumps(document, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def described_dataset(folder: Path) -> dict[str, Any]:
    """A dataset's description.

    :raises Refusal: where there is none, or the dataset is not finished
    """
    path = folder / "dataset.json"
    try:
        document = json.loads(path.read_text("utf-8"))
        config, is_complete = document["config"], document["complete"]
        version = document["schemaVersion"]
        for part in (config["classes"], config["instances"], config["output"]["shardSize"]):
            int(part)
        config["output"]["layout"]
    except FileNotFoundError:
        raise Refusal(
            f"{folder}: there is no dataset.json; name the folder of a dataset"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refusal(f"{path}: it does not describe a dataset ({error!r})") from None
    if version != 1:
        raise Refusal(f"{path}: it was written by a newer version (schema {version})")
    if not is_complete:
        raise Refusal(f"{folder}: it is not finished; go on with `visualatom generate` first")
    return document


def _places(file: int) -> np.ndarray:
    """Label, first byte and size of each sample's image, from the archive's headers."""
    at = 0
    samples = []
    key = image = label = None
    while (header := os.pread(file, BLOCK, at)) and header[0]:
        name = header[:100].rstrip(b"\0")
        size = int(header[124:136].rstrip(b"\0 "), 8)
        stem, _, suffix = name.partition(b".")
        if stem != key:
            key, image, label = stem, None, None
        if suffix in IMAGES:
            image = at + BLOCK, size
        elif suffix == b"cls":
            label = int(os.pread(file, size, at + BLOCK))
        if image is not None and label is not None:
            samples.append((label, *image))
            image = None
        at += BLOCK + -(-size // BLOCK) * BLOCK
    return np.array(samples, np.int64).reshape(-1, 3)
