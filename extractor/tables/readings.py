"""The ways to read lines that were a table: where its first row begins, how wide it is, what its head spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal

from extractor.model import Cell
from extractor.rulebook import Rulebook
from extractor.tables.fitting import Profile, told
from extractor.tables.heads import counts_columns
from extractor.tables.looks import TEXT, kind_of
from extractor.tables.meanings import expected_of, meaning, meaning_of_whole, telling
from extractor.tables.pieces import Piece
from extractor.tables.rows import Cut, Rows, cut, held
from extractor.tables.spans import YEAR, Asked, Head, spread_head, words_and_figures

Sign = Literal["numbers", "caption", "headings"]
"""By what a table is known: the heading of its running numbers, its caption, or a run of known headings."""
DEEPEST = 26
"""Lines in the longest head."""
LONGEST_HEADING = 90
"""Characters in the longest heading."""
_WIDEST = 16
_COST_OF_HEAD, _COST_OF_GROUP = 0.08, 0.15
_COST_OF_UNKNOWN: Mapping[Sign, float] = {"headings": 0.6, "caption": 0.2}
_COST_OF_LEFT, _COST_OF_MIXED = 0.15, 0.5
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
_KNOWN, _SOME, _MANY = 0.5, 0.15, 0.4
"""Shares: of headings that are known, and of the lines below that are figures, marks or blank, as cells are and lines
of forms are not; the last where but one heading is known."""
_SEVERAL, _NEXT = 4, 60
_CLEAR = 0.85
"""Above this worth no other first row is tried."""
_LIKELY = 0.7
"""Of the score of the best way to read the first lines, the share with which another may still be the best of all."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a table may be: those of its head, where its rows begin, what its columns may hold."""

    head: tuple[Piece, ...]
    asked: tuple[Asked, ...]
    """What each line of the head asks for."""
    left: slice
    """The lines that may be of the head as well."""
    begin: int
    expected: Profile
    numbered: bool
    unknown: float
    """What it costs when no heading is known; nothing where rows are numbered."""

    @property
    def texts(self) -> list[str]:
        """The headings."""
        return [piece.text for piece in self.head]


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a table: its layout, what its head spans, its rows, and how good it is, from 0 to 1."""

    layout: Layout
    head: Head
    rows: Rows
    worth: float

    @property
    def score(self) -> float:
        """How much is read, and how well."""
        return self.rows.score * self.worth


def readings(found: Sequence[Piece], rulebook: Rulebook, sign: Sign) -> list[Reading]:
    """The ways to read a table from the first of ``found`` on."""
    numbered = sign == "numbers"
    counted = _count_row(found, numbered=numbered)
    if counted:
        firsts: Iterable[int] = (counted[0],)
    else:
        firsts = _first_rows(found) if numbered else _behind_headings(found, rulebook)
    ways: list[Reading] = []
    for first in firsts:
        for layout in _layouts(found, first, counted, rulebook, sign):
            if way := read(found, layout, rulebook):
                ways.append(way)
        if numbered and any(way.worth > _CLEAR for way in ways):
            break
    return ways


def may_be_headed(lines: Iterable[str], rulebook: Rulebook) -> bool:
    """Whether lines of which no column is headed as one of running numbers may begin with a head: one of the first is a
    heading that is known, or they count the columns. Else :func:`readings` finds none, which takes far longer."""
    in_head = True
    for line in islice(lines, DEEPEST):
        year = YEAR.match(line)
        in_head = in_head and bool(year or (kind_of(line) in TEXT and len(line) <= LONGEST_HEADING))
        if (in_head and (year or meaning(line, rulebook))) or _counts_to(line, 1, numbered=False):
            return True
    return False


def read_on(ways: Sequence[Reading], found: Sequence[Piece], rulebook: Rulebook) -> list[Reading]:
    """The best of ``ways``, which are of the first lines of ``found`` alone, in all of them."""
    best = max(way.score for way in ways)
    likely = (read(found, way.layout, rulebook) for way in ways if way.score >= _LIKELY * best)
    return [way for way in likely if way]


def _first_rows(found: Sequence[Piece]) -> Iterator[int]:
    """The pieces with which the first row may begin: the first of its kind of number."""
    for index, piece in enumerate(found[1:DEEPEST], start=1):
        if len(piece.text) > LONGEST_HEADING:
            return
        if any(value[-1] == 1 for _, value in piece.look.ordinals):
            yield index


def _behind_headings(found: Sequence[Piece], rulebook: Rulebook) -> Iterator[int]:
    """Where the first row may begin in a table without running numbers: behind a heading that is known, or up to two
    lines farther on, and before what can stand in no head."""
    last = 0
    for index, piece in enumerate(found[:DEEPEST]):
        year = YEAR.match(piece.text)
        if piece.kind in TEXT and 1 < index <= last + 3:
            yield index
        if not year and (piece.kind not in TEXT or len(piece.text) > LONGEST_HEADING):
            return
        if year or meaning(piece.text, rulebook):
            last = index


def _layouts(
    found: Sequence[Piece], first: int, counted: tuple[int, int] | None, rulebook: Rulebook, sign: Sign
) -> Iterator[Layout]:
    """What the lines may be when the first row, or the first with a number, begins at ``first``.

    ``counted``: where the columns are counted, and how many there are.
    """
    numbered = sign == "numbers"
    lines = [piece for piece in found[:first] if piece.kind != "blank"]
    for groups in (0, 1) if numbered and not counted else (0,):  # a line above the first numbered row may name a group
        head = lines[: len(lines) - groups]
        texts = [piece.text for piece in head]
        if sign != "numbers" and not _may_head(texts, found[first : first + _NEXT], rulebook, sign):
            continue
        asked = tuple(_asked(text, rulebook) for text in texts)
        left = slice(len(head), len(lines)) if numbered else slice(first, first + DEEPEST)
        for width in [counted[1]] if counted else range(max(2, len(head) - 3), min(len(head), _WIDEST) + 1):
            likely = spread_head(texts, width, [{}] * width, asked)
            if likely is None:
                continue
            begin = _behind_count(found, first, width) if not groups else first - 1
            meanings = told([telling(meaning(texts[index], rulebook), rulebook) for index in likely.rows[-1]])
            holds = ((_HELD if numbered else _SUITS)[asked[index].holds] for index in likely.rows[-1])
            expected = [{**column, **means} for column, means in zip(holds, meanings, strict=True)]
            unknown = 0.0 if numbered else _COST_OF_UNKNOWN[sign]
            yield Layout(tuple(head), asked, left, begin, expected, numbered, unknown)


def read(found: Sequence[Piece], layout: Layout, rulebook: Rulebook) -> Reading | None:
    """``found`` read by ``layout``; ``None`` where they do not fit."""
    texts, asked, width = layout.texts, layout.asked, len(layout.expected)
    apart = all(meaning(text, rulebook) != "group" for text in texts)
    rows = cut(found, layout.begin, layout.expected, numbered=layout.numbered, apart=apart)
    spread = rows and spread_head(texts, width, held(rows.rows, width), asked)
    if not (rows and spread):
        return None
    worth = rows.score / (rows.end - layout.begin) - _COST_OF_HEAD * spread.cost
    worth -= _COST_OF_GROUP * _begins_with_group(rows.rows)
    worth -= _COST_OF_LEFT * _left(found[layout.left], width, texts, rulebook)
    if not layout.numbered:
        worth -= layout.unknown * _unknown(texts, rulebook) + _COST_OF_MIXED * _mixed(rows.rows)
    worth -= 0.3 * _empty_columns(rows.rows, asked[spread.rows[-1][-1]])
    return Reading(layout, spread, rows, worth)


def _may_head(texts: Sequence[str], below: Sequence[Piece], rulebook: Rulebook, sign: Sign) -> bool:
    """Whether the lines may be the head of a table without running numbers, with ``below`` as its first rows.

    Headings of different columns are among them; where no caption tells of a table at least half are headings that are
    known. Below a caption many figures do as well as a second one.
    """
    of = meaning if sign == "caption" else meaning_of_whole
    known = [of(text, rulebook) for text in texts]
    years = sum(1 for text in texts if YEAR.match(text))
    different = len(set(known) - {None}) + bool(years)
    figures = sum(piece.kind in ("figure", "mark", "blank") for piece in below) / max(len(below), 1)
    if sign == "caption" and different == 1:
        return figures >= _MANY
    enough = sign == "caption" or (sum(map(bool, known)) + years) / len(texts) >= _KNOWN
    return different >= 2 and enough and (figures >= _SOME or is_plain(texts, rulebook))


def is_plain(texts: Sequence[str], rulebook: Rulebook) -> bool:
    """Whether each of several headings is known, and says another thing."""
    means = [meaning(text, rulebook) for text in texts]
    return len(means) >= _SEVERAL and None not in means and len(set(means)) == len(means)


def _unknown(texts: Sequence[str], rulebook: Rulebook) -> float:
    """Which share of the lines of a head are no headings that are known: cells of the first row may be among them."""
    unknown = [text for text in texts if not (YEAR.match(text) or meaning(text, rulebook))]
    return len(unknown) / len(texts)


def _left(found: Sequence[Piece], width: int, texts: Sequence[str], rulebook: Rulebook) -> float:
    """How many headings that are known, and that the head lacks, stand at the begin of the rows.

    A year counts as one; a few words may be those of cells: "Sản phẩm được công nhận" is what is counted.
    """
    known = {meaning(text, rulebook) for text in texts} | {None}
    left = list(takewhile(lambda p: YEAR.match(p.text) or meaning(p.text, rulebook) not in known, found))
    sure = 2 * len(left) >= width or any(YEAR.match(piece.text) for piece in left)
    return len(left) * (1.0 if sure else 0.2)


def _mixed(rows: Sequence[Cut]) -> float:
    """How many columns hold words in some rows and figures in others."""
    width = len(rows[0].cells)
    return sum(min(shares) for column in held(rows, width) if (shares := words_and_figures(column)))


def _begins_with_group(rows: Sequence[Cut]) -> bool:
    """Whether the first row is a line over all columns that does not read like a group: it may be of the head.

    Where other such lines stand among the rows, it is one of them.
    """
    first = rows[0].cells[0][0] if rows[0].spans > 1 and rows[0].cells[0] else None
    others = any(row.group and row.spans > 1 for row in rows[2:]) and not rows[1].group
    return first is not None and not (others or first.look.group or first.text.isupper())


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
    if YEAR.match(heading):
        return Asked("figure", "unknown")
    means = meaning(heading, rulebook)
    holds, spans = expected_of(means, rulebook)
    if rulebook.compile("(?i){present_state}").search(heading):
        spans = ""
    elif spans == "sometimes" and rulebook.compile("(?i){yearly}").search(heading):
        spans = "often"
    return Asked(holds, spans, last=means == "note")
