"""Words with a meaning each, from a table of ``rules/``, found in a text whatever happened to their marks.

Words of several syllables are compared without marks, as scans lose them ("Phân đầu" for "Phấn đấu"); a single syllable
is compared as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from extractor.rulebook import Rulebook
from extractor.text import fold


class Words:
    """Words with a meaning each, to be found in a text whatever happened to their marks."""

    def __init__(self, rulebook: Rulebook, table: str, column: str, value: str, of: str = "kind") -> None:
        rows = [row for row in rulebook.table(table) if row[column] == value]
        self._meaning = {fold(row["words"]): row[of] for row in rows}
        exact = [row["words"] for row in rows if " " not in row["words"]]
        self._several = _alternatives([words for words in self._meaning if " " in words])
        self._single = _alternatives(exact)

        self._all = tuple(self._meaning)
        self._found = lru_cache(maxsize=1024)(self._find)  # each figure of a sentence asks the same

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each of the words begins in ``text``, and its meaning; in order."""
        return iter(self._found(text))

    def _find(self, text: str) -> Sequence[tuple[int, str]]:
        found = [(m.start(), self._meaning[m.group()]) for m in self._several.finditer(_folded(text))]
        found += [(m.start(), self._meaning[fold(m.group())]) for m in self._single.finditer(text.lower())]
        return sorted(found)

    def first(self, text: str) -> str | None:
        """The meaning of the words that come first in ``text``."""
        return next((meaning for _, meaning in self.find(text)), None)

    def last(self, text: str) -> str | None:
        """The meaning of the words that come last in ``text``."""
        return max(self.find(text), default=(0, None))[1]

    def within(self, text: str) -> bool:
        """Whether any of the words stands in ``text``."""
        return bool(self._found(text))

    def end(self, text: str) -> bool:
        """Whether ``text`` ends with one of the words."""
        words = _folded(text).rstrip()
        return words.endswith(self._all) and any(
            words.endswith(w) and not words[: -len(w)][-1:].isalnum() for w in self._meaning
        )


_folded = lru_cache(maxsize=64)(fold)  # many ask about the same clause


def _alternatives(words: list[str]) -> re.Pattern[str]:
    """A pattern for ``words``, the longest first; each first letter stands before all else: the engine leaps to it."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        by_letter.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    ways = (rf"{first}(?<!\w{first})(?:{'|'.join(rest)})(?!\w)" for first, rest in by_letter.items())
    return re.compile("|".join(ways) or "(?!)")


@cache
def meanings_of(rulebook: Rulebook, where: str) -> Words:
    """The words of ``rules/figure_meanings.csv`` that mean something in one place: a clause, a heading, a title."""
    return Words(rulebook, "figure_meanings", "where", where)


@cache
def meanings_of_sums(rulebook: Rulebook, field: str) -> Words:
    """The words of ``rules/amount_meanings.csv`` that tell a "role", a "stage" or a "source"."""
    return Words(rulebook, "amount_meanings", "field", field, of="value")


def source_of(words: str, rulebook: Rulebook) -> str | None:
    """The source of funds that ``words`` name first."""
    return next(iter(sources_of(words, rulebook)), None)


def sources_of(words: str, rulebook: Rulebook) -> list[str]:
    """The sources of funds that ``words`` name, each once, in their order."""
    found = list(meanings_of_sums(rulebook, "source").find(words))
    programmes = rulebook.compile("(?i){programme_funds}").finditer(words)
    found += [(match.start(), "chương trình mục tiêu quốc gia") for match in programmes]
    return list(dict.fromkeys(source for _, source in sorted(found)))


def source_behind(after: str, rulebook: Rulebook) -> str | None:
    """The one source of funds that the words ``after`` a sum name; ``None`` for none, and for several.

    Words that lead up to a sum of their own ("từ ngân sách tỉnh 3 tỷ đồng") name the source of that one.
    """
    said = rulebook.compile("(?i){source_behind}").match(after)
    if said is None:
        return None
    words = said["source"]
    if other := rulebook.compile("(?i){figure} ?{sum_unit}").search(words):
        words = max((words[: other.start()].rpartition(link)[0] for link in (", ", " và ")), key=len)
    found = sources_of(words, rulebook)
    return found[0] if len(found) == 1 else None


def first_of(words: Words, headings: list[str]) -> str | None:
    """The first meaning that a heading has, from the innermost outwards."""
    return next((meaning for heading in headings if (meaning := words.first(heading))), None)
