"""N1 for series: the parts of a whole add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.case import Case
from extractor.checks.counted import BULLET, Counted
from extractor.checks.series import Series, series
from extractor.checks.wording import written
from extractor.model import Finding
from extractor.numbers import number

_NEAR = 0.15
"""By which part of it a whole may miss its series and still be meant for it."""
_BACK = 400
_SENTENCE_END = re.compile(r"[.;](?:\s|$)|\n")
_TAKEN = re.compile(r"(?i)thu hồi|hết hạn|hết hiệu lực|không (?:đạt|được)|chưa (?:đạt|được)|rút|loại|hủy|dừng|trừ")
_REST = re.compile(r"[^.;\n]*(?:còn lại|(?:huyện|xã|phường|nhóm|nguồn|năm) khác)")
"""Words in the sentence of a series behind it that say that there is more."""
_ASIDE = 40
"""Characters around a figure in which words may say that it is taken away."""
_PARTED = 0.2
"""The same where the series is said to be complete."""
_INSIDE = 0.25
"""The same where its whole stands in its own paragraph too."""
_DIRECT = 0.4
"""The same for a whole to which a colon or a bracket ties the series."""
_FULL = 100
_PARAGRAPHS = 2
"""How many paragraphs back a whole is near to a series that is said to be complete."""
_FAR = 0.05
"""The same for a whole of another paragraph."""


def sums(case: Case) -> Iterator[Finding]:
    """N108: the figures of a series add up to something else than the whole that they part.

    Silent where any figure before has the value of the sum, and where the series may leave something out; a whole to
    which words like "gồm" tie the series must be met in its own sentence. Where the document does not say that the
    series is complete ("trong đó"), but all seems told, this warns only.
    """
    for one in series(case):
        direct = _direct(case, one)
        chosen = case.pattern("series", "chosen").search(
            case.view.text, _sentence(case, one.members[0]), one.members[-1].end
        )
        if chosen or _is_met(case, one, _sentence(case, direct) if direct else 0):
            continue
        sure, member = _whole(case, one, direct), _of_another_size(one)
        whole = member[0] if member else sure or _perhaps(case, one)
        if whole is None or _is_explained(case, whole, one):
            continue
        scale = one.members[0].scale
        together = " + ".join(written(part.value / scale) for part in one.members)
        hint = f" Nếu “{member[1].printed} {member[1].behind}” nhầm đơn vị nghìn lần thì tổng khớp." if member else ""
        yield Finding(
            "N108",
            "error" if sure or member else "warning",
            f"Tổng số {written(whole.value / scale)} khác tổng các phần: {together} = "
            f"{written(one.added / scale)}, chênh lệch {written(abs(whole.value - one.added) / scale)}.{hint}",
            (whole.words(case), *(part.words(case) for part in one.members)),
            found=whole.printed,
            remedy="Đối chiếu số liệu gốc và ghi lại tổng số hoặc từng phần.",
        )


def _sentence(case: Case, figure: Counted) -> int:
    """Where the sentence of a figure begins."""
    before = list(_SENTENCE_END.finditer(case.view.text, max(figure.start - _BACK, 0), figure.start))
    return before[-1].end() if before else max(figure.start - _BACK, 0)


def _is_met(case: Case, one: Series, since: int) -> bool:
    """Whether from ``since`` a figure stands that is the sum, or the sum as digits not read: "9/11 sản phẩm"."""
    added, slack = one.added, _slack(one)
    if any(w.start >= since and abs(w.value - added) <= slack and one.counts_like(w) for w in one.wholes):
        return True
    sought = written(one.added / one.members[0].scale)
    lines = case.view.text[max(one.start - _BACK, since, 0) : one.members[0].start]
    return re.search(rf"(?<![\d.,])0?{re.escape(sought)}(?![\d]|[.,]\d)", lines) is not None


def _is_explained(case: Case, whole: Counted, one: Series) -> bool:
    """Whether what is missing is told as taken away, beside the series or in a footnote: "đã thu hồi 02 sản phẩm"."""
    text = case.view.text
    missing = re.escape(written(abs(whole.value - one.added) / one.members[0].scale))
    figure = re.compile(rf"(?<![\d.,/])0?{missing} [^\W\d]")
    beside = [(min(whole.start, one.members[0].start), text.find("\n", one.members[-1].end))]
    notes = [(note.start, note.end) for note in case.view.paragraphs if note.note]
    return any(
        _TAKEN.search(text[max(told.start() - _ASIDE, start) : told.end() + _ASIDE])
        for start, end in (*beside, *notes)
        for told in figure.finditer(text, start, end if end > 0 else len(text))
    )


def _of_another_size(one: Series) -> tuple[Counted, Counted] | None:
    """The whole that the series adds up to when one of its sums of money is a thousand times smaller or larger."""
    if one.unit != "dong" or len(one.members) < 2:
        return None
    added = one.added
    for whole in one.wholes:
        if whole.unit == "dong" and abs(whole.value - 1000 * added) < 1:
            return whole, whole
        for member in one.members if one.counts_like(whole) else ():
            for times in (1000, 0.001):
                if abs(added - member.value + member.value * times - whole.value) < 1:
                    return whole, member
    return None


def _slack(one: Series) -> float:
    """By how much a figure may differ from the sum of the members and still be it: they are rounded."""
    digits = [len(member.printed.partition(",")[2]) for member in one.members]
    rounded = sum(0.5 * 10.0**-count for count in digits) * one.members[0].scale if any(digits) else 0
    return rounded + 1e-6


def _whole(case: Case, one: Series, direct: Counted | None) -> Counted | None:
    """The figure that the series is meant to part, and does not; ``None`` where that is not sure."""
    whole = case.pattern("series", "whole").search(one.lead) is not None
    added, greatest = one.added, _greatest(one)
    nearest: Sequence[Counted] = sorted(
        (w for w in one.wholes if w.value >= greatest and one.counts_like(w)),
        key=lambda w: (abs(w.value - added), -w.start),
    )
    found = direct or next((w for w in nearest if _may_part(case, w, one)), None)
    if found is None or not found.value:
        return None
    beside = found.is_total or _lines_between(case, found, one) <= _PARAGRAPHS * whole or _leads(case, found, one)
    full = _makes_all(one)
    tied = direct or (beside and full)
    inside = whole and _lines_between(case, found, one) == 0
    bound = _DIRECT if tied else _INSIDE if inside else _FAR if not beside else _PARTED if whole else _NEAR
    told = not one.goes_on and (whole or full or direct is not None or _covers(case, found, one))
    near = abs(found.value - one.added) <= bound * found.value
    rest = one.added < found.value and _REST.match(case.view.text, one.members[-1].end)
    return found if near and not rest and (one.added > found.value or told) else None


def _perhaps(case: Case, one: Series) -> Counted | None:
    """The figure right before a series that may be all of it: "trong đó: …", "Trong 13 chủ thể có …, … và …"."""
    before = [whole for whole in one.wholes if whole.end <= one.members[0].start and one.counts_like(whole)]
    last = max(before, key=lambda whole: whole.end, default=None)
    if last is None or not last.exact or one.goes_on or last.value < _greatest(one):
        return None
    tie = case.pattern("series", "perhaps").search(_lead(case, _sentence(case, last), one.members[0]))
    near = abs(last.value - one.added) <= _INSIDE * last.value
    return last if tie and near and len(one.members) > 1 else None


def _greatest(one: Series) -> float:
    return max(member.value for member in one.members)


def _makes_all(one: Series) -> bool:
    """Whether the shares of the members make a hundred: then none is left out."""
    told = [number((member.share or "").rstrip(".")) for member in one.members]
    return all(share is not None for share in told) and abs(float(sum(filter(None, told))) - _FULL) < 1


def _lines_between(case: Case, whole: Counted, one: Series) -> int:
    """How many paragraphs the whole stands before the series, none for the same one."""
    return sum(bool(line.strip()) for line in case.view.text[whole.start : one.members[0].start].split("\n")) - 1


def _direct(case: Case, one: Series) -> Counted | None:
    """The figure to which a colon or a bracket right before the series ties it: "97 sản phẩm được công nhận: …"."""
    before = [whole for whole in one.wholes if whole.end <= one.members[0].start]
    last = max(before, key=lambda whole: whole.end, default=None)
    if last is None or not last.exact:
        return None
    lead = _lead(case, last.end, one.members[0])
    alike = one.counts_like(last) or (one.family == "kinds" and lead.rstrip().endswith("("))
    joined = not re.search(r"[.;\n%]|trong đó|chiếm", lead) and lead.rstrip().endswith((":", "(", "gồm"))
    return last if alike and joined and last.value >= _greatest(one) else None


def _lead(case: Case, start: int, first: Counted) -> str:
    """The text from ``start`` to the label of the first member, without the sign of its list."""
    lead = case.view.text[start : first.start].rstrip()
    opened = [word.end() for word in case.pattern("series", "opening").finditer(first.label)]
    if lead.endswith(first.label) and len(first.label) not in opened:
        lead = lead[: len(lead) - len(first.label)]
    *above, line = lead.split("\n")
    return "\n".join(above) + " " if above and BULLET.fullmatch(f"{line.strip()} ") else lead


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
