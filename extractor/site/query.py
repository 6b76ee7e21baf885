"""What a visitor typed, as a full-text query, and where its words stand in a text.

Words with marks are looked for as written, words without marks in the folded text: ``dong thap`` finds Đồng Tháp,
``năm`` does not find *nam*. Nothing a visitor types is ever read as an operator.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.text import fold, normalise

MOST_WORDS = 24
"""Words of a query beyond these are left out, so that no query is slow."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that must stand next to each other; ``marked`` when they are to be found as written."""

    words: tuple[str, ...]
    marked: bool

    @property
    def column(self) -> str:
        """The column of the index that it is looked for in."""
        return "text" if self.marked else "folded"

    @property
    def fts(self) -> str:
        """The unit in the query language of FTS5."""
        return f'{self.column} : "{" ".join(self.words)}"'


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed (normalised) and its units, all of which a passage must hold."""

    text: str
    units: tuple[Unit, ...]

    @property
    def every(self) -> str:
        """All units, wherever they stand, in the query language of FTS5."""
        return " AND ".join(f"({unit.fts})" for unit in self.units)

    @property
    def words(self) -> tuple[str, ...]:
        """All words of all units."""
        return tuple(word for unit in self.units for word in unit.words)

    @property
    def bare(self) -> Query:
        """The same query without marks."""
        return Query(fold(self.text), tuple(_unit([fold(word) for word in unit.words]) for unit in self.units))

    @property
    def together(self) -> Unit | None:
        """All words side by side, when they are looked for in the same way."""
        if len(self.units) < 2 or len({unit.marked for unit in self.units}) > 1:
            return None
        return Unit(self.words, self.units[0].marked)

    def names(self) -> str:
        """The query against names, in any order; if it has a number, letters and digits apart ("QĐ919")."""
        if not self.numbers():
            return " AND ".join(f"({_unit([word]).fts})" for word in self.words)
        runs = [run.lstrip("0") or run for word in self.words for run in _RUN.findall(word)]
        return " AND ".join(f'({{{_unit([run]).column} joined}} : "{run}")' for run in runs)

    def numbers(self) -> tuple[str, ...]:
        """The runs of digits in it."""
        return tuple(run for word in self.words for run in re.findall(r"\d+", word))


def parse(typed: str) -> Query:
    """The query in what was typed: any text, decomposed letters and stray quotes included."""
    text = " ".join(unicodedata.normalize("NFC", typed).replace("\0", " ").split())
    plain = normalise(text).replace("\0", "").translate(_QUOTES).lower()
    units: list[Unit] = []
    left = MOST_WORDS
    for quoted, bare in _PIECE.findall(plain):
        words = _WORD.findall(quoted or bare)[:left]
        left -= len(words)
        if words:
            units.append(_unit(words))
    return Query(text, tuple(units))


def places(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the units of ``query`` stand in ``text``: offsets in order, not overlapping.

    Where they stand side by side somewhere in the text, only those places are given.
    """
    if not query.units:
        return []
    bare = fold(text)
    written = normalise(text).lower() if any(unit.marked for unit in query.units) else bare
    written = written if len(written) == len(text) else bare

    def stand(units: Sequence[Unit]) -> set[tuple[int, int]]:
        return {place for unit in units for place in _unit_places(unit, written if unit.marked else bare)}

    found = (stand([query.together]) if query.together else set()) or stand(query.units)
    return list(_apart(sorted(found)))


def _unit(words: list[str]) -> Unit:
    return Unit(tuple(words), any(fold(word) != word for word in words))


def _unit_places(unit: Unit, text: str) -> Iterator[tuple[int, int]]:
    words = r"[\W_]+".join(map(re.escape, unit.words))
    # what stands before is looked at afterwards: a pattern that begins with a letter is found much faster
    found = (match.span() for match in re.finditer(rf"{words}(?![^\W_])", text))
    return ((start, end) for start, end in found if not text[start - 1 : start].isalnum())


def _apart(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in found:
        if start >= last:
            yield start, end
            last = end
