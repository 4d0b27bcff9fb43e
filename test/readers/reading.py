"""What the scripts that read datasets share: tasks as JSON on stdin, what is found on stdout."""

import hashlib
import json
import sys
from pathlib import Path

from PIL import Image


def row(key, label, image):
    """Name of an image (or None where none is told), label, mode, and digest of its RGB pixels."""
    return [
        key and Path(key).stem,
        int(label),
        image.mode,
        hashlib.sha256(image.convert("RGB").tobytes()).hexdigest()[:16],
    ]


def row_of_array(key, label, array):
    return row(key, label, Image.fromarray(array))


def answer(readers):
    """Of each task, `{"reader": …, …}`, what its reader finds, or the error that it raised."""
    answers = []
    for task in json.load(sys.stdin):
        try:
            answers.append(readers[task.pop("reader")](**task))
        except Exception as error:
            answers.append({"error": f"{type(error).__name__}: {error}"})
    json.dump(answers, sys.stdout)
