"""Completes a document by the JSON Schema of configurations, or tells where it does not fit.

An issue is ``soft`` where a number is beyond its limits, or a range begins behind its end: the
ends of a range can then still be compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from . import _javascript as js
from ._resources import read_json

Issue = dict[str, Any]
Path = list[Any]

#: What is made of a part that fits, by its path.
Finish = dict[str, Callable[..., Any]]


def complete(document: Any, finish: Finish) -> tuple[Any, list[Issue]]:
    """The document with its defaults, and what is wrong with it (empty where nothing is)."""
    issues: list[Issue] = []
    given = document.get("formulation") if isinstance(document, dict) else None
    for variant in read_json("schema.json")["oneOf"]:
        if isinstance(given, str) and variant["properties"]["formulation"]["const"] == given:
            return _value(document, variant, [], issues, finish), issues
    path = ["formulation"] if isinstance(document, dict) else []
    return None, [_wrong(path)]


def _is_hard(issues: list[Issue]) -> bool:
    return any(not issue["soft"] for issue in issues)


def _wrong(path: Path, soft: bool = False) -> Issue:
    return {"code": "invalid", "path": path, "soft": soft}


def _value(value: Any, schema: dict, path: Path, issues: list[Issue], finish: Finish) -> Any:
    if value is js.undefined and "default" in schema:
        value = schema["default"]
    if "anyOf" in schema:
        if value is None:
            return None
        schema = schema["anyOf"][0]
    if "enum" in schema or "const" in schema:
        allowed = schema.get("enum", [schema.get("const")])
        if not any(js.same(value, choice) for choice in allowed):
            issues.append(_wrong(path))
        return value
    kind = schema["type"]
    if kind == "object":
        return _object(value, schema, path, issues, finish)
    if kind == "array":
        return _range(value, schema, path, issues, finish)
    if kind in ("number", "integer"):
        return _number(value, schema, path, issues)
    if not _fits(value, kind, schema):
        issues.append(_wrong(path))
    return value


def _fits(value: Any, kind: str, schema: dict) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "null":
        return value is None
    if kind == "string":
        pattern = schema.get("pattern", "")
        if pattern.endswith("$"):
            # There it is the end of the text; here a line's end may follow.
            pattern = pattern[:-1] + r"\Z"
        return isinstance(value, str) and re.search(pattern, value) is not None
    raise ValueError(f"type {kind} of the schema is not known here")


def _object(value: Any, schema: dict, path: Path, issues: list[Issue], finish: Finish) -> Any:
    if not isinstance(value, dict):
        issues.append(_wrong(path))
        return value
    found: list[Issue] = []
    known = schema["properties"]
    required = schema.get("required", [])
    result = {}
    for key, part in known.items():
        given = value.get(key, js.undefined)
        if given is not js.undefined or "default" in part or key in required:
            result[key] = _value(given, part, [*path, key], found, finish)
    unknown = [key for key in value if key not in known]
    if unknown:
        issue = {"code": "unrecognized_keys", "path": path, "keys": unknown, "input": value}
        found.append({**issue, "soft": False})
    name = ".".join(path)
    if name in finish and not found:
        result = finish[name](result)
    issues.extend(found)
    return result


def _range(value: Any, schema: dict, path: Path, issues: list[Issue], finish: Finish) -> Any:
    ends = schema["prefixItems"]
    if not isinstance(value, list) or len(value) != len(ends):
        issues.append(_wrong(path))
        return value
    found: list[Issue] = []
    result = [
        _value(item, part, [*path, i], found, finish)
        for i, (item, part) in enumerate(zip(value, ends, strict=True))
    ]
    if not _is_hard(found) and result[0] > result[1]:
        message = "the minimum must not exceed the maximum"
        issue = {"code": "custom", "path": path, "input": value, "message": message}
        found.append({**issue, "soft": True})
    issues.extend(found)
    return result


def _number(value: Any, schema: dict, path: Path, issues: list[Issue]) -> Any:
    is_integer = js.number_is_integer(value)
    if not js.number_is_finite(value) or (schema["type"] == "integer" and not is_integer):
        issues.append(_wrong(path))
        return value
    if not schema["minimum"] <= value <= schema["maximum"]:
        issues.append(_wrong(path, soft=True))
    return js.as_number(value)
