"""Options that both scripts have, and the model that they name."""

import argparse
import ast
from pathlib import Path
from typing import Any

import timm
import torch
from counts import count, count_or_zero, seed
from order import Refusal
from PIL import Image
from team import Team
from timm.data import auto_augment, create_transform, resolve_data_config
from training import Training

USUAL_MODEL = {"model": "vit_tiny_patch16_224", "model_kwargs": {}}
#: A ViT that a processor trains: 0.5 million parameters, 64 px.
TINY_MODEL = {
    "model": "vit_tiny_patch16_224",
    "model_kwargs": {
        "img_size": 64,
        "patch_size": 16,
        "embed_dim": 96,
        "depth": 4,
        "num_heads": 3,
    },
}


class KeyValue(argparse.Action):
    """`NAME=VALUE …` as a dictionary."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:
        for value in values:
            if "=" not in value:
                parser.error(f"argument {option_string}: {value}: it must be NAME=VALUE")
        pairs = dict(value.partition("=")[::2] for value in values)
        setattr(namespace, self.dest, {name: _literal(text) for name, text in pairs.items()})


def _literal(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return text


def add_training_options(parser: argparse.ArgumentParser) -> None:
    training = parser.add_argument_group("training")
    training.add_argument(
        "--out",
        type=Path,
        required=True,
        help="folder of the checkpoints, seen by all ranks; a training in it goes on",
    )
    training.add_argument("--model", help=f"any of timm's (default: {USUAL_MODEL['model']})")
    training.add_argument(
        "--model-kwargs",
        nargs="+",
        action=KeyValue,
        metavar="NAME=VALUE",
        help="such as img_size=64",
    )
    training.add_argument(
        "--workers",
        type=count_or_zero,
        default=8,
        help="loader processes of each rank (default: %(default)s)",
    )
    training.add_argument(
        "--precision", choices=["bf16", "fp32"], help="default: bf16 on GPUs, fp32 elsewhere"
    )
    training.add_argument("--seed", type=seed, default=0)
    training.add_argument(
        "--save-every", type=count, default=1000, metavar="STEPS", help="default: %(default)s"
    )
    training.add_argument(
        "--print-every", type=count, default=50, metavar="STEPS", help="default: %(default)s"
    )
    training.add_argument(
        "--trace",
        action="store_true",
        help="write which images each step had to OUT/trace-RANK.jsonl",
    )
    training.add_argument(
        "--tiny",
        action="store_true",
        help="minutes on a processor: a small model, few epochs, and of a formula at most 20"
        " classes of 50 images of 64 px",
    )


def parse(parser: argparse.ArgumentParser, tiny: dict[str, Any]) -> argparse.Namespace:
    """:param tiny: defaults with --tiny, beside the model's"""
    if parser.parse_known_args()[0].tiny:
        parser.set_defaults(workers=2, save_every=100, print_every=20, **tiny)
    options = parser.parse_args()
    options.model_given = options.model
    usual = TINY_MODEL if options.tiny and options.model is None else USUAL_MODEL
    if options.model is None:
        options.model = usual["model"]
    if options.model_kwargs is None:
        options.model_kwargs = usual["model_kwargs"]
    return options


def make_model(options: argparse.Namespace, classes: int, drop_path: float) -> torch.nn.Module:
    """:raises Refusal: where timm has no such model, or one that knows no stochastic depth"""
    # Every rank begins with the same weights.
    torch.manual_seed(options.seed)
    try:
        return timm.create_model(
            options.model,
            num_classes=classes,
            # timm hands on what is not None; not every model knows of it.
            drop_path_rate=drop_path or None,
            **options.model_kwargs,
        )
    except (RuntimeError, TypeError) as error:
        advice = "; say --drop-path 0" if "drop_path_rate" in str(error) else ""
        raise Refusal(f"--model {options.model}: {error}{advice}") from None


def _posterize(image: Image.Image, bits: int, **more: Any) -> Image.Image:
    """timm's own, but for 0 bits, which DeiT's magnitudes lead to now and then.

    They made the image black until Pillow 13 refused them, which ended the training.
    """
    if bits == 0:
        return Image.new(image.mode, image.size)
    return auto_augment.posterize(image, bits, **more)


auto_augment.NAME_TO_OP["PosterizeIncreasing"] = _posterize


def transform_of(options: argparse.Namespace, model: torch.nn.Module, **augmentation: Any):
    """timm's, for the model's size, mean and deviation."""
    size = options.model_kwargs.get("img_size")
    data = resolve_data_config({} if size is None else {"img_size": size}, model=model)
    data = {name: data[name] for name in ("input_size", "mean", "std")}
    return create_transform(**data, interpolation="bicubic", **augmentation)


#: DeiT's augmentation (Touvron et al., ICML 2021), but for the flips.
DEIT_AUGMENTATION = {
    "is_training": True,
    "auto_augment": "rand-m9-mstd0.5-inc1",
    "re_prob": 0.25,
    "re_mode": "pixel",
}


def make_training(
    team: Team, options: argparse.Namespace, course: dict[str, Any], **parts: Any
) -> Training:
    """A training of parts that the options complete."""
    precision = options.precision or ("bf16" if team.on_gpu else "fp32")
    course = {**course, "precision": precision}
    common = {
        name: getattr(options, name) for name in ("out", "save_every", "print_every", "trace")
    }
    return Training(team=team, precision=precision, course=course, **common, **parts)
