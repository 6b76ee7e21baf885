"""Percentages as they are printed, against what their figures give."""

from __future__ import annotations

from extractor.numbers import number


def read_value(words: str) -> float | None:
    """The number that ``words`` print, a full stop behind them left out; ``None`` when it is none."""
    told = number(words.rstrip("."))
    return None if told is None else float(told)


def is_said(right: float, printed: str) -> bool:
    """Whether a share as printed is ``right``, rounded or cut off: to less than one unit of its last digit."""
    digits = len(printed.partition(",")[2])
    return abs(right - (read_value(printed) or 0)) < 10.0**-digits - 1e-9
