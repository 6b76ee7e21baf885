"""Which sums are the parts of a total because they add up to it, whatever words join them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.model import Amount

_MOST_PARTS, _FARTHEST = 40, 24
_SURE = 3
"""So many parts that add up to any sum beside them are no chance; fewer are parts of what is called a total."""


def adding_up(amounts: list[Amount]) -> list[Amount]:
    """``amounts``, in the order of the text, with ``parent`` for those that stand in a row and add up to one near them.

    The total stands before them, or right behind them, in the same section. Rates are no parts.
    """
    done = list(amounts)
    start = 0
    while start < len(done):
        found = next(_totals(done, start), None)
        if found is None:
            start += 1
            continue
        parts, total = found
        for index in parts:
            done[index] = replace(done[index], parent=total, role=_role(done[index].role, "part"))
        done[total] = replace(done[total], role=_role(done[total].role, "total"))
        start = parts[-1] + 1
    return done


def _role(role: str, as_told: str) -> str:
    return as_told if role in ("other", "total") else role


def _totals(amounts: list[Amount], start: int) -> Iterator[tuple[list[int], int]]:
    """The longest row from ``start`` on with a total that it adds up to: its indexes, repeating words too, and that."""
    row: list[int] = []
    ends: list[tuple[list[int], float]] = []
    worth = 0.0
    for index in range(start, len(amounts)):
        amount = amounts[index]
        if row and amount.words and amount.value == amounts[row[-1]].value:
            row.append(index)
            ends[-1] = (list(row), worth)
            continue
        if amount.parent is not None and amount.parent in row:  # a part of a part
            continue
        if not _free(amount, amounts[start]) or len(ends) == _MOST_PARTS:
            break
        row.append(index)
        worth += amount.value or 0
        ends.append((list(row), worth))
    for count, (parts, whole) in reversed(list(enumerate(ends, start=1))):
        if count > 1:
            for total in _near(amounts, parts):
                sure = count >= _SURE if total == parts[-1] + 1 or total == parts[0] - 1 else count > _SURE
                if round(whole - (amounts[total].value or 0), 6) == 0 and (sure or amounts[total].role == "total"):
                    yield parts, total


def _free(amount: Amount, first: Amount) -> bool:
    """Whether a sum may be one of a row of parts that begins with ``first``."""
    plain = amount.parent is None and amount.per is None and amount.value is not None and amount.value_max is None
    alike = (amount.currency, amount.section) == (first.currency, first.section)
    return plain and alike and not amount.words and amount.role != "norm" and amount.comparator == "="


def _near(amounts: list[Amount], parts: list[int]) -> Iterator[int]:
    """The sums that the parts may make: those before them, the nearest first, and the one behind."""
    first = amounts[parts[0]]
    behind = parts[-1] + 1
    for index in [*range(parts[0] - 1, max(parts[0] - _FARTHEST, 0) - 1, -1), behind]:
        if index < len(amounts) and not amounts[index].words:
            total = amounts[index]
            if (total.section, total.currency, total.per) == (first.section, first.currency, None) and (
                total.role != "norm" and total.value_max is None and total.parent not in parts
            ):
                yield index
