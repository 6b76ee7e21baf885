"""N1 and N3, sums of money: a total is the sum of its parts, and its words say what its digits say.

Which parts belong to which total is told by the text's own structure (:attr:`extractor.model.Amount.parent`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.sums import Figure, Sum, is_meant_whole, repair
from extractor.model import Amount, Finding


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
            f"chênh lệch {_dong(abs((one.total.value or 0) - one.added))}.{advice}",
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
    for index, members in parts.items():
        one = Sum(amounts[index], tuple(members))
        kinds = {(member.currency, member.per) for member in (amounts[index], *members)}
        if one.exact and len(members) > 1 and len(kinds) == 1:
            yield one


def _digits(case: Case, index: int) -> int | None:
    """The amount in digits that the one at ``index`` is, or that it says again in words."""
    amounts = case.facts.amounts
    if not amounts[index].words:
        return index
    if index == 0 or amounts[index - 1].words:
        return None
    between = case.facts.document.text[amounts[index - 1].end : amounts[index].start]
    again = any(rule.pattern.match(between) for rule in case.rulebook.rules("in_words"))
    return index - 1 if again else None


def _money(amount: Figure) -> str:
    return _dong(amount.value or 0, amount.currency if isinstance(amount, Amount) else "VND")


def _dong(value: float, currency: str = "VND") -> str:
    """A sum as it is written in documents: "16.630.790.000 đồng"."""
    digits = f"{value:,.2f}".removesuffix(".00").translate(str.maketrans(",.", ".,"))
    return f"{digits} {'đồng' if currency == 'VND' else currency}"


def words_and_digits(case: Case) -> Iterator[Finding]:
    """N301: a sum in words is no number, or another one than its digits."""
    amounts = case.facts.amounts
    for index, said in enumerate(amounts):
        before = _digits(case, index) if said.words else None
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
