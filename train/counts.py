"""Options that are numbers: of what they may be."""

import math
from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any


def count(text: str) -> int:
    """:raises ArgumentTypeError: where it is below 1"""
    return _whole(text, 1)


def count_or_zero(text: str) -> int:
    """:raises ArgumentTypeError: where it is below 0"""
    return _whole(text, 0)


def seed(text: str) -> int:
    """:raises ArgumentTypeError: where PyTorch's generators do not take it"""
    return _whole(text, 0, 2**63 - 1)


def positive(text: str) -> float:
    """:raises ArgumentTypeError: where it is not above 0"""
    number = _number(text)
    if number <= 0:
        raise ArgumentTypeError(f"{text}: it must be more than 0")
    return number


def number_or_zero(text: str) -> float:
    """:raises ArgumentTypeError: where it is below 0"""
    return _within(text, math.inf)


def share(text: str) -> float:
    """:raises ArgumentTypeError: where it is below 0, or 1 and more"""
    return _within(text, 1)


def counted(number: int, what: str) -> str:
    """`1 image`, `2 images`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _whole(text: str, least: int, most: float = math.inf) -> int:
    number = _parsed(int, text, "a whole number")
    if number < least:
        raise ArgumentTypeError(f"{text}: it must be {least} or more")
    if number > most:
        raise ArgumentTypeError(f"{text}: it must be {most} or less")
    return number


def _within(text: str, below: float) -> float:
    number = _number(text)
    if number < 0:
        raise ArgumentTypeError(f"{text}: it must be 0 or more")
    if number >= below:
        raise ArgumentTypeError(f"{text}: it must be less than {below}")
    return number


def _number(text: str) -> float:
    number = _parsed(float, text, "a number")
    if not math.isfinite(number):
        raise ArgumentTypeError(f"{text}: it must be a number")
    return number


def _parsed(kind: Callable[[str], Any], text: str, what: str) -> Any:
    try:
        return kind(text)
    except ValueError:
        raise ArgumentTypeError(f"{text}: it must be {what}") from None
