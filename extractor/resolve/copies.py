"""One document kept in several files: as text and as scan, in two formats, under two names. It counts once.

Files are copies of one document when their bytes or all their words are the same, or when their heads state the same
number, symbol, issuer and date and contradict each other in nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from rapidfuzz.fuzz import token_set_ratio

from extractor.model import Extent, Facts, Head
from extractor.rulebook import Rulebook
from extractor.text import fold, letters, normalise, slugged

_SAME_WORDS = 200
"""Letters of a text from which on the same ones make the same document: covers and blank forms are alike."""
_TITLES_ALIKE = 70
"""How alike two titles must be, of which an engine may have read one (token set ratio)."""
_NAMESAKES = 20
"""Documents of one number and year that are told apart; where there are more, the number is misread."""
_EXCERPT = 2
"""A text so many times shorter than the fullest is an excerpt, and does not go before a scan of the whole."""
_AS_LONG = 0.98
"""With this share of the letters of the fullest a text is as full: a figure was changed in it, no page is gone."""
_READ = {"ocr_text": 1, "scan": 2}
"""Kinds of copy that an engine read, the worse ones last."""


def copies(all_facts: Sequence[Facts], rulebook: Rulebook) -> Mapping[int, int]:
    """Of each copy, by its place in ``all_facts``, the place of the first.

    A text goes before a scan, then the fuller, then one whose name is not that of a copy, then the one higher up.
    """
    groups = _Groups(len(all_facts))
    known = [(facts.document.id, facts.extent or extent(facts), _stated(facts.head)) for facts in all_facts]
    extents = [one for _, one, _ in known]
    for keys in ([digest for digest, *_ in known], [one.words for one in extents]):
        for first, *others in _alike(keys):
            for other in others:
                groups.join(first, other)
    for alike in _alike(stated for *_, stated in known):
        for first, other in _agreeing(alike, all_facts):
            groups.join(first, other)
    found: dict[int, int] = {}
    for members in groups.of_several():
        fullest = max(extents[index].characters for index in members)
        ranks = {index: _rank(all_facts[index], extents[index], fullest, rulebook) for index in members}
        first, *others = sorted(members, key=ranks.__getitem__)
        found |= dict.fromkeys(others, first)
    return found


def to_compare(found: Mapping[int, int], all_facts: Sequence[Facts]) -> Iterator[int]:
    """The copies whose figures must be those of the first: both are texts, about as long, in other words."""
    for copy, first in found.items():
        one, other = (all_facts[index].extent or extent(all_facts[index]) for index in (copy, first))
        lengths = sorted((one.characters, other.characters))
        if one.read == other.read == 0 and one.words != other.words and lengths[0] >= _AS_LONG * lengths[1]:
            yield copy


def extent(facts: Facts) -> Extent:
    """How much was read of a document, and how well."""
    document = facts.document
    words = letters(document.text)
    digest = hashlib.sha256(words.encode()).hexdigest() if len(words) >= _SAME_WORDS else None
    read = 2 if any(page.ocr for page in document.pages) else _READ.get(document.copy_kind or "", 0)
    return Extent(len(document.text), digest, read)


class _Groups:
    """Places that belong together, joined two by two."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def join(self, one: int, other: int) -> None:
        """Put the groups of two places together."""
        self._above[self._top(other)] = self._top(one)

    def of_several(self) -> Iterator[list[int]]:
        """The groups of more than one place."""
        return _alike(self._top(index) for index in range(len(self._above)))

    def _top(self, index: int) -> int:
        while self._above[index] != index:
            self._above[index] = index = self._above[self._above[index]]
        return index


def _alike(keys: Iterable[Hashable]) -> Iterator[list[int]]:
    """The places of keys that occur more than once; ``None`` is no key."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key is not None:
            places[key].append(index)
    yield from (found for found in places.values() if len(found) > 1)


def _stated(head: Head) -> Hashable:
    """Number, symbol, issuer and year, where all are stated."""
    if not (head.number and head.symbol and head.issuer and head.date):
        return None
    return head.number.lstrip("0"), slugged(head.symbol), slugged(head.issuer), head.date[:4]


def _agreeing(alike: Sequence[int], all_facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Each of the documents that agrees with one before it, behind that one."""
    apart: list[int] = []
    for index in alike:
        head = all_facts[index].head
        first = next((one for one in apart if _agree(all_facts[one].head, head)), None)
        if first is not None:
            yield first, index
        elif len(apart) < _NAMESAKES:
            apart.append(index)


def _agree(one: Head, other: Head) -> bool:
    """Whether two heads of one number contradict each other in nothing that both state."""
    dates = sorted((one.date or "", other.date or ""), key=len)
    stated = [(one.province, other.province), (one.doc_type, other.doc_type)]
    same = all(fold(a) == fold(b) for a, b in stated if a and b)
    titles = token_set_ratio(fold(one.title or ""), fold(other.title or "")) if one.title and other.title else 100
    return dates[1].startswith(dates[0]) and same and titles >= _TITLES_ALIKE


def _rank(facts: Facts, extent: Extent, fullest: int, rulebook: Rulebook) -> tuple[int | str, ...]:
    """What is sorted by: the first is not much shorter than the ``fullest``, and best to read; then its name counts."""
    path, long = PurePosixPath(facts.document.path), extent.characters
    is_excerpt = long * _EXCERPT < fullest
    short = 0 if long >= _AS_LONG * fullest else fullest - long
    called = rulebook.compile("(?i){copy_name}").search(normalise(path.stem)) is not None
    return is_excerpt, extent.read, short, called, len(path.parts), -long, len(str(path)), str(path)
