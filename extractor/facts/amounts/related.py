"""How sums relate: the total that each is a part of, words that repeat figures, roles that carry on in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor import numbers
from extractor.facts.breakdown import parents
from extractor.facts.figures import Figure
from extractor.facts.setting import Setting
from extractor.model import Amount


def related(setting: Setting, figures: list[Figure], amounts: list[Amount]) -> Iterator[Amount]:
    """The amounts with ``parent``, and with the role and period that follow from their neighbours."""
    done: list[Amount] = []
    for index, (amount, parent) in enumerate(zip(amounts, parents(setting, figures), strict=True)):
        before = done[-1] if done else None
        if before and amount.words and before.value == amount.value:
            amount = replace(
                amount,
                label=before.label,
                role=before.role,
                period=before.period,
                source=before.source,
                parent=before.parent,
            )
        elif (
            parent is not None
            and amount.role in ("other", "total")
            and not amount.per
            and done[parent].role != "result"
        ):
            own = any(numbers.periods(setting.clause(figures[index].start, figures[index].end).before))
            amount = replace(amount, role="part", parent=parent, period=amount.period if own else done[parent].period)
        elif before and amount.role == "other" and _carries_on(setting, figures, index, before, amount):
            amount = replace(amount, role=before.role)
        done.append(amount)
        yield amount


def _carries_on(setting: Setting, figures: list[Figure], index: int, before: Amount, amount: Amount) -> bool:
    """Whether a result is followed by another in its sentence, or a norm by another rate in its paragraph."""
    figure, previous = figures[index], figures[index - 1]
    if before.role == "result":
        return previous.start >= setting.clause(figure.start, figure.end).start
    block = setting.outline.block_at(figure.start)
    return before.role == "norm" and amount.per is not None and previous.start >= block.start
