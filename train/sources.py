"""Where images come from: formula, folder or shards, of which any is read alone, or a stream."""

import argparse
import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import torch
from counts import count
from order import Plan, Refusal
from PIL import Image
from shards import Shards, described_dataset, digest
from stream import Stream
from torchvision.datasets import ImageFolder

#: How the program is called where a stream is read.
COMMAND = os.environ.get("VISUALATOM", "visualatom")


#: Layouts that have no class folders, and what to do.
PACKED = {
    "webdataset": "--shards takes it",
    "parquet": "--folder takes imagefolder, --shards webdataset",
}


class Formula:
    """Images that are drawn when they are asked for, by the Python package."""

    def __init__(self, source: str, given: dict[str, int], limits: Mapping[str, int]) -> None:
        import visualatom

        try:
            if limits:
                given = limited(visualatom.Dataset(source).config, given, limits)
            self.dataset = visualatom.Dataset(source, **given)
            # Fractals are searched once, before there are worker processes.
            self.dataset.find_classes()
        except (visualatom.ConfigError, OSError, ValueError) as error:
            raise Refusal(f"--formula {source}: {error}") from None
        self.classes = self.dataset.classes
        self.content = digest(self.dataset.config)

    def __len__(self) -> int:
        return len(self.dataset)

    def __getitem__(self, number: int) -> tuple[Image.Image, int]:
        image, label = self.dataset[number]
        return Image.fromarray(image).convert("RGB"), label

    def shuffled(self, generator: torch.Generator) -> torch.Tensor:
        return torch.randperm(len(self), generator=generator)


class Folder(ImageFolder):
    """Class folders, or a dataset of layout `imagefolder`, which has them in `image/`.

    :raises Refusal: where they are not there, or not all of a dataset's
    """

    def __init__(self, folder: str | Path) -> None:
        root = Path(folder)
        if not root.is_dir():
            raise Refusal(f"{folder}: there is no such folder")
        inner = root / "image"
        described = described_dataset(root) if (root / "dataset.json").exists() else None
        if described is not None and (layout := described["config"]["output"]["layout"]) in PACKED:
            raise Refusal(f"{folder}: its layout is {layout}; {PACKED[layout]}")
        images = inner if described is not None and inner.is_dir() else root
        try:
            super().__init__(str(images))
        except FileNotFoundError as error:
            raise Refusal(f"{folder}: {error}") from None
        self.label_names = self.classes
        self.classes = len(self.label_names)
        if described is not None:
            self._require_all(root, described["config"])
        files = [os.path.relpath(path, images) for path, _ in self.samples]
        self.content = digest([described and described["config"], files])

    def __getitem__(self, number: int) -> tuple[Image.Image, int]:
        try:
            return super().__getitem__(number)
        except (OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise Refusal(f"{self.samples[number][0]}: it cannot be read ({error})") from None

    def _require_all(self, root: Path, config: dict) -> None:
        wanted = config["classes"], config["classes"] * config["instances"]
        if (self.classes, len(self)) != wanted:
            raise Refusal(
                f"{root}: {len(self)} images of {self.classes} classes instead of {wanted[1]} of"
                f" {wanted[0]}; `visualatom verify` says what is wrong"
            )

    def shuffled(self, generator: torch.Generator) -> torch.Tensor:
        return torch.randperm(len(self), generator=generator)


def add_source_options(parser: argparse.ArgumentParser) -> None:
    sources = parser.add_argument_group("images").add_mutually_exclusive_group(required=True)
    what = "a preset, or a configuration's or dataset's JSON"
    sources.add_argument(
        "--formula", metavar="NAME", help=f"{what}: images drawn by the Python package"
    )
    sources.add_argument(
        "--folder", metavar="DIR", help="dataset of layout imagefolder, or class folders"
    )
    sources.add_argument("--shards", metavar="DIR", help="dataset of layout webdataset")
    sources.add_argument(
        "--stream", metavar="NAME", help=f"{what}: images drawn by `visualatom stream`"
    )
    fields = parser.add_argument_group("of --formula and --stream, in the place of the preset's")
    fields.add_argument("--classes", type=count)
    fields.add_argument("--instances", type=count, help="images of a class")
    fields.add_argument("--stored-size", type=count, metavar="PX", help="side of an image")


def open_source(
    options: argparse.Namespace, limits: Mapping[str, int] = MappingProxyType({})
) -> Formula | Folder | Shards | Stream:
    """:param limits: most of each field of a formula or a stream that was not given
    :raises Refusal: where it cannot be opened
    """
    fields = {
        "classes": options.classes,
        "instances": options.instances,
        "stored_size": options.stored_size,
    }
    given = {name: value for name, value in fields.items() if value is not None}
    if options.formula is not None:
        return Formula(options.formula, given, limits)
    if options.stream is not None:
        return _stream(options.stream, given, limits)
    for name in given:
        raise Refusal(f"--{name.replace('_', '-')}: images that are stored have their own")
    return Shards(options.shards) if options.shards is not None else Folder(options.folder)


def limited(config: dict, given: dict[str, int], limits: Mapping[str, int]) -> dict[str, int]:
    """What was given, and the limits of what was not where a configuration has more."""
    output = config.get("output", {})
    own = {**config, "stored_size": output.get("storedSize") or config.get("imageSize")}
    low = {name: least for name, least in limits.items() if (own.get(name) or least + 1) > least}
    return {**low, **given}


def _stream(source: str, fields: dict[str, int], limits: Mapping[str, int]) -> Stream:
    command = shlex.split(COMMAND)
    if source.endswith(".json"):
        which = ["--config", source]
        config = _config_of_file(source)
    else:
        which = ["--preset", source]
        presets = json.loads(_run(source, [*command, "presets", "--json"]))
        config = {preset["name"]: preset["config"] for preset in presets}.get(source)
        if config is None:
            raise Refusal(f"--stream {source}: there is no such preset; see `visualatom presets`")
    fields = limited(config, fields, limits)
    config = {**config, **fields}
    for name in ("classes", "instances"):
        if name not in config:
            raise Refusal(f"--stream {source}: the file does not say {name}; say --{name}")
    further = [f"--{name.replace('_', '-')}={value}" for name, value in fields.items()]
    stream = Stream(
        [*command, "stream", *which, *further],
        config["classes"],
        config["instances"],
        digest(config),
    )
    # What is refused is refused here, and not in a loader's process.
    _run(source, [*stream.command, "--workers", "1", "--skip", str(len(stream) - 1)])
    return stream


def _config_of_file(path: str) -> dict:
    try:
        document = json.loads(Path(path).read_text("utf-8"))
        return document.get("config", document)
    except (OSError, ValueError, AttributeError) as error:
        kind = "not valid JSON: " if isinstance(error, json.JSONDecodeError) else ""
        raise Refusal(f"--stream {path}: {kind}{error}") from None


def _run(source: str, command: list[str]) -> bytes:
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout
    except OSError as error:
        raise Refusal(
            f"--stream: `{COMMAND}` cannot be run ({error.strerror}); install it, or say in the"
            " environment variable VISUALATOM how it is called"
        ) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise Refusal(f"--stream {source}: {said.removeprefix('error: ')}") from None


def plan_of(source, options: argparse.Namespace, world: int) -> Plan:
    """:raises Refusal: where the options do not fit the source"""
    if isinstance(source, Stream) and options.repeats != 1:
        raise Refusal("--repeats: a stream has each image once; say --repeats 1, or --formula")
    return Plan(len(source), options.batch, world, options.epochs, options.seed, options.repeats)
