"""The ways to read lines that were a table: where its first row begins, how wide it is, what its head spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.model import Cell
from extractor.rulebook import Rulebook
from extractor.tables.heads import counts_columns
from extractor.tables.meanings import expected_of, meaning, meaning_of_whole
from extractor.tables.pieces import Piece, ordinals
from extractor.tables.rows import Cut, Rows, Words, cut, held
from extractor.tables.spans import YEAR, Asked, Head, spread_head

DEEPEST = 26
"""Lines in the longest head."""
LONGEST_HEADING = 90
"""Characters in the longest heading."""
_WIDEST = 16
_COST_OF_HEAD, _COST_OF_GROUP = 0.08, 0.15
_HELD = {
    "ordinal": {"figure": 0.9, "ordinal": 0.1},
    "figure": {"figure": 0.8, "blank": 0.2},
    "text": {"short": 0.5, "long": 0.5, "blank": 0.1},
    "mark": {"mark": 0.5, "blank": 0.5},
    "": {"short": 0.5, "figure": 0.3, "long": 0.3, "mark": 0.2, "blank": 0.2},
}
"""What columns are taken to hold, by what their headings ask for, before numbered rows tell what they do hold."""
_SUITS = {
    "ordinal": {"figure": 1.0, "ordinal": 0.5},
    "figure": {"figure": 1.0, "mark": 0.3, "blank": 0.3},
    "text": {"short": 0.9, "long": 0.9, "prose": 0.3, "blank": 0.2},
    "mark": {"mark": 0.9, "blank": 0.5},
    "": {"short": 0.7, "figure": 0.7, "long": 0.6, "mark": 0.6, "blank": 0.3},
}
"""The same where rows have no numbers: nothing but the headings tells what fits."""
_NEVER = re.compile(r"(?!)")
_CLEAR = 0.85
"""Above this worth no other first row is tried."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a table: the lines of its head, its rows, and how good it is, from 0 to 1."""

    head: Head
    lines: tuple[Piece, ...]
    rows: Rows
    worth: float

    @property
    def score(self) -> float:
        """How much is read, and how well."""
        return self.rows.score * self.worth


def readings(found: Sequence[Piece], words: Words, rulebook: Rulebook, *, numbered: bool) -> list[Reading]:
    """All ways to read a table from the first of ``found`` on."""
    counted = _count_row(found, numbered=numbered)
    if counted:
        firsts: Iterable[int] = (counted[0],)
    else:
        firsts = _first_rows(found) if numbered else _behind_headings(found, rulebook)
    ways: list[Reading] = []
    for first in firsts:
        ways += _readings_from(found, first, words, rulebook, numbered=numbered)
        if numbered and any(way.worth > _CLEAR for way in ways):
            break
    return ways


def _first_rows(found: Sequence[Piece]) -> Iterator[int]:
    """The pieces with which the first row may begin: the first of its kind of number."""
    for index, piece in enumerate(found[1:DEEPEST], start=1):
        if len(piece.text) > LONGEST_HEADING:
            return
        if any(value[-1] == 1 for _, value in ordinals(piece.text)):
            yield index


def _behind_headings(found: Sequence[Piece], rulebook: Rulebook) -> Iterator[int]:
    """Where the first row may begin in a table without running numbers: behind the last heading that is known, or up
    to two lines farther on."""
    figure = next((n for n, piece in enumerate(found[:DEEPEST]) if piece.kind in ("figure", "mark", "blank")), DEEPEST)
    last = 0
    for index in range(min(figure, len(found))):
        if meaning_of_whole(found[index].text, rulebook) or YEAR.match(found[index].text):
            last = index
        elif index > last + 2:
            break
    yield from range(last + 1, min(last + 3, figure) + 1)


