"""What is asked of a topic, and what topics have in common: runs, groups, blank cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a topic: how many ``rows``, at most ``columns``; ``runs`` of rows with a cell in common."""

    rows: int
    columns: int = 11
    runs: bool = False
    counted: bool | None = None
    """Whether rows are numbered; None leaves it to chance."""
    grouped: bool = False


def blank(rng: Random, share: float, text: str) -> str:
    """``text``, or nothing in a ``share`` of the calls."""
    return "" if rng.random() < share else text


def runs_of(rng: Random, rows: int, wished: bool) -> list[int]:
    """The number of the run of each row: runs of 1 to 15 rows, or every row its own."""
    runs: list[int] = []
    while len(runs) < rows:
        runs += [runs[-1] + 1 if runs else 0] * (rng.choice((1, 2, 2, 3, 4, 5, 7, 15)) if wished else 1)
    return runs[:rows]


def groups_of(rng: Random, rows: int, names: Sequence[str], runs: Sequence[int]) -> list[str]:
    """Names that stand over a few rows each, none across a run."""
    count = min(len(names), max(1, rows // 3), rng.randint(2, 5))
    chosen = rng.sample(list(names), count)
    some = [name for name in names if name in chosen]
    groups = [some[row * count // rows] for row in range(rows)]
    for row in range(1, rows):
        if runs[row] == runs[row - 1]:
            groups[row] = groups[row - 1]
    return groups
