"""Reads datasets with Hugging Face `datasets`, PyArrow and Polars."""

import io
import json
import shutil

import datasets
import polars
import pyarrow.dataset
import pyarrow.parquet
from PIL import Image
from reading import answer, row

datasets.disable_progress_bars()


def hugging_face(path, streaming, mode=None, move=None, **options):
    """`load_dataset(path, …)`.

    :param mode: images are cast to it, as docs/training.md does
    :param move: a folder and where to: the dataset is read, moved, and read again
    """

    def load(path, **options):
        return datasets.load_dataset(path, split="train", streaming=streaming, **options)

    if move is not None:
        old, new = move
        reload = options.pop("reload", {})
        list(load(path, **options))
        shutil.move(old, new)
        path = path.replace(old, new)
        options = {
            name: value.replace(old, new) if isinstance(value, str) else value
            for name, value in {**options, **reload}.items()
        }
    dataset = load(path, **options)
    image, label = ("png", "cls") if "cls" in dataset.features else ("image", "label")
    features = {name: str(feature) for name, feature in dataset.features.items()}
    classes = getattr(dataset.features.get(label), "names", None)
    files_of_images = dataset.cast_column(image, datasets.Image(decode=False))
    keys = [sample.get("__key__") or sample[image]["path"] for sample in files_of_images]
    if mode is not None:
        dataset = dataset.cast_column(image, datasets.Image(mode=mode))
    rows = [
        row(key, sample.get(label, -1), sample[image])
        for key, sample in zip(keys, dataset, strict=True)
    ]
    return {"rows": rows, "features": features, "classes": classes}


def rows_of(images, labels):
    return [
        row(image["path"], label, Image.open(io.BytesIO(image["bytes"])))
        for image, label in zip(images, labels, strict=True)
    ]


def pyarrow_files(files):
    """File by file; what the footer says to Hugging Face must be the same in each."""
    tables = [pyarrow.parquet.read_table(file) for file in files]
    told = {table.schema.metadata[b"huggingface"] for table in tables}
    rows = [
        row
        for table in tables
        for row in rows_of(table["image"].to_pylist(), table["label"].to_pylist())
    ]
    schema = {field.name: str(field.type) for field in tables[0].schema}
    return {
        "rows": rows,
        "features": schema,
        "told": [json.loads(text)["info"]["features"] for text in told],
    }


def pyarrow_folder(folder):
    table = pyarrow.dataset.dataset(folder).to_table(filter=pyarrow.dataset.field("label") >= 0)
    return {"rows": rows_of(table["image"].to_pylist(), table["label"].to_pylist())}


def polars_files(files, lazy):
    frame = polars.scan_parquet(files).collect() if lazy else polars.read_parquet(files)
    return {
        "rows": rows_of(frame["image"].to_list(), frame["label"].to_list()),
        "features": {name: str(kind) for name, kind in frame.schema.items()},
    }


answer(
    {
        "datasets": hugging_face,
        "PyArrow": pyarrow_files,
        "PyArrow, folder": pyarrow_folder,
        "Polars": polars_files,
    }
)
