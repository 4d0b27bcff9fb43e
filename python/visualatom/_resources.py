"""What the build puts into the package: the kernel, the schema, the presets."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


def read_bytes(name: str) -> bytes:
    return (files(__package__) / "_generated" / name).read_bytes()


@cache
def read_json(name: str) -> Any:
    """The document in a file; it is shared, so that nobody may change it."""
    return json.loads(read_bytes(name))
