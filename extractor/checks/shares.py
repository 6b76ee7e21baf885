"""N2, shares: a percentage fits the figures that it is taken from, in a sentence and in the column of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from extractor.cells import figure_columns
from extractor.checks.case import Case
from extractor.checks.holding import found
from extractor.checks.wording import written
from extractor.model import Evidence, Finding, Table
from extractor.numbers import number

_LATEST = 2100
_GROWN = re.compile(r"tăng|giảm|tốc độ|so sánh", re.IGNORECASE)
_MOSTLY = 0.6
"""The share of rows that must fit before the others are said not to."""
_FEWEST = 3


def in_sentences(case: Case) -> Iterator[Finding]:
    """N201: a share beside its two figures is not that of one in the other; rounded or cut off, both are right."""
    for rule in case.rulebook.rules("shares"):
        for match in found(rule, case.view.text):
            part, whole, share = (number(match[name]) for name in ("part", "whole", "share"))
            if part is None or not whole or share is None or _is_month(float(part), float(whole)):
                continue
            if not _fits(float(part), float(whole), match["share"]):
                right = _written(100 * part / whole)
                yield _finding(
                    "N201",
                    f"{match['part']}/{match['whole']} là {right}%, không phải {match['share']}%.",
                    (case.words(*case.view.span(match.start(), match.end())),),
                    right,
                    match["share"],
                )


def in_tables(case: Case) -> Iterator[Finding]:
    """N202: of the shares in a column of a table most fit the figures of another column, and some do not."""
    for table in case.facts.document.tables:
        for shares in (i for i, column in enumerate(table.columns) if column.meaning == "share"):
            columns = [i for i in sorted(figure_columns(table)) if i != shares and table.columns[i].meaning != "share"]
            for counts in columns:
                yield from _column(case, table, counts, shares)
            grown = _GROWN.search(table.columns[shares].heading) is not None
            for whole, part in permutations(columns, 2):
                yield from _ratio(case, table, (part, whole, shares), grown=grown)


def _column(case: Case, table: Table, counts: int, shares: int) -> Iterator[Finding]:
    rows = [row for row in table.rows if max(counts, shares) < len(row)]
    told = [(row[counts], row[shares], number(row[counts].text), number(row[shares].text.rstrip("% "))) for row in rows]
    known = [(count, share, a, b) for count, share, a, b in told if a is not None and b is not None]
    whole = next((a for _, _, a, b in known if b == 100), None)
    if not whole:
        return
    parts = [(count, share, float(a)) for count, share, a, b in known if b != 100]
    wrong = [one for one in parts if not _fits(one[2], float(whole), one[1].text.rstrip("% "))]
    if not wrong or len(parts) < _FEWEST or len(wrong) > (1 - _MOSTLY) * len(parts):
        return
    for count, share, part in wrong:
        if share.start is not None and share.end is not None and count.start is not None and count.end is not None:
            yield _finding(
                "N202",
                f"{count.text} trên tổng {_written(float(whole))} là {_written(100 * part / whole)}%, "
                f"không phải {share.text}%.".replace("%%", "%"),
                (case.words(count.start, count.end), case.words(share.start, share.end)),
                _written(100 * part / whole),
                share.text,
            )


def _ratio(case: Case, table: Table, columns: tuple[int, int, int], *, grown: bool) -> Iterator[Finding]:
    """Shares that are those of one column in another, row by row: "đã giải ngân" in "kế hoạch vốn".

    Or, ``grown``, by how much the one is more than the other: "Tăng (%)".
    """
    part, whole, shares = columns
    told = [
        (row[part], row[shares], float(a) - (float(b) if grown else 0), float(b))
        for row in table.rows
        if max(part, whole, shares) < len(row)
        for a, b in [(number(row[part].text), number(row[whole].text))]
        if a is not None and b and number(row[shares].text.strip("%+- ")) is not None
    ]
    wrong = [one for one in told if not _fits(abs(one[2]), one[3], one[1].text.strip("%+- "))]
    fitting = [one for one in told if one not in wrong and one[2] not in (0, one[3])]
    if not wrong or len(fitting) < max(2, _MOSTLY * len(told)):
        return
    for count, share, a, b in wrong:
        if share.start is not None and share.end is not None and count.start is not None and count.end is not None:
            yield _finding(
                "N202",
                f"{count.text} {'so với' if grown else 'trên'} {_written(b)} là "
                f"{'tăng ' if grown and a > 0 else ''}{_written(100 * a / b)}%, không phải {share.text.rstrip('% ')}%.",
                (case.words(count.start, count.end), case.words(share.start, share.end)),
                _written(100 * a / b),
                share.text,
            )


def _fits(part: float, whole: float, share: str) -> bool:
    """Whether a share as printed is that of ``part`` in ``whole``, by less than one unit of its last digit."""
    digits = len(share.replace(".", ",").partition(",")[2])
    value = number(share) if "." not in share else float(share)
    return value is not None and abs(100 * part / whole - float(value)) < 10.0**-digits - 1e-9


def _is_month(part: float, whole: float) -> bool:
    return part <= 12 and 1900 < whole < _LATEST


def _written(value: float) -> str:
    return written(value, 2 if value >= 0.1 else 4)


def _finding(code: str, message: str, evidence: tuple[Evidence, ...], expected: str, found: str) -> Finding:
    remedy = "Tính lại tỷ lệ từ hai số, hoặc ghi lại số đã dùng để tính."
    return Finding(code, "error", message, evidence, expected=expected, found=found, remedy=remedy)
