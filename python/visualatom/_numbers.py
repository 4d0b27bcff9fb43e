"""Numbers as the rules' own language has them: each is a double."""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from typing import Any

math_abs = abs
number_positive_infinity = math.inf
number_nan = math.nan


def as_number(value: float) -> float:
    """Whole numbers as int, as long as a double tells each from the next."""
    return int(value) if value == int(value) and abs(value) <= 2**53 else float(value)


def double(value: Any) -> float:
    """A result of arithmetic, which has 53 bits there and as many as it takes here."""
    if isinstance(value, complex):
        return math.nan
    if isinstance(value, int) and abs(value) > 2**53:
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    return value


def math_exp(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf


def math_floor(value: float) -> float:
    return as_number(math.floor(value)) if math.isfinite(value) else value


def math_ceil(value: float) -> float:
    return as_number(math.ceil(value)) if math.isfinite(value) else value


def math_round(value: float) -> float:
    if not math.isfinite(value):
        return value
    floor = math.floor(value)
    # A half added to the value could be rounded away, or up.
    return as_number(floor + (value - floor >= 0.5))


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def divide(a: float, b: float) -> float:
    if b == 0:
        return math.nan if a == 0 else math.copysign(math.inf, a)
    return a / b


def remainder(a: float, b: float) -> float:
    return math.nan if b == 0 or not math.isfinite(a) else math.fmod(a, b)


def math_max(*values: float) -> float:
    return _nan_of(values) or max(values, default=-math.inf)


def math_min(*values: float) -> float:
    return _nan_of(values) or min(values, default=math.inf)


def _nan_of(values: tuple) -> float:
    return math.nan if any(value != value for value in values) else 0


def number_is_finite(value: Any) -> bool:
    return is_number(value) and abs(value) <= sys.float_info.max


def number_is_integer(value: Any) -> bool:
    return number_is_finite(value) and value == math.floor(value)


def number_text(value: float) -> str:
    """As String(value) writes it."""
    if isinstance(value, int) and abs(value) <= 2**53:
        return str(value)
    value = float(double(value))
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    # Either language writes the shortest digits that tell the number; exponents begin elsewhere.
    if 1e-6 <= abs(value) < 1e21:
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    digits, _, exponent = format(Decimal(repr(value)).normalize(), "e").partition("e")
    sign = "-" if exponent.startswith("-") else "+"
    return f"{digits}e{sign}{exponent.lstrip('+-').lstrip('0')}"
