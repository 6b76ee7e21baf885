"""Finds sums of money: what they are worth, what they are for, and which total they are a part of.

The patterns stand in ``rules/amounts``, the worth of units in ``rules/money.csv``, the words that tell role, stage and
source of funds in ``rules/amount_meanings.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extractor import numbers
from extractor.facts.figures import Figure, candidates, parted
from extractor.facts.place import place
from extractor.facts.setting import Clause, Setting, Words
from extractor.model import Amount, Document
from extractor.outline import Outline
from extractor.rulebook import Rulebook

_BARE = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_LONGEST_LABEL = 160
_FEWEST_WORDS = 2


def find_amounts(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Amount]:
    """Every sum of money in ``document``, in the order of its text."""
    found = parted(candidates(outline, rulebook, "amounts"))
    if not found:
        return
    setting = Setting.of(document, outline, rulebook)
    amounts = [_amount(document, setting, found, index) for index in range(len(found))]
    yield from _as_parts(setting, found, amounts)


def _amount(document: Document, setting: Setting, found: list[Figure], index: int) -> Amount:
    figure, rulebook = found[index], setting.rulebook
    words = bool(figure.rule.values.get("words"))
    value, value_max, currency = _worth(rulebook, figure, words=words)
    clause = setting.clause(figure.start, figure.end)
    if figure.match["unit"].lower().endswith(("tỷ", "tỉ", "triệu")):
        currency = _currency_before(rulebook, clause, found, index) or currency
    label = _label(clause, rulebook)
    context = f"{label or ''} {clause.before[-60:]}"
    return Amount(
        **place(document, setting.outline, figure.start, figure.end),
        rule=figure.rule.id,
        value=value,
        value_max=value_max,
        currency=currency,
        comparator=figure.comparator(rulebook),
        per=figure.group("per"),
        label=label,
        role=_role(rulebook, context, figure.group("per")),
        period=setting.period(clause, setting.kind(clause, bounded=False)),
        words=words,
        stage=_stage(setting, clause, context),
        source=_meaning(rulebook, "source").first(label or ""),
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


def _unit(rulebook: Rulebook, unit: str) -> tuple[int, str]:
    known = _units(rulebook).get(unit.lower())
    if known:
        return known
    scale = 1
    for word in unit.lower().split():
        scale *= _BARE[word]
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


def _label(clause: Clause, rulebook: Rulebook) -> str | None:
    """What the money is, in the words before it, or after it where nothing stands before."""
    lead = rulebook.compile("(?i)^{label_lead}")
    before = rulebook.compile("(?i){label_tail}$").sub("", clause.before)
    breaks = [match.end() for match in rulebook.compile("(?i){label_breaks}").finditer(before)]
    for cut in [*reversed(breaks), 0]:
        label = lead.sub("", before[cut:])
        if len(label.split()) >= _FEWEST_WORDS:
            return label[-_LONGEST_LABEL:]
    after = lead.sub("", re.split(r"[;,.(\n]", clause.after, maxsplit=1)[0])
    return f"{lead.sub('', before)} {after}".strip() or None


@cache
def _meaning(rulebook: Rulebook, field: str) -> Words:
    return Words(rulebook, "amount_meanings", "field", field, of="value")


def _role(rulebook: Rulebook, context: str, per: str | None) -> str:
    roles = {role for _, role in _meaning(rulebook, "role").find(context)}
    if "norm" in roles and "total" in roles and not per:
        roles.remove("norm")
    for role in ("result", "norm", "total"):
        if role in roles:
            return role
    return "norm" if per and "hỗ trợ" in context.lower() else "other"


def _stage(setting: Setting, clause: Clause, context: str) -> str | None:
    """need, estimate, budget or spent, from the clause, else from the headings."""
    stages = _meaning(setting.rulebook, "stage")
    headings = [section.heading for section in setting.outline.headings(clause.block.section)]
    return next((stage for words in [context, *headings] if (stage := stages.first(words))), None)


def _as_parts(setting: Setting, found: list[Figure], amounts: list[Amount]) -> Iterator[Amount]:
    """The amounts with the total that each is a part of: after "trong đó" in its sentence, or in the list below it."""
    text = setting.outline.view.text
    below = setting.rulebook.compile("(?i){parts_below}$")
    totals: list[tuple[int, str, int | None]] = []  # index, kind of its block, its section
    for index, amount in enumerate(amounts):
        start, end = found[index].start, found[index].end
        block = setting.outline.block_at(start)
        while totals and (totals[-1][2] != block.section or totals[-1][1] == block.kind or not _entry(block.kind)):
            totals.pop()
        parent = totals[-1][0] if totals else _total_in_sentence(setting, found, index)
        repeated = amount.words and index and amounts[index - 1].value == amount.value
        if repeated:
            first = amounts[index - 1]
            amounts[index] = replace(
                amount, label=first.label, role=first.role, period=first.period, parent=first.parent
            )
        elif amount.role == "other" and _runs_on(setting, found, index) and amounts[index - 1].role == "result":
            amounts[index] = replace(amount, role="result")
        elif parent is not None and amount.role in ("other", "total") and not amount.per:
            period = amount.period if _own_period(setting, found[index]) else amounts[parent].period
            amounts[index] = replace(amount, role="part", parent=parent, period=period)
        if below.search(text[end : block.end].rstrip()):
            totals.append((index, block.kind, block.section))
        yield amounts[index]


def _entry(kind: str) -> bool:
    return kind in ("dash", "plus", "star", "letter", "parenthesis")


def _runs_on(setting: Setting, found: list[Figure], index: int) -> bool:
    """Whether the sum before stands in the same sentence."""
    figure = found[index]
    return index > 0 and found[index - 1].start >= setting.clause(figure.start, figure.end).start


def _own_period(setting: Setting, figure: Figure) -> bool:
    return any(numbers.periods(setting.clause(figure.start, figure.end).before))


def _total_in_sentence(setting: Setting, found: list[Figure], index: int) -> int | None:
    text = setting.outline.view.text
    sentence, _ = setting.outline.sentence_at(found[index].start)
    for before in range(index - 1, -1, -1):
        if found[before].start < sentence:
            break
        if setting.rulebook.compile("(?i){parts}").search(text, found[before].end, found[index].start):
            earlier = _total_in_sentence(setting, found, before)
            return before if earlier is None else earlier
    return None
