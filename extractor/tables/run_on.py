"""Tables whose rows became lines of running text: "3 Gạo Séng Cù HTX Mường Vi Bát Xát 4 sao".

A head of that kind is a line that falls apart into known headings. A row is parted into as many cells where each can be
told by what it holds: numbers, ranks and figures by their form, producers by their legal form, places by their level or
by the names of units. Words of two kinds that nothing tells apart are not parted: then there is no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractor.communes import is_unit
from extractor.model import Cell, Document, Row, Table
from extractor.rulebook import Rulebook
from extractor.tables.looks import look, ordinals
from extractor.tables.meanings import expected_of, held_in, is_heading, meaning_of_whole

_LINE = re.compile(r"[^\n\f]*")
_WORD = re.compile(r"\S+")
_FORMS = {
    "number": re.compile(r"[0-9]{1,3}[.)]?"),
    "stars": re.compile(r"(?i:(?:hạng|đạt) )?0?[345](?: sao)?|\*{3,5}|★{3,5}"),
    "year": re.compile(r"(?:19|20)[0-9]{2}"),
    "points": re.compile(r"[0-9]{1,3}(?:[.,][0-9]+)?"),
    "expires": re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"),
}
_FIGURE = re.compile(r"[0-9][0-9.,]*%?|[-–]")
_PLACE = re.compile(
    r"(?i:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|thôn|ấp|bản|tổ|khu|[xphq]\.|t[tpx]\.?) ?(?=\S)"
)
_NAMED = re.compile(r"(?:(?:[Hh]ộ )?(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị) )?[^\W\d_a-zđ]\S*(?: [^\W\d_a-zđ]\S*){1,4}")
"""A person's name."""
_TITLES = frozenset(("ông", "bà", "anh", "chị", "hộ"))
_NAMES = frozenset({"name", "task", "indicator", "source"})
"""Columns of words that no form tells: a table may have one of them."""
_REMARKS = frozenset({"note", "status"})
"""Columns of words that may be blank, behind one that is told by its form."""
_HELD = ("producer", "place")
_NUMBER_HEADS = frozenset({"Số", "Stt", "Tt"})
"""How a head may begin besides in capitals: "STT", "TT"."""
_FEWEST, _WIDEST = 3, 10
_LONGEST_HEAD, _LONGEST_ROW, _WORDS = 160, 60, 8
"""Characters in a head, words in a row and in a heading."""
_LINES = 6
"""Lines in the longest row."""
_LEFT = 0.15
"""The share of rows that may be unlike the others before nothing is read."""
_PERSON = {"yes": 0.5, "no": 0.8, "": 1.5}
"""What it costs to take words for a person, by how frequent the family name is with which they begin."""
_STRANGE = 2.0
"""What it costs to take words for a place or a producer that nothing shows to be one."""


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def run_on(document: Document, rulebook: Rulebook) -> Iterator[Table]:
    """The tables of a text without pages whose rows are lines, outside those that are known."""
    if any(page.words for page in document.pages):
        return
    found: list[Table] = []
    for start, end in _heads(document.text):
        last = found[-1] if found else None
        if last is not None and start < last.end:
            continue
        table = _table(document, start, end, last, rulebook)
        if table is None or any(a.start < table.end and table.start < a.end for a in document.tables):
            continue
        if last is not None and last.start == table.start:
            found.pop()
        found.append(table)
    yield from found


def _heads(text: str) -> Iterator[tuple[int, int]]:
    """The lines that may be heads by their length and their first word."""
    start = 0
    for line in text.replace("\f", "\n").split("\n"):
        end = start + len(line)
        if " " in line and len(line) <= _LONGEST_HEAD:
            first = line[: line.index(" ")]
            if first.isupper() or first in _NUMBER_HEADS:
                yield start, end
        start = end + 1


def _table(document: Document, start: int, end: int, before: Table | None, rulebook: Rulebook) -> Table | None:
    """The table with its head at ``start:end``; one that goes on ``before`` below the same head with all its rows."""
    head = _tokens(document.text, start, end)
    columns = _headings(head, rulebook)
    if columns is None:
        return None
    means = tuple(meaning_of_whole(" ".join(t.text for t in some), rulebook) or "" for some in columns)
    worded = [m in _NAMES or m in _REMARKS for m in means]
    known = all(w or m in _FORMS or m in _HELD or _is_figure(m, rulebook) for w, m in zip(worded, means, strict=True))
    if not known or sum(m in _NAMES for m in means) != 1 or any(a and b for a, b in pairwise(worded)):
        return None
    header = tuple(_cell(document.text, some) for some in columns)
    again = before is not None and [c.text for c in before.header[0]] == [c.text for c in header]
    rows: list[Row] = list(before.rows) if before and again else []
    last = next((int(row[0].text.strip(".)")) for row in reversed(rows) if row[0] is not row[-1]), 0)
    left = 0
    for tokens, group in _rows(document.text, end, last, rulebook):
        cells = None if group else _parted(tuple(t.text for t in tokens), means, rulebook)
        if cells is None and not group:
            left += 1
            continue
        if cells is None:
            rows.append((_cell(document.text, tokens),) * len(means))
        else:
            rows.append(tuple(_cell(document.text, tokens[a:b]) for a, b in cells))
    while rows and rows[-1][0] is rows[-1][-1]:
        rows.pop()  # the heading of what follows
    full = sum(1 for row in rows if row[0] is not row[-1])
    if full < _FEWEST - 1 or left > _LEFT * (full + left):
        return None
    begin = before.start if before and again else start
    until = max(cell.rest[-1][1] if cell.rest else cell.end or 0 for row in rows for cell in row)
    return Table(begin, until, tuple(rows), (header,), layout="lines", certainty=round(full / (full + left) - 0.1, 2))


