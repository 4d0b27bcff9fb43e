"""Reads datasets with what reads into PyTorch: torchvision, timm, WebDataset; and with Pillow."""

import logging
import os
import warnings
from pathlib import Path

import webdataset as wds
from PIL import Image
from reading import answer, row, row_of_array
from timm.data import create_dataset, create_loader
from torchvision.datasets import ImageFolder

# timm looks for a file of its own about the shards and says each time that there is none.
logging.getLogger("timm").setLevel(logging.ERROR)


def torchvision_folder(folder):
    dataset = ImageFolder(folder)
    rows = [
        row(path, target, dataset[index][0])
        for index, (path, target) in enumerate(dataset.samples)
    ]
    same = all(dataset[index][1] == label for index, (_, label) in enumerate(dataset.samples))
    return {"rows": rows if same else [], "classes": dataset.classes}


def pillow(folder):
    """Each file without complaint; the labels are those of the folders' order."""
    rows = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        folders = sorted(path for path in Path(folder).iterdir() if path.is_dir())
        for label, each in enumerate(folders):
            for path in each.iterdir():
                with Image.open(path) as image:
                    image.verify()
                with Image.open(path) as image:
                    image.load()
                    rows.append(row(path.name, label, image))
    return {"rows": rows}


def timm_folder(folder):
    dataset = create_dataset("", root=folder, split="image", is_training=False)
    rows = [row(dataset.filename(index), *dataset[index][::-1]) for index in range(len(dataset))]
    return {"rows": rows, "classes": list(dataset.reader.class_to_idx)}


def timm_shards(folder, shards, images, training=False):
    dataset = create_dataset(
        "wds/",
        root=folder,
        split=f"{shards}|{images}",
        is_training=training,
        batch_size=images,
    )
    return {"rows": [row(None, label, image) for image, label in dataset], "length": len(dataset)}


def timm_loader(folder, shards, images, size, workers):
    """timm's own loader, as its train.py has it, without normalization and augmentation."""
    dataset = create_dataset("wds/", root=folder, split=f"{shards}|{images}", is_training=False)
    loader = create_loader(
        dataset,
        (3, size, size),
        batch_size=4,
        interpolation="nearest",
        crop_pct=1,
        mean=(0, 0, 0),
        std=(1, 1, 1),
        use_prefetcher=False,
        num_workers=workers,
        persistent_workers=False,
    )
    rows = [
        row_of_array(None, label, (255 * image).round().byte().permute(1, 2, 0).numpy())
        for batch in loader
        for image, label in zip(*batch, strict=True)
    ]
    return {"rows": rows}


def webdataset(folder, shards):
    dataset = wds.WebDataset(f"{folder}/{shards}", shardshuffle=False, empty_check=False)
    rows = []
    fields = set()
    for sample in dataset.decode("pil"):
        rows.append(row(sample["__key__"], sample["cls"], sample["png"]))
        fields |= {field for field in sample if not field.startswith("__")}
    return {"rows": rows, "features": sorted(fields)}


def webdataset_nodes(folder, shards, workers, nodes):
    """What the loaders of all nodes read together, each with so many worker processes."""
    rows = []
    for node in range(nodes):
        os.environ.update(RANK=str(node), WORLD_SIZE=str(nodes))
        dataset = wds.WebDataset(
            f"{folder}/{shards}", shardshuffle=False, nodesplitter=wds.split_by_node
        )
        samples = dataset.decode("rgb8").to_tuple("__key__", "cls", "png")
        loader = wds.WebLoader(samples, batch_size=None, num_workers=workers)
        rows += [row_of_array(key, label, image.numpy()) for key, label, image in loader]
    return {"rows": rows}


answer(
    {
        "ImageFolder": torchvision_folder,
        "Pillow": pillow,
        "timm, folder": timm_folder,
        "timm, shards": timm_shards,
        "timm, loader": timm_loader,
        "webdataset": webdataset,
        "webdataset, nodes": webdataset_nodes,
    }
)
