"""N1 and N2 for series: the parts of a whole add up to it, and their shares are those of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.checks.case import Case
from extractor.checks.series import Counted, Series, series
from extractor.checks.wording import written
from extractor.model import Finding
from extractor.numbers import number

_NEAR = 0.1
"""By which part of it a whole may miss its series and still be meant for it."""
_FAR = 0.05
"""The same for a whole of another paragraph."""
_FULL = 100


def sums(case: Case) -> Iterator[Finding]:
    """N108: the figures of a series add up to something else than the whole that they part.

    Silent where any figure before has the value of the sum, and where the series may leave something out.
    """
    for one in series(case):
        if one.family == "kinds":  # which N103 adds up
            continue
        if any(_is_of(whole, one) and _equal(whole.value, one) for whole in one.wholes) or not one.wholes:
            continue
        if (whole := _whole(case, one)) is not None and not _told_elsewhere(case, whole, one):
            together = " + ".join(member.printed for member in one.members)
            yield Finding(
                "N108",
                "error",
                f"Tổng số {whole.printed} khác tổng các phần: {together} = {written(one.added)}, "
                f"chênh lệch {written(abs(whole.value - one.added))}.",
                (whole.words(case), *(member.words(case) for member in one.members)),
                found=whole.printed,
                remedy="Đối chiếu số liệu gốc và ghi lại tổng số hoặc từng phần.",
            )


def shares(case: Case) -> Iterator[Finding]:
    """N203: the share in brackets behind a part is not the one that it has in the whole."""
    for one in series(case):
        told = [member for member in one.members if member.share]
        wholes = [whole.value for whole in one.wholes if _is_of(whole, one) and whole.exact]
        for total in dict.fromkeys([one.added, *reversed(wholes)]):
            right = [member for member in told if _fits(member, total)]
            proven = total in wholes and total == one.added and len(told) == len(one.members)
            if len(told) > 1 and (2 * len(right) > len(told) or (proven and right)):
                yield from (_share(case, member, total) for member in told if member not in right)
                break


def _share(case: Case, member: Counted, total: float) -> Finding:
    right = written(_FULL * member.value / total, 1 if "," in (member.share or "") else 0)
    return Finding(
        "N203",
        "error",
        f"{member.printed} trên tổng {written(total)} là {right}%, không phải {member.share}%.",
        (member.words(case),),
        expected=f"{right}%",
        found=f"{member.share}%",
        remedy="Tính lại tỷ lệ, hoặc ghi lại số đã dùng để tính.",
    )


def _fits(member: Counted, total: float) -> bool:
    share = number(member.share or "")
    digits = len((member.share or "").partition(",")[2])
    return share is not None and bool(total) and abs(_FULL * member.value / total - float(share)) < 10**-digits + 1e-9


def _is_of(whole: Counted, one: Series) -> bool:
    """Whether a figure counts what the series counts: its unit begins alike, or the series names none."""
    return whole.unit in ("chu the", "don vi", "co so") if one.family == "kinds" else whole.unit == one.unit


def _equal(value: float, one: Series) -> bool:
    digits = [len(member.printed.partition(",")[2]) for member in one.members]
    slack = sum(0.5 * 10.0**-count for count in digits) if any(digits) else 0
    return abs(value - one.added) <= slack + 1e-6


def _whole(case: Case, one: Series) -> Counted | None:
    """The figure that the series is meant to part, and does not; ``None`` where that is not sure."""
    greatest = max(member.value for member in one.members)
    paragraph = case.view.text.rfind("\n", 0, one.members[0].start) + 1
    whole = case.pattern("series", "whole").search(one.lead) is not None
    nearest: Sequence[Counted] = sorted(
        (w for w in one.wholes if _is_of(w, one) and w.exact and w.value >= greatest and w.end <= one.members[0].start),
        key=lambda w: (abs(w.value - one.added), -w.start),
    )
    if not nearest or not nearest[0].value:
        return None
    found = nearest[0]
    bound = _NEAR if found.start >= paragraph or _leads(case, found, one) else _FAR
    between = case.view.text[found.end : one.members[0].start]
    told = not one.goes_on and (whole or _covers(case, found, one) or ("(" in between and ")" not in between))
    near = abs(found.value - one.added) <= bound * found.value
    return found if near and (one.added > found.value or told) else None


def _leads(case: Case, whole: Counted, one: Series) -> bool:
    """Whether a figure stands in the line that leads to a list: nothing but that line's end between them."""
    between = case.view.text[whole.end : one.members[0].start]
    return between.count("\n") == 1 and ":" in between


def _covers(case: Case, whole: Counted, one: Series) -> bool:
    """Whether the series has a figure for each year that the words before the whole name."""
    return (
        one.family == "years"
        and len(one.members) > 2
        and "trong đó" in case.view.text[whole.end : one.members[0].start]
    )


def _told_elsewhere(case: Case, whole: Counted, one: Series) -> bool:
    """Whether the text itself ties the figures otherwise: some of them are parts of another figure."""
    first = case.view.origin(one.members[0].start)
    for facts in (case.facts.amounts, case.facts.indicators):
        own = next((fact for fact in facts if fact.start <= first < fact.end), None)
        if own is not None and own.parent is not None:
            parent = facts[own.parent]
            return abs(case.view.find(parent.start) - whole.start) > len(parent.quote)
    return False
