"""V, points: a product has the stars that its points give, in a table, in a list headed by its class, in a sentence.

The bounds are in ``rules/ocop_stars.csv``, by the day from which they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.case import Case
from extractor.checks.competences import band_of, rules_of_day
from extractor.model import Cell, Evidence, Finding, Row, Table
from extractor.numbers import number
from extractor.text import normalise

_IN_CELL = re.compile(r"\s*(?:(?:công nhận|xếp|đạt|hạng)\s*)*0?(?P<stars>[1-5])\s*(?:sao|\*+)?\s*", re.IGNORECASE)
_SOUGHT = re.compile(r"đăng ký|đề nghị|đề xuất|dự kiến", re.IGNORECASE)
"""Headings of what is applied for, which may well differ from what the points give."""
_OVER = 400
"""Characters over a table in which its heading may stand."""
_LINE = 160
"""Characters in the longest line of a heading."""
_BREAK = re.compile(r"\n\s*\n")
_FEWEST, _MOSTLY = 2, 0.6
"""Products of a headed list whose points must fit its class, and their share, before others are said not to."""
_HUNDRED = 100
_MIDDLE = "3"
"""The class above which a list may hold products of more points: those of 90 are 4 stars until the ministry decides."""


@dataclass(frozen=True, slots=True)
class _Rated:
    """The points of a product, the class that they are said to give, and where both stand."""

    points: float
    printed: str
    stars: str
    evidence: tuple[Evidence, ...]
    headed: bool = False


def points(case: Case) -> Iterator[Finding]:
    """V107: a product has other stars than its points give; 100 are the most."""
    for one in _all(case):
        band = band_of(case, one.stars)
        if band is None or not 0 < one.points <= _HUNDRED or _fits(case, one):
            continue
        rules = rules_of_day(case)
        right = next((r["stars"] for r in rules if float(r["least"]) <= one.points < float(r["below"])), None)
        yield Finding(
            "V107",
            "error",
            f"{one.printed} điểm không thuộc hạng {one.stars} sao "
            f"(từ {band['least']} đến dưới {band['below']} điểm).".replace("dưới 101", "100"),
            one.evidence,
            expected=None if one.headed or right is None else f"{right} sao",
            found=one.printed if one.headed else one.evidence[-1].quote,
            remedy="Đối chiếu phiếu đánh giá và ghi lại điểm hoặc hạng sao.",
        )


def _all(case: Case) -> Iterator[_Rated]:
    for table in case.facts.document.tables:
        scored, rated = _column(table, "points"), _column(table, "stars")
        if scored is not None and rated is not None:
            yield from _in_rows(case, table, scored, rated)
        elif scored is not None and _names_products(table):
            yield from _in_list(case, table, scored)
    for match in (m for use in ("extreme", "scored") for m in case.pattern("points", use).finditer(case.view.text)):
        value = number(match["points"])
        if value is not None:
            evidence = (case.words(*case.view.span(match.start(), match.end())),)
            yield _Rated(float(value), match["points"], match["stars"], evidence, headed=True)


def _in_rows(case: Case, table: Table, scored: int, rated: int) -> Iterator[_Rated]:
    for row in table.rows:
        if max(scored, rated) < len(row):
            rank, value = _IN_CELL.fullmatch(row[rated].text), number(row[scored].text.strip())
            if rank and value is not None:
                yield _Rated(
                    float(value), row[scored].text.strip(), rank["stars"], _words(case, (row[scored], row[rated]))
                )


def _in_list(case: Case, table: Table, scored: int) -> Iterator[_Rated]:
    """The rows of a list whose heading, or the row of a group above them, says the class, which most of them have."""
    heading, at = _heading(case, table)
    stars = _one_class(case, heading)
    head: tuple[Evidence, ...] = (case.words(at, at + len(heading)),) if heading else ()
    rated: list[_Rated] = []
    for row in table.rows:
        value = number(row[scored].text.strip()) if scored < len(row) else None
        if value is None:
            if group := _one_class(case, " ".join(dict.fromkeys(cell.text for cell in row))):
                stars, head = group, _words(case, [cell for cell in row if _one_class(case, cell.text)])[:1]
        elif stars:
            cells = _words(case, (row[scored], *_name(table, row)))
            rated.append(_Rated(float(value), row[scored].text.strip(), stars, (*cells, *head), headed=True))
    fitting = [one for one in rated if _fits(case, one)]
    if len(fitting) >= max(_FEWEST, _MOSTLY * len(rated)):
        yield from rated


def _fits(case: Case, one: _Rated) -> bool:
    """Whether points are within the bounds of a class; above them too where a list of the class may hold them."""
    band = band_of(case, one.stars)
    if band is None:
        return False
    above = one.points >= float(band["below"]) and not (one.headed and one.stars != _MIDDLE)
    return one.points >= float(band["least"]) and not above


def _heading(case: Case, table: Table) -> tuple[str, int]:
    """The words over a table that give one class to what is in it, and where they begin."""
    text = case.facts.document.text
    begin = max(table.start - _OVER, 0)
    over = text[begin : table.start].rstrip()
    paragraphs = [begin + match.end() for match in _BREAK.finditer(over)]
    for start in (*reversed(paragraphs), begin):
        if case.facts.document.table_at(start) is not None:
            break
        words = text[start : begin + len(over)]
        if _one_class(case, words) and max(map(len, words.split("\n"))) <= _LINE:
            return words, start
    return "", 0


def _one_class(case: Case, words: str) -> str | None:
    """The one class of stars that a heading gives to what stands below it."""
    found = {match["stars"] for match in case.pattern("points", "headed").finditer(normalise(words))}
    return found.pop() if len(found) == 1 and not case.pattern("points", "other").search(normalise(words)) else None


def _names_products(table: Table) -> bool:
    return any(column.meaning == "name" for column in table.columns)


def _name(table: Table, row: Row) -> list[Cell]:
    return [row[index] for index, column in enumerate(table.columns) if column.meaning == "name" and index < len(row)]


def _words(case: Case, cells: Sequence[Cell]) -> tuple[Evidence, ...]:
    return tuple(case.words(c.start, c.end) for c in cells if c.start is not None and c.end is not None)


def _column(table: Table, meaning: str) -> int | None:
    found = [
        index
        for index, column in enumerate(table.columns)
        if column.meaning == meaning and not _SOUGHT.search(column.heading)
    ]
    return found[0] if len(found) == 1 else None
