"""Where words stand in a text: all that patterns begin with are looked for at once, where many are asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

import ahocorasick

from extractor.openings import DIGIT, END, LINE, Openings
from extractor.text import small

_ONE_BY_ONE = 16
"""So many words are looked for one by one; a text of which more is asked is looked through for all."""
_SIGNS = {DIGIT: re.compile(r"\d"), LINE: re.compile("^", re.MULTILINE)}


@cache
def _ended(word: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(word.removesuffix(END))}(?!\w)")


class _Lexicon:
    """The words that were ever asked for, to be found in one pass over a text (Aho and Corasick)."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self.sought: frozenset[str] = frozenset()
        """Those that :meth:`find` seeks."""
        self._automaton = ahocorasick.Automaton()

    def add(self, word: str) -> None:
        """One more, which is found in the texts to come."""
        self._words.add(word)

    def find(self, text: str) -> dict[str, list[int]]:
        """Where each of the words ``sought`` begins in ``text``, in order; without those that are not there."""
        if len(self.sought) < len(self._words):
            self._renew()
        found: dict[str, list[int]] = {}
        for end, word in self._automaton.iter(text) if self.sought else ():
            found.setdefault(word, []).append(end - len(word) + 1)
        return found

    def _renew(self) -> None:
        automaton = ahocorasick.Automaton()
        for word in self._words:
            automaton.add_word(word, word)
        automaton.make_automaton()
        self._automaton, self.sought = automaton, frozenset(self._words)


_lexicon = _Lexicon()


class Words:
    """Where words, in small letters, begin in one text, in whatever case."""

    def __init__(self, text: str) -> None:
        self._text, self._small = text, small(text)
        self._of_word: dict[str, list[int]] = {}
        self._sought: frozenset[str] = frozenset()
        """Words of which those that are there stand in ``_of_word``."""
        self._of_words: dict[tuple[str, ...], Sequence[int]] = {}
        self._of_openings: dict[Openings, Sequence[int]] = {}

    def openings(self, told: Openings) -> Sequence[int]:
        """Where a match may begin, or which words it may hold where it may begin with any; in order."""
        found = self._of_openings.get(told)
        if found is None:
            found = self._of_openings[told] = self._both(told) if told.first and told.held else self.any(told.words)
        return found

    def _both(self, told: Openings) -> Sequence[int]:
        """Where a match may begin: the words that it has to hold are not far behind."""
        held, reach = self.any(told.held), told.reach
        following = ((place, bisect_left(held, place)) for place in self.any(told.first) if held)
        return [place for place, at in following if at < len(held) and held[at] <= place + reach]

    def any(self, words: tuple[str, ...]) -> Sequence[int]:
        """Where any of ``words`` begins, in order."""
        found = self._of_words.get(words)
        if found is None:
            if self._sought.issuperset(words):
                each = [self._of_word[word] for word in words if word in self._of_word]
            else:
                each = [self._of_word[word] if word in self._of_word else self._places(word) for word in words]
            found = self._of_words[words] = each[0] if len(each) == 1 else sorted(set().union(*each))
        return found

    def _places(self, word: str) -> list[int]:
        """The places of a word that nobody has asked for in this text."""
        if not self._sought and len(self._of_word) >= _ONE_BY_ONE:
            self._of_word |= _lexicon.find(self._small)
            self._sought = _lexicon.sought
        if word in self._sought:
            return self._of_word.get(word, [])
        found = self._of_word[word] = []
        if sign := _ended(word) if word.endswith(END) else _SIGNS.get(word):
            found += [match.start() for match in sign.finditer(self._small)]
            return found
        if len(word) > 1:  # single signs are many in each text, and found at once
            _lexicon.add(word)
        at = self._small.find(word)
        while at >= 0:
            found.append(at)
            at = self._small.find(word, at + 1)
        return found


@lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """The words of ``text``, kept for those who ask one after another."""
    return Words(text)
