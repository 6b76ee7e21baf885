"""Finds quantified statements: targets, results and figures about the surroundings.

The patterns stand in ``rules/indicators``; what can be counted in ``rules/counted.csv``; the words after which a number
counts nothing in ``rules/not_counts.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractor import numbers
from extractor.facts.indicators.subject import subject
from extractor.facts.indicators.tables import table_indicators
from extractor.facts.place import place
from extractor.facts.setting import Setting
from extractor.model import Document, Indicator
from extractor.outline import Outline
from extractor.rulebook import Rule, Rulebook

_SKIPPED = {"preamble", "recipients", "signature"}
_LIMITS = {"trở lên": ">=", "trở xuống": "<="}
_BREAKDOWN = re.compile(r"(?:trong đó|trong số đó|gồm|bao gồm|cụ thể|chia ra|phân ra)(?!\w)", re.IGNORECASE)
_YEARS = range(1945, 2100)


@dataclass(frozen=True, slots=True)
class _Found:
    rule: Rule
    match: re.Match[str]
    value: int | float

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


def find_indicators(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Indicator]:
    """Every quantified statement of ``document``, in the order of its text; ``parent`` is an index into this order."""
    setting = Setting.of(outline, rulebook)
    found = _matches(outline, rulebook)
    stops = [f.start for f in found]
    prose = [_indicator(document, setting, f, stops) for f in found]
    prose = list(_with_parents(setting, found, prose))
    tables = list(table_indicators(document, setting))
    if not tables:
        yield from prose
        return
    order = sorted([*enumerate(prose), *((None, cell) for cell in tables)], key=lambda pair: (pair[1].start, pair[1].end))
    moved = {old: new for new, (old, _) in enumerate(order) if old is not None}
    for _, indicator in order:
        yield indicator if indicator.parent is None else replace(indicator, parent=moved[indicator.parent])


def _matches(outline: Outline, rulebook: Rulebook) -> list[_Found]:
    text = outline.view.text
    every: list[_Found] = []
    for rule in rulebook.rules("indicators"):
        for match in rule.pattern.finditer(text):
            value = _value(match["value"])
            if value is not None and _counts(outline, rulebook, match, value):
                every.append(_Found(rule, match, value))
    every.sort(key=lambda f: (f.start, -f.end))
    kept: list[_Found] = []
    for found in every:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def _value(words: str) -> int | float | None:
    return numbers.number(words) if words[0].isdigit() else numbers.words(words)


def _counts(outline: Outline, rulebook: Rulebook, match: re.Match[str], value: int | float) -> bool:
    """Whether the number counts something, and is not a year, an ordinal or the number of an act."""
    block = outline.block_at(match.start())
    if block.kind in _SKIPPED or match.start() < block.body:
        return False
    if (
        isinstance(value, int)
        and value in _YEARS
        and "." not in match["value"]
        and not match["comparator"]
        and "%" not in match["unit"]
    ):
        return False
    if _classes(rulebook).get(match["unit"].lower()) == "none":
        return False
    before = outline.view.text[max(block.start, match.start() - 20) : match.start()]
    return bool(match["comparator"]) or not _ordinal(rulebook).search(before)


@cache
def _ordinal(rulebook: Rulebook) -> re.Pattern[str]:
    words = "|".join(re.escape(row["words"]) for row in rulebook.table("not_counts"))
    return re.compile(rf"(?<!\w)(?<!tổng )(?:{words})[ :.-]*$", re.IGNORECASE)


def _indicator(document: Document, setting: Setting, found: _Found, stops: list[int]) -> Indicator:
    match, rulebook = found.match, setting.rulebook
    groups = match.groupdict()
    start, end = match.span()
    greatest = numbers.number(groups["value_max"]) if groups.get("value_max") else None
    whole = numbers.number(groups["of"]) if groups.get("of") else None
    comparator = _comparator(rulebook, groups)
    kind = setting.kind(start, end, bounded=comparator in (">=", "<="))
    scope = setting.scope(start)
    unit = re.sub(r" ?/ ?", "/", groups["unit"])
    period = setting.period(start, end)
    if scope is None and kind == "result" and period is not None and "-" not in period:
        scope = "year"
    return Indicator(
        **place(document, setting.outline, start, end),
        rule=found.rule.id,
        kind=kind,
        comparator=comparator,
        value=found.value,
        value_max=greatest,
        of=whole,
        unit=unit,
        subject=subject(setting, match, _measures(rulebook, unit), stops),
        period=period,
        scope=scope,
        as_of=setting.as_of(start) if scope == "cumulative" else None,
    )


def _comparator(rulebook: Rulebook, groups: dict[str, str | None]) -> str:
    words = groups.get("comparator")
    if words:
        return _bounds(rulebook)[words.strip().lower()]
    return _LIMITS[limit.strip().lower()] if (limit := groups.get("limit")) else "="


@cache
def _bounds(rulebook: Rulebook) -> dict[str, str]:
    return {row["words"]: row["comparator"] for row in rulebook.table("bounds")}


@cache
def _classes(rulebook: Rulebook) -> dict[str, str]:
    return {row["words"].lower(): row["class"] for row in rulebook.table("counted")}


def _measures(rulebook: Rulebook, unit: str) -> bool:
    """Whether the unit is a measure (%, ha, lần/năm) and the thing measured is named elsewhere."""
    head = unit.split("/")[0].lower()
    return head in ("%", "phần trăm") or _classes(rulebook).get(head) == "measure"


def _with_parents(setting: Setting, found: list[_Found], indicators: list[Indicator]) -> Iterator[Indicator]:
    """The indicators with the figure that each breaks down: after "trong đó", "gồm", or in the bracket behind it."""
    text = setting.outline.view.text
    for index, indicator in enumerate(indicators):
        sentence, _ = setting.outline.sentence_at(found[index].start)
        parent: int | None = None
        for before in range(index - 1, -1, -1):
            if found[before].start < setting.outline.block_at(sentence).start:
                break
            between = text[found[before].end : found[index].start]
            opened = between.count("(") - between.count(")")
            if found[before].start >= sentence and _BREAKDOWN.search(between) or opened == 1 and ";" not in between:
                parent = before
                break
        if parent is not None and not _same_level(text, found, parent, index):
            parent = indicators[parent].parent
        indicators[index] = replace(indicator, parent=parent)
        yield indicators[index]


def _same_level(text: str, found: list[_Found], parent: int, index: int) -> bool:
    """Whether the bracket or list opened after ``parent`` is still open at ``index``."""
    between = text[found[parent].end : found[index].start]
    return between.count(")") <= between.count("(")
