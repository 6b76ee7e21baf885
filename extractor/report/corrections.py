"""The table of corrections that an office fills in and sends out: what is printed where, and what it is to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model import Evidence, Finding
from extractor.report.marks import text_html
from extractor.report.notes import Note
from extractor.report.places import place_within, unbroken
from extractor.report.values import in_notation
from extractor.review import Report
from extractor.wording import Wording

_OPEN = "…"
"""Stands where the office has to find out what is right."""
_AND = ", "
_DATE = re.compile(r"(?<!\d)0?(\d{1,2})(?:[/.-]| tháng )0?(\d{1,2})(?:[/.-]| năm )(\d{4})")


@dataclass(frozen=True, slots=True)
class Correction:
    """A row: the places, the words as printed there, what they become ("…" where nobody knows)."""

    places: tuple[str, ...]
    printed: tuple[str, ...]
    becomes: str


def correction(report: Report, finding: Finding, words: Wording) -> Correction:
    """What ``finding`` has the report's own document correct: the sides that print what was found to be wrong.

    Where this document prints what is expected, and another does not, it stays as it is.
    """
    own = [side for side in finding.evidence if side.document == report.facts.document.path]
    expected = in_notation(finding.expected) if finding.expected else None
    right = set((expected or "").split(_AND))
    printed = _printed(finding)
    wrong = [value for value in printed if value not in right] or printed
    sides = [side for side in own if any(_holds(side.quote, value) for value in wrong)]
    becomes = expected or _OPEN
    if not sides and expected and printed and any(_holds(side.quote, value) for side in own for value in right):
        becomes = words.say("(as it stands)")
    elif not printed and finding.found and finding.found.isdecimal():  # counted, so it replaces no words
        becomes = _OPEN
    shown = sides or own
    return Correction(_distinct(place_within(report, side, words) for side in shown), _quotes(shown), becomes)


def corrections_html(report: Report, notes: Sequence[Note], words: Wording) -> Iterator[str]:
    """The table, a row for each finding that is an error or a warning; nothing when there is none."""
    graver = [note for note in notes if note.finding.severity != "note"]
    if not graver:
        return
    heads = (
        *(words.say("No."), words.say("Place"), words.say("As printed"), words.say("Corrected to")),
        *(words.say("Reason"), words.say("Code")),
    )
    yield f'<section class="corrections"><h3>{text_html(words.say("Table of corrections"))}</h3><table>'
    yield f"<thead><tr>{''.join(f'<th>{text_html(head)}</th>' for head in heads)}</tr></thead><tbody>"
    for number, note in enumerate(graver, start=1):
        row = correction(report, note.finding, words)
        cells = ("; ".join(row.places), "; ".join(row.printed) or _OPEN, row.becomes, unbroken(note.finding.message))
        code = f'<a href="#{note.anchor}">{text_html(note.finding.code)}</a>'
        yield f"<tr><td>{number}</td>{''.join(f'<td>{text_html(cell)}</td>' for cell in cells)}<td>{code}</td></tr>"
    yield "</tbody></table></section>"


def _printed(finding: Finding) -> list[str]:
    """What was found, as far as the evidence prints it: the whole, else each member of a list ("5.2, 5.3")."""
    found = in_notation(finding.found) if finding.found else ""
    for values in ([found], found.split(_AND)):
        if found and all(any(_holds(side.quote, value) for side in finding.evidence) for value in values):
            return values
    return []


def _holds(quote: str, value: str) -> bool:
    """Whether the words of a document print ``value``, whatever the form of dates in them ("16 tháng 8 năm 2016")."""
    value = _alike(value)
    before, behind = (r"(?<!\w)" * value[:1].isalnum(), r"(?!\w)" * value[-1:].isalnum())
    return bool(value) and re.search(f"{before}{re.escape(value)}{behind}", _alike(quote)) is not None


def _alike(words: str) -> str:
    return _DATE.sub(r"\1/\2/\3", unbroken(words))


def _quotes(sides: Sequence[Evidence]) -> tuple[str, ...]:
    return _distinct(f"“{unbroken(side.quote)}”" for side in sides if side.quote.strip())


def _distinct(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
