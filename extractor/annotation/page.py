"""The text of a web page, and where each piece of it stands in the source, so that something can be put in there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
_CLOSED = frozenset("a button script style textarea title template noscript select option svg math head iframe".split())
"""Elements whose text is no text of the page, or leads somewhere already."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*>")
_OPENS = re.compile(r"<[a-zA-Z][^<>]*>$")
_CLOSES = re.compile(r"</[a-zA-Z][^<>]*>")
_LONG = 300
_MOST = 40
"""How many pieces of a reference are tried as one."""
_WIDER = 4
"""How many tags beside a reference may come into its link."""
_HIDDEN = "\ufffc"
"""Stands for each character of the text of a closed element: it belongs to no reference."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of the page at ``start``, which stands in the source at ``source`` to ``source_end``."""

    start: int
    source: int
    source_end: int
    entity: bool
    """Whether it is one character written as ``&…;``."""


class Page(HTMLParser):
    """The text of ``source`` (attribute ``text``), block elements parted by line breaks."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self._words: list[str] = []
        self._length = 0
        self._open: list[str] = []
        self._pieces: list[Piece] = []
        self.feed(source)
        self.close()
        self.text = "".join(self._words)
        self._starts = [piece.start for piece in self._pieces]

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where an element can be put around ``text[start:end]`` in the source: in one place, if all nests in it."""
        pieces = list(self._inside(start, end))
        first = 0
        while first < len(pieces):
            for last in range(min(len(pieces), first + _MOST) - 1, first - 1, -1):
                fits = self._fitting(pieces[first][0], pieces[last][1])
                if fits is not None or last == first:
                    yield fits or pieces[first]
                    first = last + 1
                    break

    def _inside(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the pieces of ``text[start:end]`` stand in the source, blanks around them left out."""
        for piece in self._pieces[max(bisect_right(self._starts, start) - 1, 0) :]:
            if piece.start >= end:
                break
            first = piece.source if piece.entity else piece.source + max(start - piece.start, 0)
            stop = piece.source_end if piece.entity else min(piece.source_end, piece.source + end - piece.start)
            words = self.source[first:stop]
            if words.strip():
                yield first + len(words) - len(words.lstrip()), stop - len(words) + len(words.rstrip())

    def _fitting(self, start: int, end: int) -> tuple[int, int] | None:
        """``start:end`` of the source, or a little more with the tags beside it, so that all nests; else ``None``."""
        starts, ends = [start], [end]
        while len(starts) < _WIDER and (before := _OPENS.search(self.source, max(starts[-1] - _LONG, 0), starts[-1])):
            starts.append(before.start())
        while len(ends) < _WIDER and (after := _CLOSES.match(self.source, ends[-1])):
            ends.append(after.end())
        return next(((s, e) for s in starts for e in ends if _nests(self.source[s:e])), None)

    def _here(self) -> int:
        """Where the parser stands in the source."""
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _put(self, words: str, length: int, *, entity: bool = False) -> None:
        here = self._here()
        if any(name in _CLOSED for name in self._open):
            words = _HIDDEN * len(words)
        else:
            self._pieces.append(Piece(self._length, here, here + length, entity))
        self._words.append(words)
        self._length += len(words)

    def _break(self, tag: str) -> None:
        if tag not in _INLINE or tag == "br":
            self._words.append("\n")
            self._length += 1

    def handle_data(self, data: str) -> None:
        self._put(data if "pre" in self._open else data.replace("\n", " "), len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, printed: str) -> None:
        if self.source.startswith(f"{printed};", self._here()):
            printed += ";"
        self._put(unescape(printed), len(printed), entity=True)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._break(tag)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if tag in self._open:  # an end tag that nothing opened closes nothing
            while self._open.pop() != tag:
                pass


def _nests(source: str) -> bool:
    """Whether a link can be put around a piece of HTML: what begins in it ends in it, and is no block and no link."""
    open_: list[str] = []
    for end, tag in _ELEMENT.findall(source):
        name = tag.lower()
        if name not in _INLINE or name in _CLOSED:
            return False
        if end:
            if not open_ or open_.pop() != name:
                return False
        elif name not in _VOID:
            open_.append(name)
    return not open_
