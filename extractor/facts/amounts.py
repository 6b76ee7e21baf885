"""Finds sums of money: what they are worth, what they are for, and which total they are a part of.

The patterns stand in ``rules/amounts``, the worth of units in ``rules/money.csv``, the words that tell role, stage and
source of funds in ``rules/amount_meanings.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractor import numbers
from extractor.facts.place import place
from extractor.facts.setting import Setting, Words
from extractor.model import Amount, Document
from extractor.outline import Outline
from extractor.rulebook import Rule, Rulebook

_BARE = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_TAIL = re.compile(
    r"(?:(?<!\w)(?:là|với|đạt|được|có|bằng|khoảng|dự kiến|ước|tính|từ|chỉ|mức|số tiền|tối đa|không quá|ít nhất|trên|gần|hơn)|[\s:,;.(–-])+$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:trong đó|gồm|bao gồm|với|và|còn|cụ thể|riêng|trong|năm \d{4}|giai đoạn \d{4} ?- ?\d{4})(?!\w)[\s:,]*|[\s:,;.)(+*-])+",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[;,(] |\(|(?<=\w): (?=\w)|\d ?(?:đồng|đ|triệu|tỷ|USD)(?!\w)[^,;.(]*[,;.(] ?")
_OPENS = re.compile(r"(?:trong đó|gồm|bao gồm|cụ thể|như sau)[^.;\d]{0,40}$", re.IGNORECASE)
_WITHIN = re.compile(r"(?:trong đó|bao gồm|gồm)(?!\w)", re.IGNORECASE)
_LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class _Found:
    rule: Rule
    match: re.Match[str]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


def find_amounts(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Amount]:
    """Every sum of money in ``document``, in the order of its text."""
    found = _matches(outline, rulebook)
    if not found:
        return
    setting = Setting.of(outline, rulebook)
    amounts = [_amount(document, setting, found, index) for index in range(len(found))]
    yield from _as_parts(setting, found, amounts)


def _matches(outline: Outline, rulebook: Rulebook) -> list[_Found]:
    """The matches of all rules, of overlapping ones the one that begins first, or is longer."""
    text = outline.view.text
    every = [_Found(rule, m) for rule in rulebook.rules("amounts") for m in rule.pattern.finditer(text)]
    every.sort(key=lambda f: (f.start, -f.end))
    kept: list[_Found] = []
    for found in every:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def _amount(document: Document, setting: Setting, found: list[_Found], index: int) -> Amount:
    rule, match = found[index].rule, found[index].match
    groups = match.groupdict()
    start, end = match.span()
    rulebook = setting.rulebook
    value, value_max, currency = _worth(rulebook, groups, words=bool(rule.values.get("words")))
    if groups["unit"].lower().endswith(("tỷ", "tỉ", "triệu")):
        currency = _currency_before(setting, found, index) or currency
    label = _label(setting, start, end)
    clause_start, clause_end = setting.clause(start)
    context = f"{label or ''} {setting.outline.view.text[max(clause_start, start - 60) : start]}"
    per = groups.get("per")
    return Amount(
        **place(document, setting.outline, start, end),
        rule=rule.id,
        value=value,
        value_max=value_max,
        currency=currency,
        comparator=_comparator(rulebook, groups.get("comparator")),
        per=per,
        label=label,
        role=_role(rulebook, label or "", context, per),
        period=setting.period(start, end),
        words=bool(rule.values.get("words")),
        stage=_stage(setting, start, context),
        source=_meaning(rulebook, "source").first(label or ""),
    )


def _worth(
    rulebook: Rulebook, groups: dict[str, str | None], *, words: bool
) -> tuple[int | float | None, int | float | None, str]:
    """The value, the upper end of a range, and the currency."""
    unit = groups["unit"] or ""
    if words:
        return numbers.words(groups["value"] or ""), None, "VND"
    greatest = groups.get("value_max")
    scale, currency = _unit(rulebook, groups.get("unit_max") or unit)
    lower_scale = _unit(rulebook, unit)[0] if groups.get("unit_max") else scale
    return _times(groups["value"], lower_scale), _times(greatest, scale), currency


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


def _times(figure: str | None, scale: int) -> int | float | None:
    value = numbers.number(figure) if figure else None
    if value is None:
        return None
    product = round(value * scale, 6)
    return int(product) if product == int(product) else product


def _comparator(rulebook: Rulebook, words: str | None) -> str:
    return _bounds(rulebook)[words.lower()] if words else "="


@cache
def _bounds(rulebook: Rulebook) -> dict[str, str]:
    return {row["words"]: row["comparator"] for row in rulebook.table("bounds")}


def _currency_before(setting: Setting, found: list[_Found], index: int) -> str | None:
    """The currency of the sum before, when a sum without đồng follows it in its sentence ("269 tỷ USD (30 tỷ/năm)")."""
    if not index or found[index - 1].end < setting.clause(found[index].start)[0]:
        return None
    unit = found[index - 1].match.groupdict().get("unit") or ""
    return _units(setting.rulebook).get(unit.lower(), (1, None))[1]


def _label(setting: Setting, start: int, end: int) -> str | None:
    """What the money is, in the words before it, or after it where nothing stands before."""
    text = setting.outline.view.text
    clause_start, clause_end = setting.clause(start)
    before = _TAIL.sub("", text[clause_start:start])
    breaks = [m.end() for m in _BREAKS.finditer(before)]
    for cut in [*reversed(breaks), 0]:
        label = _LEAD.sub("", before[cut:])
        if len(label.split()) >= 2:
            return label[-_LONGEST_LABEL:]
    after = _LEAD.sub("", re.split(r"[;,.(\n]", text[end:clause_end], maxsplit=1)[0])
    alone = _LEAD.sub("", before)
    return f"{alone} {after}".strip() or None


@cache
def _meaning(rulebook: Rulebook, field: str) -> Words:
    return Words(rulebook, "amount_meanings", "field", field, of="value")


def _role(rulebook: Rulebook, label: str, context: str, per: str | None) -> str:
    roles = [role for _, role in _meaning(rulebook, "role").find(f"{label} {context}")]
    for role in ("result", "norm", "total"):
        if role in roles and (role != "norm" or per or "total" not in roles):
            return role
    return "norm" if per and "hỗ trợ" in context.lower() else "other"


def _stage(setting: Setting, start: int, context: str) -> str | None:
    """need, estimate, budget or spent, from the clause, else from the headings."""
    stages = _meaning(setting.rulebook, "stage")
    block = setting.outline.block_at(start)
    headings = [section.heading for section in setting.outline.headings(block.section)]
    return next((stage for words in [context, *headings] if (stage := stages.first(words))), None)


def _as_parts(setting: Setting, found: list[_Found], amounts: list[Amount]) -> Iterator[Amount]:
    """The amounts with the total that each is a part of: after "trong đó" in its sentence, or in the list below it."""
    text = setting.outline.view.text
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
            amounts[index] = replace(amount, label=first.label, role=first.role, period=first.period, parent=first.parent)
        elif parent is not None and amount.role in ("other", "total") and not amount.per:
            period = amount.period if _own_period(setting, start) else amounts[parent].period
            amounts[index] = replace(amount, role="part", parent=parent, period=period)
        if text[end : block.end].rstrip().endswith(":") and _OPENS.search(text[end : block.end].rstrip(" :")):
            totals.append((index, block.kind, block.section))
        yield amounts[index]


def _entry(kind: str) -> bool:
    return kind in ("dash", "plus", "star", "letter", "parenthesis")


def _own_period(setting: Setting, start: int) -> bool:
    clause_start, _ = setting.clause(start)
    return any(numbers.periods(setting.outline.view.text[clause_start:start]))


def _total_in_sentence(setting: Setting, found: list[_Found], index: int) -> int | None:
    text = setting.outline.view.text
    sentence, _ = setting.outline.sentence_at(found[index].start)
    for before in range(index - 1, -1, -1):
        if found[before].start < sentence:
            break
        if _WITHIN.search(text, found[before].end, found[index].start):
            earlier = _total_in_sentence(setting, found, before)
            return before if earlier is None else earlier
    return None