def _readings_from(
    found: Sequence[Piece], first: int, words: Words, rulebook: Rulebook, *, numbered: bool
) -> Iterator[Reading]:
    """The ways to read the lines when the first row, or the first with a number, begins at ``first``."""
    counted = _count_row(found, numbered=numbered)
    lines = [piece for piece in found[:first] if piece.kind != "blank"]
    for groups in (0, 1) if numbered and not counted else (0,):  # a line above the first numbered row may name a group
        head = lines[: len(lines) - groups]
        texts = [piece.text for piece in head]
        if not numbered and not _are_headings(texts, rulebook):
            continue
        asked = [_asked(text, rulebook) for text in texts]
        if any(meaning(text, rulebook) == "group" for text in texts):
            words = replace(words, apart=_NEVER)
        for width in [counted[1]] if counted else range(max(2, len(head) - 3), min(len(head), _WIDEST) + 1):
            likely = spread_head(texts, width, [{}] * width, asked)
            if likely is None:
                continue
            begin = _behind_count(found, first, width) if not groups else first - 1
            expected = [(_HELD if numbered else _SUITS)[asked[index].holds] for index in likely.rows[-1]]
            rows = cut(found, begin, words, expected, numbered=numbered)
            spread = rows and spread_head(texts, width, held(rows.rows, width), asked)
            if rows and spread:
                worth = rows.score / (rows.end - begin) - _COST_OF_HEAD * spread.cost
                worth -= _COST_OF_GROUP * _begins_with_group(rows.rows, words)
                yield Reading(
                    spread, tuple(head), rows, worth - 0.3 * _empty_columns(rows.rows, asked[spread.rows[-1][-1]])
                )


def _are_headings(texts: Sequence[str], rulebook: Rulebook) -> bool:
    """Whether at least half of the lines are headings that are known, of different columns."""
    known = [meaning_of_whole(text, rulebook) for text in texts]
    years = sum(1 for text in texts if YEAR.match(text))
    return len(set(known) - {None}) >= 2 and 2 * (sum(map(bool, known)) + years) >= len(texts)


def _begins_with_group(rows: Sequence[Cut], words: Words) -> bool:
    """Whether the first row is a line over all columns that does not read like a group: it may be of the head."""
    first = rows[0].cells[0][0].text if rows[0].spans > 1 and rows[0].cells[0] else ""
    return bool(first) and not (words.group.match(first) or first.isupper())


def _empty_columns(rows: Sequence[Cut], last: Asked) -> float:
    """How many columns hold nothing in any row: more likely they are none. Remarks are often left blank."""
    full = [row for row in rows if not row.group and row.spans == 1]
    empty = [not any(row.cells[column] for row in full) for column in range(len(rows[0].cells))]
    return sum(empty[:-1]) + (0.0 if last.last else 0.25 * empty[-1])


def _count_row(found: Sequence[Piece], *, numbered: bool) -> tuple[int, int] | None:
    """Where in the head the columns are counted, "(1)", "(2)", "(3)", and how many there are.

    Where rows are numbered, signs without brackets may be the numbers of rows.
    """
    for index in range(2, min(len(found), DEEPEST)):
        count = 0
        while index + count < len(found) and _counts_to(found[index + count].text, count + 1, numbered=numbered):
            count += 1
        if count >= 3:
            return index, count
    return None


def _counts_to(words: str, number: int, *, numbered: bool) -> bool:
    return words == f"({number})" or (not numbered and words == str(number))


def _behind_count(found: Sequence[Piece], first: int, width: int) -> int:
    """Where the rows begin when those from ``first`` on may only number the columns."""
    counting = tuple(Cell(piece.text) for piece in found[first : first + width])
    return first + width if len(counting) == width and counts_columns(counting) else first


def _asked(heading: str, rulebook: Rulebook) -> Asked:
    means = meaning(heading, rulebook)
    holds, spans = expected_of(means, rulebook)
    if rulebook.compile("(?i){present_state}").search(heading):
        spans = ""
    elif spans == "sometimes" and rulebook.compile("(?i){yearly}").search(heading):
        spans = "often"
    return Asked(holds, spans, last=means == "note")
