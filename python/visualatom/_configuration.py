"""Configurations: presets, files and changes, completed and checked by the one schema."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypedDict, Union

from . import _javascript as js
from ._generated import rules
from ._resources import read_json
from ._schema import Finish, complete

Source = Union[str, "os.PathLike[str]", Mapping[str, Any]]


class Overrides(TypedDict, total=False):
    """Fields that can be changed of a configuration, lengths in px."""

    classes: int
    instances: int
    seed: int
    image_size: int
    redraw_blank: bool
    stored_size: int | None
    resample: Literal["area", "lanczos"]
    renderer: Literal["lines", "canvas", "points"]
    image: Literal["png", "jpeg", "webp"]


#: Names of the fields that can be changed, as the keyword arguments of ``Dataset`` have them.
OVERRIDES = {
    "classes": ("classes",),
    "instances": ("instances",),
    "seed": ("seed",),
    "image_size": ("imageSize",),
    "redraw_blank": ("redrawBlank",),
    "stored_size": ("output", "storedSize"),
    "resample": ("output", "resample"),
    "renderer": ("renderer",),
    "image": ("output", "image"),
}


class ConfigError(ValueError):
    """A configuration that cannot be used; the message has one line for each problem.

    :ivar problems: of each problem its ``field``, ``value`` and ``message``
    """

    def __init__(self, problems: list[dict[str, Any]], origin: str = "") -> None:
        lines = "\n".join(rules.describeProblem(problem) for problem in problems)
        super().__init__(f"{origin}:\n{lines}" if origin else lines)
        self.problems = problems

    def __reduce__(self) -> tuple:
        return _restored_error, (self.problems, str(self))


def _restored_error(problems: list[dict[str, Any]], message: str) -> ConfigError:
    error = ConfigError(problems)
    error.args = (message,)
    return error


def presets() -> dict[str, str]:
    """Names of the presets, each with one sentence on what it is."""
    return {
        preset["name"]: preset["description"] for preset in read_json("documents.json")["presets"]
    }


def parse(document: Any) -> dict[str, Any]:
    """Completes a configuration with defaults.

    :raises ConfigError: with every problem that it has
    """
    document = _plain(document)
    formulation = document.get("formulation") if isinstance(document, dict) else None
    finish: Finish = {"output": rules.withPixel}
    known: dict[str, Any] = rules.formulations
    if isinstance(formulation, str) and "canonical" in known.get(formulation, {}):
        finish["parameters"] = known[formulation]["canonical"]
    config, issues = complete(document, finish)
    # What follows from a value that is wrong in itself is no fault of the other values.
    if not issues:
        issues = [_custom(problem) for problem in rules.brokenRules(config)]
    if issues:
        problems = [problem for issue in issues for problem in rules.problemsOf(issue, document)]
        raise ConfigError(rules.withoutRepeats(problems))
    return config


def resolve(source: Source, overrides: Mapping[str, Any]) -> dict[str, Any]:
    """The complete configuration of a source, with some of its fields changed."""
    config = _read(source)
    changed = {**config, "output": dict(config["output"])}
    for name, value in overrides.items():
        if name not in OVERRIDES:
            raise TypeError(
                f"{name} is no field that can be changed; those are {', '.join(OVERRIDES)}"
            )
        *parents, field = OVERRIDES[name]
        (changed[parents[0]] if parents else changed)[field] = value
    return parse(changed) if overrides else config


def _read(source: Source) -> dict[str, Any]:
    if isinstance(source, Mapping):
        return parse(_configuration_of(source))
    if not isinstance(source, (str, os.PathLike)):
        raise TypeError(
            f"the source is {type(source).__name__}; give the name of a preset, the path of a JSON"
            " file, or a mapping"
        )
    if isinstance(source, os.PathLike) or _is_path(source):
        document = _configuration_of(_read_file(Path(source)))
        try:
            return parse(document)
        except ConfigError as error:
            raise ConfigError(error.problems, str(source)) from None
    documents = read_json("documents.json")["presets"]
    for preset in documents:
        if preset["name"] == source:
            return json.loads(json.dumps(preset["config"]))
    if Path(source).exists():
        return _read(Path(source))
    raise ConfigError([rules.unknownPreset(source, [preset["name"] for preset in documents])])


def _is_path(source: str) -> bool:
    """Whether the text is a path and no name of a preset."""
    return source.lower().endswith((".json", ".visualatom")) or os.sep in source or "/" in source


def _read_file(path: Path) -> Any:
    if path.is_dir():
        # A dataset's folder stands for its description.
        path = path / "dataset.json"
    text = path.read_text("utf-8-sig")
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except ValueError as error:
        raise ValueError(f"{path}: not valid JSON ({error})") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _configuration_of(document: Any) -> Any:
    """A dataset's description holds its configuration, from which it can be made again."""
    is_manifest = isinstance(document, Mapping) and "generator" in document
    return document.get("config", js.undefined) if is_manifest else document


def _custom(problem: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": "custom",
        "path": problem["path"],
        "input": problem["value"],
        "message": problem["message"],
        "params": {"rule": True},
    }


def _plain(value: Any) -> Any:
    """As JSON would carry it: mappings as dicts, tuples as lists, numbers of NumPy as Python's."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "shape", None) == ():
        value = item()
    return js.as_number(value) if js.number_is_finite(value) else value
