"""Options that are numbers of things."""

from argparse import ArgumentTypeError


def count(text: str) -> int:
    """:raises ArgumentTypeError: where it is below 1"""
    return _at_least(1, text)


def count_or_zero(text: str) -> int:
    """:raises ArgumentTypeError: where it is below 0"""
    return _at_least(0, text)


def _at_least(least: int, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise ArgumentTypeError(f"{text}: it must be a whole number") from None
    if number < least:
        raise ArgumentTypeError(f"{text}: it must be {least} or more")
    return number
