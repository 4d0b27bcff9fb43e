"""Damages datasets as a fault of the generator would: `[{"fault", "folder"}, …]` on stdin."""

import io
import json
import sys
import tarfile
from pathlib import Path

import pyarrow
import pyarrow.parquet


def images(folder):
    return sorted(Path(folder).glob("image/*/*.png"))


def swap(one, other):
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def rename_around(paths):
    """Each gets the content of the one before it."""
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[-1:] + contents[:-1], strict=True):
        path.write_bytes(content)


def folder_without_class(folder):
    first = images(folder)[0].parent
    for path in first.iterdir():
        path.unlink()
    first.rmdir()


def rewrite_shards(folder, change):
    """`change` gets the members' names and contents of a shard and returns those to be written."""
    for path in sorted(Path(folder).glob("*.tar")):
        with tarfile.open(path) as shard:
            members = [(member.name, shard.extractfile(member).read()) for member in shard]
        with tarfile.open(path, "w") as shard:
            for name, content in change(members):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                shard.addfile(member, io.BytesIO(content))


def shift(suffix):
    """Each member of the suffix gets the content of the one before it."""

    def change(members):
        before = [content for name, content in members if name.endswith(suffix)]
        before = iter(before[-1:] + before[:-1])
        return [
            (name, next(before) if name.endswith(suffix) else content) for name, content in members
        ]

    return change


def one_wrong_label(members):
    [at, *_] = [i for i, (name, _) in enumerate(members) if name.endswith(".cls")]
    wrong = list(members)
    wrong[at] = (members[at][0], b"0" if members[at][1] != b"0" else b"1")
    return wrong


def without_labels(members):
    return [member for member in members if not member[0].endswith(".cls")]


def twice(members):
    return members + [(f"again-{name}", content) for name, content in members[:2]]


def rewrite_tables(folder, change):
    for path in sorted(Path(folder).glob("data/*.parquet")):
        pyarrow.parquet.write_table(change(pyarrow.parquet.read_table(path)), path)


def with_labels(change):
    def changed(table):
        labels = pyarrow.array(change(table["label"].to_pylist()), pyarrow.int64())
        return table.set_column(table.column_names.index("label"), "label", labels)

    return changed


def names_turned_around(table):
    told = json.loads(table.schema.metadata[b"huggingface"])
    told["info"]["features"]["label"]["names"].reverse()
    return table.replace_schema_metadata({"huggingface": json.dumps(told)})


FAULTS = {
    "two images of two classes exchanged": lambda folder: swap(
        images(folder)[0], images(folder)[-1]
    ),
    "images shifted by one": lambda folder: rename_around(images(folder)),
    "a class is missing": folder_without_class,
    "one wrong label": lambda folder: rewrite_shards(folder, one_wrong_label),
    "labels shifted by one sample": lambda folder: rewrite_shards(folder, shift(".cls")),
    "pictures shifted by one sample": lambda folder: rewrite_shards(folder, shift(".png")),
    "samples without labels": lambda folder: rewrite_shards(folder, without_labels),
    "a sample twice": lambda folder: rewrite_shards(folder, twice),
    "one wrong label in a table": lambda folder: rewrite_tables(
        folder, with_labels(lambda labels: [(labels[0] + 1) % 4, *labels[1:]])
    ),
    "labels shifted by one row": lambda folder: rewrite_tables(
        folder, with_labels(lambda labels: labels[-1:] + labels[:-1])
    ),
    "no label column": lambda folder: rewrite_tables(
        folder, lambda table: table.drop_columns("label")
    ),
    "a row is missing": lambda folder: rewrite_tables(folder, lambda table: table[1:]),
    "no features for Hugging Face": lambda folder: rewrite_tables(
        folder, lambda table: table.replace_schema_metadata(None)
    ),
    "names of classes turned around": lambda folder: rewrite_tables(folder, names_turned_around),
}

for task in json.load(sys.stdin):
    FAULTS[task["fault"]](task["folder"])
json.dump(None, sys.stdout)