def _is_figure(means: str, rulebook: Rulebook) -> bool:
    return expected_of(means, rulebook)[0] == "figure"


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]


def _headings(head: Sequence[_Token], rulebook: Rulebook) -> list[Sequence[_Token]] | None:
    """The words of a line cut into known headings, the first that of numbers; ``None`` when some words are of none.

    Of several ways the one with the fewest headings, where one that is not known to the letter counts as three.
    """

    def words(start: int, end: int) -> str:
        return " ".join(token.text for token in head[start:end])

    number = next((end for end in (1, 2, 3) if meaning_of_whole(words(0, end), rulebook) == "number"), None)
    if number is None:
        return None
    best: dict[int, tuple[int, list[Sequence[_Token]]]] = {number: (0, [head[:number]])}
    for end in range(number + 1, len(head) + 1):
        ways = [
            (cost + (1 if is_heading(words(start, end), rulebook) else 3), [*before, head[start:end]])
            for start, (cost, before) in best.items()
            if end - start <= _WORDS and head[start].text[0].isupper() and meaning_of_whole(words(start, end), rulebook)
        ]
        if ways:
            best[end] = min(ways, key=lambda way: way[0])
    _, found = best.get(len(head), (0, []))
    return found if _FEWEST <= len(found) <= _WIDEST else None


def _rows(text: str, start: int, last: int, rulebook: Rulebook) -> Iterator[tuple[list[_Token], bool]]:
    """The rows below a head, and the lines that name a group, up to a blank line or what can be no row.

    ``last`` is the number of the row that another page has last.
    """
    row: list[_Token] = []
    lines = 0
    for match in _LINE.finditer(text, start + 1):
        tokens = _tokens(text, match.start(), match.end())
        if match.start() == match.end():
            if text[match.end() : match.end() + 1] == "\n" and text[match.end() - 1 : match.end()] == "\n":
                break
            continue
        number = _number(tokens)
        if number is not None and number in (last + 1, 1):
            if row:
                yield row, False
            row, last, lines = tokens, number, 1
        elif row and look(match.group().strip(), rulebook).total:
            break
        elif _names_group(match.group().strip(), rulebook):
            if row:
                yield row, False
            yield tokens, True
            row, lines = [], 0
        elif row and lines < _LINES and len(row) + len(tokens) <= _LONGEST_ROW:
            row, lines = row + tokens, lines + 1
        else:
            break
    if row:
        yield row, False


def _number(tokens: Sequence[_Token]) -> int | None:
    found = ordinals(tokens[0].text) if len(tokens) > 1 else ()
    return next((value[-1] for kind, value in found if kind == "number" and len(value) == 1), None)


def _names_group(line: str, rulebook: Rulebook) -> bool:
    """Whether a line stands over rows: "II NHÓM ĐỒ UỐNG", "Huyện Bát Xát"."""
    first, _, rest = line.partition(" ")
    counted = any(kind in ("roman", "letter") for kind, _ in ordinals(first)) and rest[:1].isupper()
    return counted or line.isupper() or look(line, rulebook).group


@lru_cache(maxsize=4096)
def _parted(row: tuple[str, ...], means: tuple[str, ...], rulebook: Rulebook) -> tuple[tuple[int, int], ...] | None:
    """Where the cells of a row begin and end, by words: the way with the least against it, and short first cells."""
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for column, meant in enumerate(means):
        following: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        rest = sum(later not in _REMARKS for later in means[column + 1 :])
        for start, (cost, cells) in best.items():
            for end in range(start + (meant not in _REMARKS), len(row) - rest + 1):
                own = _against(" ".join(row[start:end]), meant, rulebook)
                if own is None:
                    continue
                total = cost + own
                if end not in following or total < following[end][0]:
                    following[end] = total, (*cells, (start, end))
        best = following
    found = best.get(len(row))
    return found[1] if found and found[0] < _STRANGE * 2 else None


@lru_cache(maxsize=8192)
def _against(words: str, meant: str, rulebook: Rulebook) -> float | None:
    """What speaks against words as a cell of a column; ``None`` where they cannot be one."""
    if form := _FORMS.get(meant):
        return 0.0 if form.fullmatch(words) else None
    if meant in _REMARKS:
        return 0.1 * words.count(" ")
    if meant in _HELD and meant in held_in(words, rulebook):
        return 0.0
    if meant == "producer":
        return _against_person(words, rulebook) if _NAMED.fullmatch(words) else _STRANGE
    if meant == "place":
        return 0.0 if _PLACE.match(words) or is_unit(words) else _STRANGE
    if meant in _NAMES:
        return 0.0 if any(c.isalpha() for c in words) else None
    return 0.0 if _FIGURE.fullmatch(words) else None


def _against_person(words: str, rulebook: Rulebook) -> float:
    """What speaks against words as a person's name, which begins with that of the family, behind a title or not."""
    first = next((word for word in words.split() if word.casefold() not in _TITLES), "")
    return _PERSON[_family_names(rulebook).get(first, "")]


@cache
def _family_names(rulebook: Rulebook) -> Mapping[str, str]:
    return {name: row["frequent"] for row in rulebook.table("family_names") for name in row["names"].split("|")}


def _cell(text: str, tokens: Sequence[_Token]) -> Cell:
    """The words as one cell, each of its lines a place of its own in the text."""
    if not tokens:
        return Cell("")
    spans: list[tuple[int, int]] = []
    for token in tokens:
        if spans and "\n" not in text[spans[-1][1] : token.start]:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
    (start, end), *rest = spans
    return Cell(" ".join(token.text for token in tokens), start, end, tuple(rest))
