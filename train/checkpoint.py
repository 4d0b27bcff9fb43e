"""What a training needs to go on: written whole or not at all."""

import io
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from order import Refusal

NAME = "last.pt"


@dataclass
class State:
    """A training before one of its steps.

    :param step: the one to go on with
    :param course: the options that decide what is trained on, in which order, and how
    :param model: weights by name
    :param optimizer: what it keeps of each weight
    """

    step: int
    course: dict[str, Any]
    model: dict[str, torch.Tensor]
    optimizer: dict[int, dict[str, torch.Tensor]]


def save(folder: Path, state: State) -> None:
    """The one before it stays until this one is on the disk.

    :raises Refusal: where it cannot be written
    """
    path = folder / NAME
    beside = path.with_suffix(".tmp")
    # Numbers and words as one text: what is loaded is tensors and text, which can run no code.
    about = json.dumps({"step": state.step, "course": state.course})
    content = io.BytesIO()
    # Not into the file: PyTorch ends the process where a disk is full.
    torch.save({"about": about, "model": state.model, "optimizer": state.optimizer}, content)
    try:
        with open(beside, "wb") as file:
            file.write(content.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Refusal(
            f"{path}: it cannot be written ({error.strerror}); the same command goes on from the"
            " checkpoint before it, if there is one"
        ) from None


def load(path: Path) -> State:
    """:raises Refusal: where it cannot be read"""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        about = json.loads(state["about"])
        return State(about["step"], about["course"], state["model"], state["optimizer"])
    except FileNotFoundError:
        raise Refusal(f"{path}: there is no such file") from None
    except Exception:
        # PyTorch's own words advise to load what may run code.
        raise Refusal(
            f"{path}: not a checkpoint of these scripts, or a damaged one; name another, or delete"
            " it"
        ) from None


def resume(folder: Path, course: dict[str, Any]) -> State | None:
    """The last state of a training in its folder, or None where it has just begun.

    :raises Refusal: where the training in the folder is another one
    """
    if not (folder / NAME).exists():
        return None
    state = load(folder / NAME)
    # As it comes back from a file: lists where there were tuples.
    course = json.loads(json.dumps(course))
    for name, value in course.items():
        was = state.course.get(name)
        if was == value:
            continue
        # A digest says nothing to anybody.
        difference = (
            "was of other images or labels than are there now"
            if name == "content"
            else f"has {name} {was!r}, not {value!r}"
        )
        raise Refusal(
            f"{folder}: the training there {difference}; go on with that, or choose another --out"
        )
    return state
