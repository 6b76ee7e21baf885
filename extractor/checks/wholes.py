"""N1 and N2 for series: the parts of a whole add up to it, and their shares are those of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.case import Case
from extractor.checks.counted import BULLET, Counted
from extractor.checks.series import Series, series
from extractor.checks.wording import written
from extractor.model import Finding
from extractor.numbers import number
from extractor.text import fold

_NEAR = 0.15
"""By which part of it a whole may miss its series and still be meant for it."""
_FRACTION = re.compile(r"(?<![\w/.,-])(?P<part>\d{1,4})/\d{1,4} (?P<unit>[^\W\d]+)")
_BRACKETS = re.compile(r"\([^()]*\)")
_SENTENCE_END = re.compile(r"[.;](?:\s|$)|\n")
_NAMED_SHARE = re.compile(
    r"(?:^|[.;,] )(?P<name>[^\W\d]+(?: [^\W\d]+){0,5}) chiếm (?P<share>\d{1,3}(?:,\d{1,2})?) ?%(?=[.;,)\n]|$)"
)
_INEXACT = re.compile(r"(?:hơn|gần|khoảng|trên|dưới|ít nhất) $", re.IGNORECASE)
_ASIDE = re.compile(r"còn lại|về (?:doanh|sản|giá)", re.IGNORECASE)
"""Words that say that not all members are counted, or that a share is of something else."""
_PAGES = 3000
"""Characters back in which the number of things may stand of which a share is told."""
_BACK = 400
_ALL_KINDS = ("chu the", "don vi", "co so")
_DIRECT = 0.3
"""The same for a whole to which a colon or a bracket ties the series."""
_FAR = 0.05
"""The same for a whole of another paragraph."""
_FULL = 100


def sums(case: Case) -> Iterator[Finding]:
    """N108: the figures of a series add up to something else than the whole that they part.

    Silent where any figure before has the value of the sum, and where the series may leave something out.
    """
    for one in series(case):
        if any(_is_of(whole, one) and _equal(whole.value, one) for whole in one.wholes) or _is_printed(case, one):
            continue
        scale = one.members[0].scale
        whole, member = _whole(case, one), _of_another_size(one)
        if member is not None:
            whole, odd = member
            hint = f" Nếu “{odd.printed} {odd.behind}” nhầm đơn vị nghìn lần thì tổng khớp."
        if whole is not None:
            together = " + ".join(written(part.value / scale) for part in one.members)
            yield Finding(
                "N108",
                "error",
                f"Tổng số {written(whole.value / scale)} khác tổng các phần: {together} = "
                f"{written(one.added / scale)}, chênh lệch {written(abs(whole.value - one.added) / scale)}."
                f"{hint if member else ''}",
                (whole.words(case), *(part.words(case) for part in one.members)),
                found=whole.printed,
                remedy="Đối chiếu số liệu gốc và ghi lại tổng số hoặc từng phần.",
            )


def _is_printed(case: Case, one: Series) -> bool:
    """Whether the sum stands in the lines before in some way that was not read, as in a fraction ("9/11 sản phẩm")."""
    sought = written(one.added / one.members[0].scale)
    lines = case.view.text[max(one.start - _BACK, 0) : one.members[0].start]
    return re.search(rf"(?<![\d.,])0?{re.escape(sought)}(?![\d]|[.,]\d)", lines) is not None


def fractions(case: Case) -> Iterator[Finding]:
    """N110: of so many units in all some are told to have done something, and the counts behind are of other units.

    "58/63 tỉnh …, có 19 tỉnh …, 32 tỉnh …, 5 tỉnh …": three counts or more in the sentence, near to the first and not
    it. They may overlap, so this warns only.
    """
    text = _BRACKETS.sub(lambda bracket: " " * len(bracket.group()), case.view.text)
    for match in _FRACTION.finditer(text):
        end = _SENTENCE_END.search(text, match.end())
        unit = re.escape(match["unit"])
        parts = list(
            re.finditer(rf"(?<![\w/.,])(\d{{1,4}}) {unit}(?!\w)", text[match.end() : end.start() if end else None])
        )
        added, whole = sum(int(one[1]) for one in parts), int(match["part"])
        if len(parts) > 2 and 0 < abs(added - whole) <= _NEAR * whole:
            yield Finding(
                "N110",
                "warning",
                f"{match.group()}: các số sau cộng lại là {added}, chênh lệch {abs(added - whole)}.",
                (
                    case.words(*case.view.span(match.start(), match.end())),
                    *(case.words(*case.view.span(match.end() + p.start(), match.end() + p.end())) for p in parts),
                ),
                found=match["part"],
                remedy="Đối chiếu và ghi lại từng số; nếu có đơn vị được tính hai lần thì nói rõ.",
            )


def _of_another_size(one: Series) -> tuple[Counted, Counted] | None:
    """The whole that the series adds up to when one of its sums of money is a thousand times smaller or larger."""
    for whole in one.wholes:
        if one.unit == whole.unit == "dong" and abs(whole.value - 1000 * one.added) < 1 and len(one.members) > 1:
            return whole, whole
        for member in one.members if _is_of(whole, one) and one.unit == "dong" else ():
            for times in (1000, 0.001):
                if abs(one.added - member.value + member.value * times - whole.value) < 1 and len(one.members) > 1:
                    return whole, member
    return None


def shares(case: Case) -> Iterator[Finding]:
    """N203: the share in brackets behind a part is not the one that it has in the whole."""
    for one in series(case):
        told = [member for member in one.members if member.share]
        wholes = [whole.value for whole in one.wholes if _is_of(whole, one) and whole.exact]
        for total in dict.fromkeys([one.added, *reversed(wholes)]):
            right = [member for member in told if _fits(member, total)]
            proven = total in wholes and total == one.added
            parted = sum(member.value for member in told)
            if all(_fits(member, parted) for member in told):
                break  # they are shares of what they make together
            if told and ((len(told) > 1 and 2 * len(right) > len(told)) or proven):
                yield from (_share(case, member, total) for member in told if member not in right)
                break


def of_units(case: Case) -> Iterator[Finding]:
    """N207: "41 sản phẩm …, chiếm 87,2% số hồ sơ": a share of things whose number stands before.

    Silent where any number of them fits, and where several different ones stand.
    """
    text = case.view.text
    for match in case.pattern("series", "share").finditer(text):
        part, unit = number(match["part"].rstrip(".")), match["unit"].lower()
        back = text[max(match.start() - _PAGES, 0) : match.start()]
        told = {
            found[1].rstrip(".")
            for found in re.finditer(rf"(?<![\w.,/])(\d[\d.]*) {re.escape(unit)}(?!\w)", back)
            if not _INEXACT.search(back, max(found.start() - 12, 0), found.start())
        }
        values = {float(value) for value in map(number, told) if value is not None}
        if not part or not values or any(_near_share(float(part), value, match["share"]) for value in values):
            continue
        larger = {value for value in values if value > part}
        if len(larger) == 1:
            right = written(_FULL * float(part) / larger.pop(), 1)
            yield Finding(
                "N207",
                "error",
                f"{match['part']} trên số {unit} đã nêu là {right}%, không phải {match['share']}%.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=f"{right}%",
                found=f"{match['share']}%",
                remedy="Tính lại tỷ lệ, hoặc ghi lại số đã dùng để tính.",
            )


def named_shares(case: Case) -> Iterator[Finding]:
    """N208: "hợp tác xã chiếm 70%": the share of a member of the series before is not the one that it has."""
    for one in series(case):
        end = max(one.members[-1].end, one.members[-1].share_end)
        stop = case.view.text.find("\n", end)
        for match in _NAMED_SHARE.finditer(case.view.text, end, stop if stop > 0 else len(case.view.text)):
            name = " ".join(fold(match["name"]).split())
            member = next((m for m in one.members if name in (fold(m.label), fold(m.behind))), None)
            wholes = [one.added, *(whole.value for whole in one.wholes if _is_of(whole, one))]
            aside = _ASIDE.search(case.view.text, end, match.end())
            if member is None or aside or any(_near_share(member.value, w, match["share"]) for w in wholes if w):
                continue
            right = written(_FULL * member.value / one.added, 1)
            yield Finding(
                "N208",
                "error",
                f"{member.printed} trên tổng {written(one.added / member.scale)} là {right}%, "
                f"không phải {match['share']}%.",
                (case.words(*case.view.span(match.start("name"), match.end())), member.words(case)),
                expected=f"{right}%",
                found=f"{match['share']}%",
                remedy="Tính lại tỷ lệ, hoặc ghi lại số đã dùng để tính.",
            )


def _near_share(part: float, whole: float, share: str) -> bool:
    digits = len(share.partition(",")[2])
    return bool(whole) and abs(_FULL * part / whole - float(number(share) or 0)) < 10.0**-digits - 1e-9


def _share(case: Case, member: Counted, total: float) -> Finding:
    right = written(_FULL * member.value / total, 1 if "," in (member.share or "") else 0)
    return Finding(
        "N203",
        "error",
        f"{member.printed} trên tổng {written(total / member.scale)} là {right}%, không phải {member.share}%.",
        (member.words(case),),
        expected=f"{right}%",
        found=f"{member.share}%",
        remedy="Tính lại tỷ lệ, hoặc ghi lại số đã dùng để tính.",
    )


def _fits(member: Counted, total: float) -> bool:
    return _near_share(member.value, total, member.share or "")


def _is_of(whole: Counted, one: Series) -> bool:
    """Whether a figure counts what the series counts: its unit begins alike, or the series names none."""
    return whole.unit in _ALL_KINDS if one.family == "kinds" else _same(whole.unit, one.unit)


def _same(whole: str, unit: str) -> bool:
    """Whether two units are one, the whole with a word more: "lớp tập huấn", "lớp"."""
    return bool(unit) and (whole == unit or whole.startswith(f"{unit} "))


def _equal(value: float, one: Series) -> bool:
    digits = [len(member.printed.partition(",")[2]) for member in one.members]
    slack = sum(0.5 * 10.0**-count for count in digits) * one.members[0].scale if any(digits) else 0
    return abs(value - one.added) <= slack + 1e-6


def _whole(case: Case, one: Series) -> Counted | None:
    """The figure that the series is meant to part, and does not; ``None`` where that is not sure."""
    greatest = max(member.value for member in one.members)
    paragraph = case.view.text.rfind("\n", 0, one.members[0].start) + 1
    whole = case.pattern("series", "whole").search(one.lead) is not None
    nearest: Sequence[Counted] = sorted(
        (w for w in one.wholes if _is_of(w, one) and w.value >= greatest and _may_part(case, w, one)),
        key=lambda w: (abs(w.value - one.added), -w.start),
    )
    direct = _direct(case, one)
    found = direct or next(iter(nearest), None)
    if found is None or not found.value:
        return None
    beside = found.start >= paragraph or found.is_total or _leads(case, found, one)
    bound = _DIRECT if direct else _NEAR if beside else _FAR
    told = not one.goes_on and (whole or direct is not None or _covers(case, found, one))
    near = abs(found.value - one.added) <= bound * found.value
    return found if near and (one.added > found.value or told) else None


def _direct(case: Case, one: Series) -> Counted | None:
    """The figure to which a colon or a bracket right before the series ties it: "97 sản phẩm được công nhận: …"."""
    before = [whole for whole in one.wholes if whole.end <= one.members[0].start]
    last = max(before, key=lambda whole: whole.end, default=None)
    if last is None or not last.exact:
        return None
    between = case.view.text[last.end : one.members[0].start]
    label = one.members[0].label
    lead = between[: len(between.rstrip()) - len(label)] if between.rstrip().endswith(label) else between
    alike = _is_of(last, one) or (one.family == "kinds" and lead.rstrip().endswith("("))
    joined = not re.search(r"[.;\n%]|trong đó|chiếm", lead) and lead.rstrip().endswith((":", "(", "gồm"))
    return last if alike and joined and last.value >= max(member.value for member in one.members) else None


def _may_part(case: Case, whole: Counted, one: Series) -> bool:
    """Whether a figure may be what the series parts: no item of the same list, exact, or the most that may be."""
    before = whole.end <= one.members[0].start
    text = case.view.text
    listed = "\n" in text[one.members[0].end : one.members[-1].start]
    sign = _label_sign(text, whole.start)
    beside = listed and sign != "" and sign == _label_sign(text, one.members[0].start)
    beside = beside or (whole.start >= one.start and "\n" in text[whole.end : one.members[0].start])
    exact = whole.exact or (whole.at_most and one.added > whole.value)
    return exact and ((before and not beside) or whole.is_total)


def _label_sign(text: str, place: int) -> str:
    """The sign of the label with which the line of a place begins: ")" for "a)", "-"; "" without one."""
    label = BULLET.match(text, text.rfind("\n", 0, place) + 1)
    return label.group().strip()[-1:] if label else ""


def _leads(case: Case, whole: Counted, one: Series) -> bool:
    """Whether a figure stands in a line that leads to the list in which the series is: only items between them."""
    if whole.end > one.start:
        return False
    line, *between = case.view.text[whole.end : one.start].split("\n")
    return not any(between[:-1]) or (line.rstrip().endswith(":") and all(map(BULLET.match, between[:-1])))


def _covers(case: Case, whole: Counted, one: Series) -> bool:
    """Whether the series has a figure for each year that the words before the whole name."""
    return (
        one.family == "years"
        and len(one.members) > 2
        and "trong đó" in case.view.text[whole.end : one.members[0].start]
    )
