"""What the rules' own language does otherwise than Python: `_generated/rules.py` calls it.

``undefined`` is what is missing, as opposed to ``None``, which is JSON's null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

# More than is used below: the rules call all of them as they call what is here.
from ._numbers import (  # noqa: F401
    as_number,
    divide,
    double,
    is_number,
    math_abs,
    math_ceil,
    math_exp,
    math_floor,
    math_max,
    math_min,
    math_round,
    number_is_finite,
    number_is_integer,
    number_nan,
    number_positive_infinity,
    number_text,
    remainder,
)


class _Undefined:
    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "undefined"


undefined = _Undefined()


def is_nullish(value: Any) -> bool:
    return value is None or value is undefined


def truthy(value: Any) -> bool:
    """Empty arrays and objects count as true."""
    return isinstance(value, (list, dict)) or (bool(value) and value == value)


def same(a: Any, b: Any) -> bool:
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, (list, dict)):
        return a is b
    return bool(a == b)


def type_of(value: Any) -> str:
    if value is undefined:
        return "undefined"
    if isinstance(value, bool):
        return "boolean"
    if is_number(value):
        return "number"
    if isinstance(value, str):
        return "string"
    return "function" if callable(value) else "object"


def get(value: Any, key: Any) -> Any:
    if isinstance(value, dict):
        return value.get(key if isinstance(key, str) else string(key), undefined)
    if not isinstance(value, (list, str)):
        return undefined
    if key == "length":
        return len(value)
    return at(value, int(key)) if number_is_integer(key) else undefined


def has(value: dict, key: Any) -> bool:
    return string(key) in value


def each(value: Any) -> list:
    """What a loop or a spread goes through; a Map's entries are not among it."""
    if not isinstance(value, (list, str)):
        raise TypeError(f"{type(value).__name__} is not gone through here")
    return list(value)


def get_optional(value: Any, key: Any) -> Any:
    return undefined if is_nullish(value) else get(value, key)


def at(items: Any, index: int) -> Any:
    return items[index] if 0 <= index < len(items) else undefined


def without(value: dict, keys: list) -> dict:
    return {key: item for key, item in value.items() if key not in keys}


def defined(value: Any) -> dict:
    return {} if is_nullish(value) else value


def add(a: Any, b: Any) -> Any:
    if isinstance(a, str) or isinstance(b, str):
        return string(a) + string(b)
    return double(a + b)


def array_is_array(value: Any) -> bool:
    return isinstance(value, list)


def array_from(source: Any, make: Callable[..., Any] | None = None) -> list:
    items = [undefined] * source["length"] if isinstance(source, dict) else list(source)
    return items if make is None else [make(item, i) for i, item in enumerate(items)]


def object_entries(value: dict) -> list:
    return [[key, item] for key, item in value.items()]


def object_from_entries(entries: Iterable[Any]) -> dict:
    return {key: value for key, value in entries}


def new_map(entries: Iterable[Any] = ()) -> dict:
    return object_from_entries(entries)


def new_set(items: Iterable[Any] = ()) -> list:
    # Here True is 1.
    return list({(isinstance(item, bool), item): item for item in items}.values())


def string(value: Any) -> str:
    """As String(value) and `${value}` write it."""
    if value is undefined:
        return "undefined"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_number(value):
        return number_text(value)
    if isinstance(value, list):
        return ",".join("" if is_nullish(item) else string(item) for item in value)
    return value if isinstance(value, str) else "[object Object]"


def json_stringify(value: Any) -> Any:
    if value is undefined:
        return undefined
    if is_number(value):
        return number_text(value) if number_is_finite(value) else "null"
    if isinstance(value, list):
        items = ["null" if item is undefined else json_stringify(item) for item in value]
        return f"[{','.join(items)}]"
    if isinstance(value, dict):
        parts = [
            f"{json_stringify(key)}:{json_stringify(item)}"
            for key, item in value.items()
            if item is not undefined
        ]
        return f"{{{','.join(parts)}}}"
    return json.dumps(value, ensure_ascii=False)


def regex(pattern: str, flags: str) -> tuple[re.Pattern, int]:
    """A pattern, and how many of its matches are replaced (0: all)."""
    return re.compile(pattern, re.ASCII), 0 if "g" in flags else 1


def replace_of(text: str, pattern: Any, replacement: Any) -> str:
    if not isinstance(replacement, str) or "$" in replacement:
        raise TypeError(f"{replacement!r} is no plain text to put in the place of another")
    if isinstance(pattern, str):
        return text.replace(pattern, replacement, 1)
    return pattern[0].sub(lambda _: replacement, text, count=pattern[1])


def at_of(items: Any, index: int) -> Any:
    return items[index] if -len(items) <= index < len(items) else undefined


def filter_of(items: list, keep: Callable[..., Any]) -> list:
    return [item for i, item in enumerate(items) if truthy(keep(item, i))]


def find_of(items: list, matches: Callable[..., Any]) -> Any:
    return next((item for i, item in enumerate(items) if truthy(matches(item, i))), undefined)


def includes_of(items: Any, item: Any) -> bool:
    return item in items if isinstance(items, str) else any(same(other, item) for other in items)


def join_of(items: list, separator: str = ",") -> str:
    return separator.join("" if is_nullish(item) else string(item) for item in items)


def map_of(items: list, make: Callable[..., Any]) -> list:
    return [make(item, i) for i, item in enumerate(items)]


def push_of(items: list, item: Any) -> None:
    items.append(item)


def slice_of(items: Any, start: int = 0, end: int | None = None) -> Any:
    return items[start:end]


def split_of(text: str, separator: str) -> list:
    return text.split(separator) if separator else list(text)


def starts_with_of(text: str, start: str) -> bool:
    return text.startswith(start)


def ends_with_of(text: str, end: str) -> bool:
    return text.endswith(end)


def last_index_of_of(text: str, part: str) -> int:
    return text.rfind(part)


def to_lower_case_of(text: str) -> str:
    return text.lower()


def values_of(mapping: dict) -> list:
    return list(mapping.values())
