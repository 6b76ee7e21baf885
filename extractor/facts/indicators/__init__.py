"""Finds quantified statements: targets, results and figures about the surroundings.

The patterns stand in ``rules/indicators``; what can be counted in ``rules/counted.csv``; the words after which a number
counts nothing in ``rules/not_counts.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from extractor.facts.breakdown import in_order
from extractor.facts.figures import Figure, candidates, parted, with_series
from extractor.facts.indicators.related import related
from extractor.facts.indicators.subject import subject
from extractor.facts.indicators.tables import table_indicators
from extractor.facts.place import place
from extractor.facts.setting import Clause, Setting
from extractor.facts.timing import Timing
from extractor.model import Document, Indicator
from extractor.numbers import periods
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook

_SKIPPED = {"recipients", "signature"}
_YEARS = range(1945, 2100)


def find_indicators(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Indicator]:
    """Every quantified statement of ``document``, in the order of its text; ``parent`` is an index into this order."""
    setting = Setting.of(document, outline, rulebook)
    timing = Timing(setting)
    found = _figures(outline, rulebook)
    ends = [*(f.start for f in found), len(outline.view.text)]
    limits = [ends[bisect_left(ends, f.around[1])] for f in found]
    prose = [_indicator(document, timing, f, limit) for f, limit in zip(found, limits, strict=True)]
    things = [counted(rulebook, figure.unit) for figure in found]
    prose = list(related(setting, found, things, prose))
    yield from in_order(prose, list(table_indicators(document, timing)))


def _figures(outline: Outline, rulebook: Rulebook) -> list[Figure]:
    counting = parted(f for f in candidates(outline, rulebook, "indicators") if _counts(outline, rulebook, f))
    return list(with_series(counting, rulebook))


def _counts(outline: Outline, rulebook: Rulebook, figure: Figure) -> bool:
    """Whether the number counts something, and is not a year, an ordinal or the number of an act."""
    match, value = figure.match, figure.number("value")
    if value is None:
        return False
    block = outline.block_at(match.start())
    section = outline.sections[block.section].kind if block.section is not None else ""
    if block.kind in _SKIPPED or section in _SKIPPED or match.start() < block.body or _is_preamble(outline, block):
        return False
    if (
        isinstance(value, int)
        and value in _YEARS
        and "." not in match["value"]
        and not match["comparator"]
        and "%" not in figure.unit
    ):
        return False
    if _classes(rulebook).get(figure.unit.lower()) == "none":
        return False
    text = outline.view.text
    if rulebook.compile("(?i){not_counted_before}").match(text, match.end()) or _crosses_cells(outline, match):
        return False
    before = text[max(block.start, match.start() - 20) : match.start()]
    return bool(match["comparator"]) or not rulebook.compile("(?i){not_counted}$").search(before)


def _crosses_cells(outline: Outline, match: re.Match[str]) -> bool:
    """Whether a tab, which parts the cells of a row, stands within a match."""
    origin = outline.view.origin
    return "\t" in outline.view.source[origin(match.start()) : origin(match.end() - 1) + 1].strip()


def _is_preamble(outline: Outline, block: Block) -> bool:
    """Whether a paragraph that opens like a line of the preamble is one, and no sentence of the text that follows."""
    if block.kind != "preamble" or block.section is not None:
        return False
    return not outline.text(block).endswith(".") or any(
        beside is not None and beside.kind == "preamble" for beside in outline.beside(block)
    )


def _indicator(document: Document, timing: Timing, figure: Figure, limit: int) -> Indicator:
    setting, rulebook = timing.setting, timing.setting.rulebook
    clause = setting.clause(*figure.around)
    comparator = figure.comparator(rulebook)
    kind = setting.kind(clause, bounded=comparator in (">=", "<="))
    period = timing.period(clause, kind, figure.series)
    scope = timing.scope(clause, kind)
    if kind == "target" and (moves := _moves_on(clause, figure, rulebook)):
        kind, period, scope = "result", next((named.value for named in periods(moves["when"])), None), None
    unit = rulebook.compile("(?i)^{percent}").sub("%", re.sub(r" ?/ ?", "/", figure.unit))
    if scope is None and kind != "context" and period is not None and "-" not in period:
        scope = "year"
    at = rulebook.compile("{place_counted}$").search(clause.before)
    return Indicator(
        **place(document, setting.outline, figure.start, figure.end),
        rule=figure.rule.id,
        kind=kind,
        comparator=comparator,
        value=figure.number("value") or 0,
        value_max=figure.number("value_max"),
        of=figure.number("of"),
        unit=unit,
        subject=subject(clause, figure, counted=counted(rulebook, figure.unit), limit=limit, rulebook=rulebook),
        period=period,
        scope=scope,
        as_of=timing.as_of(clause) if scope in ("cumulative", "in_force") else None,
        place=at["place"] if at else None,
    )


def _moves_on(clause: Clause, figure: Figure, rulebook: Rulebook) -> re.Match[str] | None:
    """The words behind what a target sets out from, "từ 63% năm 2023 lên 85%"; of no time but their own."""
    from_ = clause.block.start <= figure.start and figure.text[figure.start : figure.start + 3].lower() == "từ "
    return rulebook.compile("(?i){rises_to}").match(clause.after) if from_ and not figure.group("value_max") else None


@cache
def _classes(rulebook: Rulebook) -> dict[str, str]:
    return {row["words"].lower(): row["class"] for row in rulebook.table("counted")}


def counted(rulebook: Rulebook, unit: str) -> str | None:
    """What a unit counts ("mô hình" of "mô hình/năm"); ``None`` for a measure (%, ha, lần/năm).

    In a rate a word of one syllable ("đợt/năm") only measures what is named elsewhere.
    """
    head, _, per = (words.strip() for words in unit.partition("/"))
    classes = _classes(rulebook)
    if rulebook.compile("(?i){percent}").match(head) or classes.get(head.lower()) == "measure":
        return None
    if not per or per.lower() in classes:
        return unit
    return head if " " in head and head.lower() in classes else None
