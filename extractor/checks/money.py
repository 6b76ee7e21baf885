"""N1 and N3, sums of money: a total is the sum of its parts, and its words say what its digits say.

Which parts belong to which total is told by the text's own structure (:attr:`extractor.model.Amount.parent`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.sums import Figure, Sum, is_meant_whole, repair
from extractor.model import Amount, Finding, Unresolved

_SAID_AGAIN = 0.005
"""A part as large as the total but for rounding is the total said again: "41,32 tỷ đồng (làm tròn 41,3 tỷ đồng)"."""


def money_sums(case: Case) -> Iterator[Finding]:
    """N101: a total of money is not the sum of the parts that the text gives it."""
    sums = list(_sums(case))
    broken = [one for one in sums if not one.holds and is_meant_whole(case, one)]
    for one in broken:
        mended = repair(one, broken, sums)
        together = " + ".join(_money(part) for part in one.parts)
        advice = (
            f" Chỉ cần sửa một số thì các tổng đều khớp: {_money(mended[0])} thành {_dong(mended[1])}."
            if mended
            else ""
        )
        yield Finding(
            "N101",
            "error",
            f"Tổng {_money(one.total)} khác tổng các phần: {together} = {_dong(one.added)}, "
            f"chênh lệch {_dong(abs(one.total.value - one.added))}.{advice}",
            tuple(case.evidence(member) for member in one.members),
            expected=_dong(mended[1]) if mended else None,
            found=_money(mended[0] if mended else one.total),
            remedy="Đối chiếu hồ sơ dự toán và ghi lại tổng số hoặc các phần.",
        )


def _sums(case: Case) -> Iterator[Sum]:
    """The totals with two parts or more whose figures are all exact and of one kind."""
    amounts = case.facts.amounts
    parts: dict[int, list[Amount]] = defaultdict(list)
    for amount in amounts:
        if amount.parent is not None and not amount.words:
            digits = _digits(case, amount.parent)
            if digits is not None:
                parts[digits].append(amount)
    for index, found in parts.items():
        total = amounts[index].value
        members = [part for part in found if abs(part.value - total) > _SAID_AGAIN * total]
        for group in _ways(case, amounts[index], members):
            one = Sum(amounts[index], tuple(group))
            kinds = {(member.currency, member.per) for member in (amounts[index], *group)}
            if one.exact and len(group) > 1 and len(kinds) == 1:
                yield one


def _ways(case: Case, total: Amount, parts: list[Amount]) -> Iterator[list[Amount]]:
    """The parts of a total; of one in a table those of its row and those of its column, which make it each."""
    if case.facts.document.table_at(total.start) is None:
        yield parts
        return
    text = case.facts.document.text
    beside = [part for part in parts if "\n" not in text[min(part.start, total.start) : max(part.end, total.end)]]
    yield beside
    yield [part for part in parts if part not in beside]


def _digits(case: Case, index: int) -> int | None:
    """The amount in digits that the one at ``index`` is, or that it says again in words."""
    amounts = case.facts.amounts
    return _said_again(case, amounts[index].start) if amounts[index].words else index


def _said_again(case: Case, start: int) -> int | None:
    """The amount in digits that the words from ``start`` on say again."""
    amounts = case.facts.amounts
    before = bisect_left(amounts, start, key=lambda amount: amount.start) - 1
    if before < 0 or amounts[before].words:
        return None
    between = case.facts.document.text[amounts[before].end : start]
    return before if any(rule.pattern.match(between) for rule in case.rulebook.rules("in_words")) else None


def _money(amount: Figure) -> str:
    return _dong(amount.value, amount.currency if isinstance(amount, Amount) else "VND")


def _dong(value: float, currency: str = "VND") -> str:
    """A sum as it is written in documents: "16.630.790.000 đồng"."""
    digits = f"{value:,.2f}".removesuffix(".00").translate(str.maketrans(",.", ".,"))
    return f"{digits} {'đồng' if currency == 'VND' else currency}"


def words_and_digits(case: Case) -> Iterator[Finding]:
    """N301: a sum in words is no number, or another one than its digits."""
    amounts = case.facts.amounts
    unread = (place for place in case.facts.unresolved if place.of == "amount")
    in_words: list[Amount | Unresolved] = [*(amount for amount in amounts if amount.words), *unread]
    for said in sorted(in_words, key=lambda one: one.start):
        before = _said_again(case, said.start)
        if before is None or amounts[before].comparator != "=":
            continue
        digits = amounts[before]
        if isinstance(said, Amount) and said.value == digits.value:
            continue
        why = f"đọc là {_money(said)}" if isinstance(said, Amount) else "không phải là một số đọc đúng"
        yield Finding(
            "N301",
            "error",
            f"Số tiền bằng chữ “{' '.join(said.quote.split())}” {why}, trong khi số ghi là {_money(digits)}.",
            (case.evidence(digits), case.words(said.start, said.end)),
            found=" ".join(said.quote.split()),
            remedy="Thống nhất số tiền bằng số và bằng chữ.",
        )
