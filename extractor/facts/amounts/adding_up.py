"""Which sums are the parts of a total because they add up to it, whatever words join them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.model import Amount, Section

_MOST_PARTS, _FARTHEST = 40, 24
_SURE = 3
"""So many parts that add up to a sum beside them are no chance; fewer, or farther off, are parts of a called total."""


def adding_up(amounts: Sequence[Amount], sections: Sequence[Section]) -> list[Amount]:
    """``amounts``, in the order of the text, with ``parent`` for those that stand in a row and add up to one near them.

    Sums of one section are tied first, then what is left of the sections around them: a total may fall into the totals
    of the clauses below. The total stands before its parts or right behind them. Rates are no parts.
    """
    done = list(amounts)
    within: dict[tuple[int, int | None], list[int]] = {}
    for index, amount in enumerate(done):
        for depth, section in enumerate(_around(amount.section, sections)):
            within.setdefault((depth, section), []).append(index)
    for place in sorted(within, key=lambda place: -place[0]):
        _tie(done, [index for index in within[place] if _is_free(done[index])])
    return done


def _around(section: int | None, sections: Sequence[Section]) -> list[int | None]:
    """The sections around a place, the outermost first: the document itself, ``None``."""
    around: list[int | None] = []
    while section is not None:
        around.append(section)
        section = sections[section].parent
    return [None, *reversed(around)]


def _tie(amounts: list[Amount], free: Sequence[int]) -> None:
    """Tie the rows of ``free`` sums, which stand in one section, to what they add up to."""
    first = 0
    while first < len(free):
        found = next(_totals(amounts, free, first), None)
        if found is None:
            first += 1
            continue
        parts, total = found
        for index in free[parts]:
            for same in _with_words(amounts, index):
                amounts[same] = replace(amounts[same], parent=total, role=_role(amounts[same].role, "part"))
        amounts[total] = replace(amounts[total], role=_role(amounts[total].role, "total"))
        first = parts.stop


def _is_free(amount: Amount) -> bool:
    """Whether a sum may be a part, or a total: one sum that is no rate, in figures, and no part yet."""
    plain = amount.parent is None and amount.per is None and amount.value_max is None
    return plain and not amount.words and amount.role != "norm" and amount.comparator == "="


def _role(role: str, as_told: str) -> str:
    return as_told if role in ("other", "total") else role


def _with_words(amounts: Sequence[Amount], index: int) -> Iterator[int]:
    """A sum, and the words behind it that say it again."""
    yield index
    behind = index + 1
    if behind < len(amounts) and amounts[behind].words and amounts[behind].value == amounts[index].value:
        yield behind


def _totals(amounts: Sequence[Amount], free: Sequence[int], first: int) -> Iterator[tuple[slice, int]]:
    """The longest row of ``free`` sums from the one numbered ``first`` on, with a total that it adds up to."""
    currency = amounts[free[first]].currency
    before: dict[float, list[int]] = {}
    for near in range(first - 1, max(first - _FARTHEST, 0) - 1, -1):
        before.setdefault(_worth(amounts[free[near]]), []).append(near)
    ends: list[float] = []
    for index in free[first : first + _MOST_PARTS]:
        if amounts[index].currency != currency:
            break
        ends.append((ends[-1] if ends else 0) + amounts[index].value)
    for count in range(len(ends), 1, -1):
        stop, whole = first + count, round(ends[count - 1], 6)
        behind = [stop] if stop < len(free) and _worth(amounts[free[stop]]) == whole else []
        for near in (*before.get(whole, ()), *behind):
            total, beside = amounts[free[near]], near in (first - 1, stop)
            sure = total.role == "total" or (beside and count >= _SURE)
            if sure and total.currency == currency:
                yield slice(first, stop), free[near]


def _worth(amount: Amount) -> float:
    return round(amount.value, 6)
