"""Which figures of a table are the parts of a total: that of their row, or that of their column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractor.facts.columns import Figured
from extractor.rulebook import Rulebook

_SHARE = "%"


def is_total(figure: Figured, rulebook: Rulebook) -> bool:
    """Whether the label of its row says that a figure adds up those above or below it."""
    return rulebook.compile("(?i){total_row}").match(figure.cell.label) is not None


def parents(figures: Sequence[Figured], rulebook: Rulebook) -> list[int | None]:
    """For each of the ``figures`` of one table the index of the total that it is a part of.

    A total falls into the figures beside it, or else into those above or below it, that are counted in the same unit;
    and only where all of these add up to it.
    """
    found: list[int | None] = [None] * len(figures)
    lines: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        if figure.unit != _SHARE:
            lines["row", figure.cell.row, figure.unit].append(index)
            lines["column", figure.cell.column, figure.unit].append(index)
    for (along, _, _), line in sorted(lines.items(), key=lambda one: one[0][0] != "row"):
        adds = [figures[i].told.total if along == "row" else is_total(figures[i], rulebook) for i in line]
        totals = [index for index, total in zip(line, adds, strict=True) if total]
        parts = [index for index, total in zip(line, adds, strict=True) if not total]
        if len(totals) != 1 or len(parts) < 2:
            continue
        if round(sum(figures[index].cell.value for index in parts) - figures[totals[0]].cell.value, 6) == 0:
            for index in parts:
                found[index] = totals[0] if found[index] is None else found[index]
    return found
