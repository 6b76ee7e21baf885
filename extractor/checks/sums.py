"""N1 and N3, sums of money: a total is the sum of its parts, and its words say what its digits say.

Which parts belong to which total is told by the text's own structure (:attr:`extractor.model.Amount.parent`). An
approximate figure fails no sum; figures rounded to a unit may differ from their sum by the rounding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractor.checks.case import Case
from extractor.model import Amount, Finding
from extractor.numbers import number
from extractor.text import normalise

_PRINTED = re.compile(r"\d[\d.]*(?:,(?P<decimals>\d+))?")
_INCOMPLETE = 0.05
"""A list that does not say that it is whole may leave out more than this share of the total."""
_MOST = 12
"""Parts up to which the check looks for some of them that make the total, the rest being parts of parts."""
_SAME = 60
"""How far behind its digits a sum in words stands at most, in code points."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that the text puts under it."""

    total: Amount
    parts: tuple[Amount, ...]

    @property
    def members(self) -> tuple[Amount, ...]:
        """All figures, the total first."""
        return (self.total, *self.parts)

    @property
    def added(self) -> float:
        """What the parts make together."""
        return sum(part.value or 0 for part in self.parts)

    @property
    def holds(self) -> bool:
        """Whether the total is the sum, as exactly as the figures are printed."""
        units = [_unit(member) for member in self.members]
        rounded = len({unit for unit, _ in units}) > 1 or any(decimal for _, decimal in units)
        slack = sum(unit for unit, _ in units) / 2 if rounded else 0
        return abs((self.total.value or 0) - self.added) <= slack

    def needed(self, member: Amount) -> float:
        """The value that would make this one figure fit the others."""
        if member is self.total:
            return self.added
        return (self.total.value or 0) - self.added + (member.value or 0)


def _unit(amount: Amount) -> tuple[float, bool]:
    """The worth of the last printed digit ("7.678,61 triệu": 10,000 đồng), and whether it is a decimal."""
    for match in _PRINTED.finditer(amount.quote):
        printed = number(match.group().rstrip("."))
        if printed and amount.value:
            decimals = match["decimals"] or ""
            return amount.value / printed / 10 ** len(decimals), bool(decimals)
    return 0, False


def money_sums(case: Case) -> Iterator[Finding]:
    """N101: a total of money is not the sum of the parts that the text gives it."""
    sums = list(_sums(case.facts.amounts))
    broken = [one for one in sums if not one.holds and _is_meant_whole(case, one)]
    for one in broken:
        repair = _repair(one, broken, sums)
        together = " + ".join(_money(part) for part in one.parts)
        mend = (
            f" Chỉ cần sửa một số thì các tổng đều khớp: {_money(repair[0])} thành {_dong(repair[1])}."
            if repair
            else ""
        )
        yield Finding(
            "N101",
            "error",
            f"Tổng {_money(one.total)} khác tổng các phần: {together} = {_dong(one.added)}, "
            f"chênh lệch {_dong(abs((one.total.value or 0) - one.added))}.{mend}",
            tuple(case.evidence(member) for member in one.members),
            expected=_dong(repair[1]) if repair else None,
            found=_money(repair[0] if repair else one.total),
            remedy="Đối chiếu hồ sơ dự toán và ghi lại tổng số hoặc các phần.",
        )


def _sums(amounts: Sequence[Amount]) -> Iterator[Sum]:
    """The totals with two parts or more whose figures are all exact and of one kind."""
    parts: dict[int, list[Amount]] = defaultdict(list)
    for amount in amounts:
        if amount.parent is not None and not amount.words:
            digits = _digits(amounts, amount.parent)
            if digits is not None:
                parts[digits].append(amount)
    for index, members in parts.items():
        one = Sum(amounts[index], tuple(members))
        exact = all(m.value is not None and m.comparator == "=" and m.value_max is None for m in one.members)
        if exact and len(members) > 1 and len({(m.currency, m.per) for m in one.members}) == 1:
            yield one


def _digits(amounts: Sequence[Amount], index: int) -> int | None:
    """The amount in digits that the one at ``index`` is, or that it says again in words."""
    if not amounts[index].words:
        return index
    before = index - 1
    near = before >= 0 and not amounts[before].words and amounts[index].start - amounts[before].end <= _SAME
    return before if near else None


def _is_meant_whole(case: Case, one: Sum) -> bool:
    """Whether the parts are meant to be all: a list after "trong đó" may name some, and parts of parts beside them."""
    total, added = one.total.value or 0, one.added
    if added > total:
        some = (s for size in range(2, len(one.parts)) for s in combinations(one.parts, size))
        return len(one.parts) > _MOST or all(sum(part.value or 0 for part in chosen) != total for chosen in some)
    between = normalise(case.facts.document.text[one.total.end : one.parts[0].start])
    said = any(rule.pattern.search(between) for rule in case.rulebook.rules("sums"))
    return said or total - added <= _INCOMPLETE * total


def _repair(one: Sum, broken: Sequence[Sum], sums: Sequence[Sum]) -> tuple[Amount, float] | None:
    """The one figure whose change alone mends every broken sum bound to this one, and its value.

    ``None`` when a single sum is broken (any of its figures could be the one), or when several figures would do.
    """
    bound = [other for other in broken if any(m is n for m in other.members for n in one.members)]
    if len(bound) < 2:
        return None
    found = []
    for member in one.members:
        values = {round(other.needed(member), 2) for other in sums if any(m is member for m in other.members)}
        if len(values) == 1 and all(any(m is member for m in other.members) for other in bound):
            found.append((member, values.pop()))
    return found[0] if len(found) == 1 else None


def _money(amount: Amount) -> str:
    return _dong(amount.value or 0, amount.currency)


def _dong(value: float, currency: str = "VND") -> str:
    """A sum as it is written in documents: "16.630.790.000 đồng"."""
    digits = f"{value:,.2f}".removesuffix(".00").translate(str.maketrans(",.", ".,"))
    return f"{digits} {'đồng' if currency == 'VND' else currency}"


def words_and_digits(case: Case) -> Iterator[Finding]:
    """N301: a sum in words is no number, or another one than its digits."""
    amounts = case.facts.amounts
    for index, said in enumerate(amounts):
        before = _digits(amounts, index) if said.words else None
        if before is None:
            continue
        digits = amounts[before]
        if digits.value is None or digits.comparator != "=" or said.value == digits.value:
            continue
        why = "không phải là một số đọc đúng" if said.value is None else f"đọc là {_money(said)}"
        yield Finding(
            "N301",
            "error",
            f"Số tiền bằng chữ “{' '.join(said.quote.split())}” {why}, trong khi số ghi là {_money(digits)}.",
            (case.evidence(digits), case.evidence(said)),
            found=" ".join(said.quote.split()),
            remedy="Thống nhất số tiền bằng số và bằng chữ.",
        )
