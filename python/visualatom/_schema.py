"""Completes a document by the JSON Schema of configurations, or tells where it does not fit."""

from __future__ import annotations

import math
from typing import Any

from . import _javascript as js
from ._resources import read_json

Issue = dict
Path = list


def complete(document: Any) -> tuple[Any, list[Issue]]:
    """The document with its defaults, and what is wrong with it (empty where nothing is)."""
    issues: list[Issue] = []
    variants = read_json("schema.json")["oneOf"]
    formulation = (
        document.get("formulation", js.undefined) if isinstance(document, dict) else js.undefined
    )
    for variant in variants:
        if (
            isinstance(document, dict)
            and variant["properties"]["formulation"]["const"] == formulation
        ):
            return _value(document, variant, [], issues), issues
    path = ["formulation"] if isinstance(document, dict) else []
    return None, [{"code": "invalid", "path": path}]


def _value(value: Any, schema: dict, path: Path, issues: list[Issue]) -> Any:
    if value is js.undefined and "default" in schema:
        value = schema["default"]
    if "anyOf" in schema:
        if value is None:
            return None
        schema = schema["anyOf"][0]
    if "enum" in schema or "const" in schema:
        allowed = schema.get("enum", [schema.get("const")])
        if not any(js.same(value, choice) for choice in allowed):
            issues.append({"code": "invalid", "path": path})
        return value
    return _TYPES[schema["type"]](value, schema, path, issues)


def _object(value: Any, schema: dict, path: Path, issues: list[Issue]) -> Any:
    if not isinstance(value, dict):
        issues.append({"code": "invalid", "path": path})
        return value
    known = schema["properties"]
    required = schema.get("required", [])
    result = {}
    for key, part in known.items():
        given = value.get(key, js.undefined)
        if given is js.undefined and "default" not in part and key not in required:
            continue
        result[key] = _value(given, part, [*path, key], issues)
    unknown = [key for key in value if key not in known]
    if unknown:
        issues.append({"code": "unrecognized_keys", "path": path, "keys": unknown, "input": value})
    return result


def _array(value: Any, schema: dict, path: Path, issues: list[Issue]) -> Any:
    items = schema["prefixItems"]
    if not isinstance(value, list) or len(value) != len(items):
        issues.append({"code": "invalid", "path": path})
        return value
    fits = len(issues)
    result = [
        _value(item, part, [*path, i], issues)
        for i, (item, part) in enumerate(zip(value, items, strict=True))
    ]
    ordered = all(js.is_number(item) for item in result) and result[0] <= result[1]
    if len(issues) == fits and not ordered:
        message = "the minimum must not exceed the maximum"
        issues.append({"code": "custom", "path": path, "input": value, "message": message})
    return result


def _number(value: Any, schema: dict, path: Path, issues: list[Issue]) -> Any:
    fits = (
        js.is_number(value)
        and math.isfinite(value)
        and schema["minimum"] <= value <= schema["maximum"]
    )
    if not fits:
        issues.append({"code": "invalid", "path": path})
        return value
    return int(value) if value == int(value) else value


def _integer(value: Any, schema: dict, path: Path, issues: list[Issue]) -> Any:
    if js.is_number(value) and not js.number_is_integer(value):
        issues.append({"code": "invalid", "path": path})
        return value
    return _number(value, schema, path, issues)


def _boolean(value: Any, schema: dict, path: Path, issues: list[Issue]) -> Any:
    if not isinstance(value, bool):
        issues.append({"code": "invalid", "path": path})
    return value


def _null(value: Any, schema: dict, path: Path, issues: list[Issue]) -> Any:
    if value is not None:
        issues.append({"code": "invalid", "path": path})
    return value


_TYPES = {
    "object": _object,
    "array": _array,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "null": _null,
}
