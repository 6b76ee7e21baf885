"""Finds sums of money: what they are worth, what they are for, and which total they are a part of.

The patterns stand in ``rules/amounts``, the worth of units in ``rules/money.csv``, the words that tell role, stage and
source of funds in ``rules/amount_meanings.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.facts.amounts.related import related
from extractor.facts.amounts.tables import table_amounts
from extractor.facts.breakdown import in_order
from extractor.facts.figures import Figure, Series, candidates, parted, with_series
from extractor.facts.meanings import meanings_of_sums
from extractor.facts.place import place
from extractor.facts.setting import Clause, Setting
from extractor.facts.timing import Timing
from extractor.model import Amount, Document
from extractor.outline import Outline
from extractor.rulebook import Rulebook

_LONGEST_LABEL = 160
_FEWEST_WORDS = 2
_NEAR = 60
_GIVEN = {"spent", "budget"}


def find_amounts(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Amount]:
    """Every sum of money in ``document``, in the order of its text."""
    found = list(with_series(parted(candidates(outline, rulebook, "amounts")), rulebook))
    if not found and not document.tables:
        return
    setting = Setting.of(document, outline, rulebook)
    timing = Timing(setting)
    prose = list(related(setting, found, [_amount(document, timing, found, index) for index in range(len(found))]))
    cells = list(table_amounts(document, timing, lambda unit: _unit(rulebook, unit)))
    yield from in_order(prose, cells)


def _amount(document: Document, timing: Timing, found: list[Figure], index: int) -> Amount:
    setting, figure = timing.setting, found[index]
    rulebook = setting.rulebook
    words = bool(figure.rule.values.get("words"))
    value, value_max, currency = _worth(rulebook, figure, words=words)
    clause = setting.clause(*figure.around)
    if not words and figure.match["unit"].lower() not in _units(rulebook):
        currency = _currency_before(rulebook, clause, found, index) or currency
    label = _label(clause, rulebook)
    if label and figure.series:
        label = _of_series(label, figure.series, rulebook)
    context = f"{label or ''} {_since_sum(clause, rulebook)[-_NEAR:]}"
    return Amount(
        **place(document, setting.outline, figure.start, figure.end),
        rule=figure.rule.id,
        value=value,
        value_max=value_max,
        currency=currency,
        comparator=figure.comparator(rulebook),
        per=figure.group("per"),
        label=label,
        role=_role(setting, clause, context, figure.group("per")),
        period=timing.period(clause, setting.kind(clause, bounded=False), figure.series),
        words=words,
        stage=_stage(setting, clause, context),
        source=meanings_of_sums(rulebook, "source").first(label or ""),
    )


def _worth(rulebook: Rulebook, figure: Figure, *, words: bool) -> tuple[int | float | None, int | float | None, str]:
    """The value, the upper end of a range, and the currency."""
    if words:
        return figure.number("value"), None, "VND"
    unit = figure.match["unit"]
    scale, currency = _unit(rulebook, figure.group("unit_max") or unit)
    lower_scale = _unit(rulebook, unit)[0]
    return _times(figure.number("value"), lower_scale), _times(figure.number("value_max"), scale), currency


@cache
def _units(rulebook: Rulebook) -> dict[str, tuple[int, str]]:
    return {row["words"].lower(): (int(row["scale"]), row["currency"]) for row in rulebook.table("money")}


@cache
def _scales(rulebook: Rulebook) -> dict[str, int]:
    return {row["words"]: int(row["scale"]) for row in rulebook.table("scales")}


def _unit(rulebook: Rulebook, unit: str) -> tuple[int, str]:
    known = _units(rulebook).get(unit.lower())
    if known:
        return known
    scale = 1
    for word in unit.lower().split():
        scale *= _scales(rulebook)[word]
    return scale, "VND"


def _times(figure: int | float | None, scale: int) -> int | float | None:
    if figure is None:
        return None
    product = round(figure * scale, 6)
    return int(product) if product == int(product) else product


def _currency_before(rulebook: Rulebook, clause: Clause, found: list[Figure], index: int) -> str | None:
    """The currency of the sum before, when a sum without đồng follows it in its sentence ("269 tỷ USD (30 tỷ/năm)")."""
    if not index or found[index - 1].end < clause.start:
        return None
    return _units(rulebook).get(found[index - 1].match["unit"].lower(), (1, None))[1]


def _since_sum(clause: Clause, rulebook: Rulebook) -> str:
    """The words before a sum, as far back as the sum before."""
    sums = [match.end() for match in rulebook.compile("(?i){said_sum}").finditer(clause.before)]
    return clause.before[max(sums, default=0) :]


def _label(clause: Clause, rulebook: Rulebook) -> str | None:
    """What the money is, in the words before it, or after it where nothing stands before."""
    lead = rulebook.compile("(?i)^{label_lead}")
    before = rulebook.compile("(?i)(?:{label_from}|{label_share})$").sub("", _since_sum(clause, rulebook))
    before = rulebook.compile("(?i){label_tail}$").sub("", before)
    if rulebook.compile("(?i){label_rest}$").search(before) and (
        behind := rulebook.compile("(?i){label_behind}").match(clause.after)
    ):
        return behind["label"]
    breaks = [match.end() for match in rulebook.compile("(?i){label_breaks}").finditer(before)]
    for cut in [*reversed(breaks), 0]:
        label = lead.sub("", before[cut:])
        if len(label.split()) >= _FEWEST_WORDS:
            return _shortened(label)
    after = lead.sub("", re.split(r"[;,.(\n]", clause.after, maxsplit=1)[0])
    return f"{lead.sub('', before)} {after}".strip() or before.strip(" -+*:;,(") or None


def _of_series(label: str, series: Series, rulebook: Rulebook) -> str:
    """The label of one sum of a series, where it names what they differ in: "hạng 3 sao, 4 sao và 5 sao"."""
    several = "{label_differs}(?:(?:,|;| và|, và|; và) (?:{label_differs}))+"
    for match in rulebook.compile(f"(?i){several}").finditer(label):
        named = [m.group() for m in rulebook.compile("(?i){label_differs}").finditer(match.group())]
        if len(named) == len(series.numbers):
            return f"{label[: match.start()]}{named[series.rank]}{label[match.end() :]}"
    return label


def _shortened(label: str) -> str:
    """Of a label that is too long the last clause or, where that is too short, the last words."""
    if len(label) <= _LONGEST_LABEL:
        return label
    last = label[-_LONGEST_LABEL:].rpartition(", ")[2]
    return last if len(last.split()) > _FEWEST_WORDS else label[-_LONGEST_LABEL:].partition(" ")[2]


def _role(setting: Setting, clause: Clause, context: str, per: str | None) -> str:
    """total, norm, result or other; what is a part of a total shows later."""
    words = meanings_of_sums(setting.rulebook, "role")
    roles = {role for _, role in words.find(context)}
    if "norm" in roles and "total" in roles and not per:
        roles.remove("norm")
    for role in ("result", "norm", "total"):
        if role in roles:
            return role
    headings = [section.heading for section in setting.outline.headings(clause.block.section)]
    rates = any(words.first(heading) == "norm" for heading in headings)
    return "norm" if rates and (per or _stage(setting, clause, context) not in _GIVEN) else "other"


def _stage(setting: Setting, clause: Clause, context: str) -> str | None:
    """need, estimate, budget or spent, from the clause, else from the headings."""
    stages = meanings_of_sums(setting.rulebook, "stage")
    headings = [section.heading for section in setting.outline.headings(clause.block.section)]
    return next((stage for words in [context, *headings] if (stage := stages.first(words))), None)
