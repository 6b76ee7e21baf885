"""Finds sums of money: what they are worth, what they are for, and which total they are a part of.

The patterns stand in ``rules/amounts``, the worth of units in ``rules/money.csv``, the words that tell role, stage and
source of funds in ``rules/amount_meanings.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extractor import numbers
from extractor.facts.amounts.adding_up import adding_up
from extractor.facts.amounts.label import label_of, since_sum
from extractor.facts.amounts.related import related
from extractor.facts.amounts.tables import table_amounts
from extractor.facts.amounts.uses import used
from extractor.facts.breakdown import in_order
from extractor.facts.figures import Figure, candidates, parted, with_series
from extractor.facts.meanings import meanings_of_sums, source_behind, source_of
from extractor.facts.place import place
from extractor.facts.setting import Clause, Setting
from extractor.facts.timing import Timing
from extractor.kept import kept
from extractor.model import Amount, Document, Unresolved
from extractor.outline import Outline
from extractor.rulebook import Rulebook

_NEAR = 60
_TOO_MUCH = 10**18
"""More than any sum is, and all that a database holds: digits have run together."""
_GIVEN = {"spent", "budget"}

_Worth = tuple[int | float | None, int | float | None, str]
"""The value, the upper end of a range, and the currency."""


def find_amounts(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Amount]:
    """Every sum of money in ``document``, in the order of its text."""
    known = [(figure, worth) for figure, worth in _figures(outline, rulebook) if worth[0] is not None]
    found = [figure for figure, _ in known]
    if not found and not document.tables:
        return
    setting = Setting.of(document, outline, rulebook)
    timing = Timing(setting)
    sums = [_amount(document, timing, found, index, worth) for index, (_, worth) in enumerate(known)]
    prose = list(related(setting, found, sums))
    cells = list(table_amounts(document, timing, lambda unit: _unit(rulebook, unit)))
    yield from used(document, adding_up(list(in_order(prose, cells)), outline.sections), rulebook)


def unread_sums(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Unresolved]:
    """What reads like a sum of money and is no number: "hai mươi mười triệu đồng", digits that have run together."""
    for figure, worth in _figures(outline, rulebook):
        if worth[0] is None:
            start, end = outline.view.span(figure.start, figure.end)
            why = "số tiền bằng chữ không đọc được thành số" if _in_words(figure) else "số tiền không đọc được"
            yield Unresolved(start, end, document.text[start:end], why, of="amount")


@kept
def _figures(outline: Outline, rulebook: Rulebook) -> list[tuple[Figure, _Worth]]:
    """What reads like sums, with what each is worth."""
    found = with_series(parted(candidates(outline, rulebook, "amounts", near="(?i){sum_word}")), rulebook)
    return [(figure, _worth(rulebook, figure)) for figure in found]


def _in_words(figure: Figure) -> bool:
    return bool(figure.rule.values.get("words"))


def _amount(document: Document, timing: Timing, found: list[Figure], index: int, worth: _Worth) -> Amount:
    setting, figure = timing.setting, found[index]
    rulebook = setting.rulebook
    words = _in_words(figure)
    value, value_max, currency = worth
    assert value is not None  # such figures are no sums: unread_sums
    clause = setting.clause(*figure.around)
    if not words and figure.unit.lower() not in _units(rulebook):
        currency = _currency_before(rulebook, clause, found, index) or currency
    per = figure.group("per") or _per_before(clause, rulebook)
    label = label_of(setting, clause, figure.series)
    comparator = figure.comparator(rulebook)
    context = f"{label or ''} {since_sum(clause, rulebook)[-_NEAR:]}"
    role, stage = _role(setting, clause, context, per, comparator), _stage(setting, clause, context)
    kind = setting.kind(clause, bounded=False)
    return Amount(
        **place(document, setting.outline, figure.start, figure.end),
        rule=figure.rule.id,
        value=value,
        value_max=value_max,
        currency=currency,
        comparator=comparator,
        per=per,
        label=label,
        role=role,
        period=timing.period(clause, kind, figure.series),
        words=words,
        stage=stage or ("estimate" if role == "result" and kind == "target" else None),
        source=source_of(label or "", rulebook) or source_behind(clause.after, rulebook),
    )


def _worth(rulebook: Rulebook, figure: Figure) -> _Worth:
    if _in_words(figure):
        return figure.number("value"), None, "VND"
    if figure.rule.values.get("compound"):
        return _compound(rulebook, figure), None, "VND"
    unit = figure.unit
    scale, currency = _unit(rulebook, figure.group("unit_max") or unit)
    lower_scale = _unit(rulebook, unit)[0]
    return _times(figure.number("value"), lower_scale), _times(figure.number("value_max"), scale), currency


def _compound(rulebook: Rulebook, figure: Figure) -> int | float | None:
    """The value of a sum in several units, each less than one of that before it: "3 tỷ 240 triệu đồng"."""
    whole: int | float = 0
    least: int | None = None
    parts = rulebook.compile("(?i)(?P<value>{figure}) ?(?P<unit>tỷ|tỉ|(?:(?:trăm|chục) )?triệu|nghìn|ngàn)")
    for match in parts.finditer(figure.match.group()):
        scale = _unit(rulebook, f"{match['unit']} đồng")[0]
        part = _times(numbers.number(match["value"]), scale)
        if part is None or (least is not None and part >= least):
            return None
        whole, least = whole + part, scale
    return whole


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
    return None if figure is None or figure * scale >= _TOO_MUCH else numbers.times(figure, scale)


def _currency_before(rulebook: Rulebook, clause: Clause, found: list[Figure], index: int) -> str | None:
    """The currency of the sum before, when a sum without đồng follows it in its sentence ("269 tỷ USD (30 tỷ/năm)")."""
    if not index or found[index - 1].end < clause.start:
        return None
    return _units(rulebook).get(found[index - 1].unit.lower(), (1, None))[1]


def _per_before(clause: Clause, rulebook: Rulebook) -> str | None:
    """What a sum is for, one by one, in the words before it: "mỗi xã 500 triệu đồng", "hằng năm 12 tỷ đồng"."""
    each = rulebook.compile("(?i){each_before}$").search(clause.before)
    return (each["per"] or each["times"] or "năm") if each else None


def _role(setting: Setting, clause: Clause, context: str, per: str | None, comparator: str) -> str:
    """total, norm, result or other; what is a part of a total shows later."""
    rulebook = setting.rulebook
    words = meanings_of_sums(rulebook, "role")
    roles = {role for _, role in words.find(context)}
    several = "total" in roles or rulebook.compile("(?i){for_several}").search(context)
    paid = rulebook.compile("(?i){paid_before}$").search(clause.before)
    if "norm" in roles and not per and (several or paid):
        roles.remove("norm")
    if kept := roles & {"result", "other"}:
        return max(kept)
    for_each = per is not None and not rulebook.compile("(?i){rate_of_time}").fullmatch(per)
    if rulebook.compile("(?i){says_average}$").search(clause.before):
        return "norm" if for_each and setting.kind(clause, bounded=False) == "target" else "other"
    supports = comparator in (">=", "<=") or rulebook.compile("(?i){says_support}").search(context) is not None
    each = for_each and rulebook.compile("(?i){each_before}$").search(clause.before) is not None
    if "norm" in roles or each or (for_each and supports):
        return "norm"
    if "total" in roles:
        return "total"
    headings = [section.heading for section in setting.outline.headings(clause.block.section)]
    rates = any(words.first(heading) == "norm" for heading in headings)
    return "norm" if rates and (per or _stage(setting, clause, context) not in _GIVEN) else "other"


def _stage(setting: Setting, clause: Clause, context: str) -> str | None:
    """need, estimate, budget or spent, from the clause, else from the headings."""
    stages = meanings_of_sums(setting.rulebook, "stage")
    headings = [section.heading for section in setting.outline.headings(clause.block.section)]
    return next((stage for words in [context, *headings] if (stage := stages.first(words))), None)
