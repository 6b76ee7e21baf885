"""Compiled patterns of rules, which are tried only where their matches can begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from extractor.openings import DIGIT, LINE, Openings, openings

_SHORT = 400
"""In a text of fewer characters a pattern is tried everywhere."""
_MUCH = 100_000
"""Characters that a pattern is tried at everywhere, before it is worth while to think of better."""
_SIGNS = {DIGIT: re.compile(r"\d"), LINE: re.compile("^", re.MULTILINE)}


class Pattern:
    """A pattern with the methods of one that is compiled. Raises re.error when ``expression`` is none.

    In a long text :meth:`finditer` finds the same as ever, sooner.
    """

    def __init__(self, expression: str, flags: int = 0) -> None:
        compiled = re.compile(expression, flags)
        self.compiled = compiled
        self.pattern, self.groupindex, self.flags = compiled.pattern, compiled.groupindex, compiled.flags
        self.match, self.fullmatch, self.search = compiled.match, compiled.fullmatch, compiled.search
        self.sub, self.split = compiled.sub, compiled.split
        self._searched = 0

    @cached_property
    def openings(self) -> Openings:
        """What its matches begin with or hold."""
        return openings(self.compiled)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches in ``text[start:end]`` from left to right, none over another."""
        end = len(text) if end is None else min(end, len(text))
        if len(text) < _SHORT or not self._pays(end - start):
            return self.compiled.finditer(text, start, end)
        places = _words_of(text).of_pattern(self)
        if places is None:
            return self.compiled.finditer(text, start, end)
        near = places[bisect_left(places, start) : bisect_left(places, end)]
        if not near:
            return iter(())
        if self.openings.first:
            return self._at(text, near, end)
        if self.openings.of_a_line:
            return self._in_lines(text, near, start, end)
        return self.compiled.finditer(text, start, end)

    def _pays(self, length: int) -> bool:
        """Whether so much is searched that it pays to find out what matches begin with."""
        self._searched += length
        return self._searched > _MUCH

    def _at(self, text: str, places: Sequence[int], end: int) -> Iterator[re.Match[str]]:
        """Matches that begin at one of the places."""
        match, free = self.match, 0
        for place in places:
            if place >= free and (one := match(text, place, end)):
                yield one
                free = one.end()

    def _in_lines(self, text: str, places: Sequence[int], start: int, end: int) -> Iterator[re.Match[str]]:
        """Matches in the lines that hold one of the places."""
        done = start
        for place in places:
            if place >= done:
                line = max(text.rfind("\n", start, place) + 1, start)
                stop = text.find("\n", place, end)
                done = stop if stop >= 0 else end
                yield from self.compiled.finditer(text, line, done)


def places_in(text: str, words: tuple[str, ...]) -> Sequence[int]:
    """Where any of ``words``, which are in small letters, begins in ``text`` in whatever case; in order."""
    return _words_of(text).of_words(words)


class _Words:
    """Where words stand in a text, looked for once: many patterns begin with the same."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._small = small(text)
        self._of_word: dict[str, list[int]] = {}
        self._of_words: dict[tuple[str, ...], Sequence[int]] = {}
        self._of_pattern: dict[Pattern, Sequence[int] | None] = {}

    def of_pattern(self, pattern: Pattern) -> Sequence[int] | None:
        """Where its openings stand: where a match may begin, or which words it may hold; ``None`` where it has none."""
        if pattern not in self._of_pattern:
            self._of_pattern[pattern] = self._openings(pattern.openings)
        return self._of_pattern[pattern]

    def _openings(self, told: Openings) -> Sequence[int] | None:
        if not told.first or not told.held:
            return self.of_words(told.first or told.held) if told.first or told.held else None
        if not all(self.of_words(words) for words in sorted((told.first, told.held), key=len)):
            return ()  # of the fewer words none stands there: the others need not be looked for
        held, reach = self.of_words(told.held), told.reach
        following = ((place, bisect_left(held, place)) for place in self.of_words(told.first))
        return [place for place, at in following if at < len(held) and held[at] <= place + reach]

    def of_words(self, words: tuple[str, ...]) -> Sequence[int]:
        """Where any of the words begins, in order."""
        found = self._of_words.get(words)
        if found is None:
            each = [self._of_word[word] if word in self._of_word else self._places(word) for word in words]
            found = self._of_words[words] = each[0] if len(each) == 1 else sorted(set().union(*each))
        return found

    def _places(self, word: str) -> list[int]:
        self._of_word[word] = found = []
        if sign := _SIGNS.get(word):
            found += [match.start() for match in sign.finditer(self._text)]
            return found
        at = self._small.find(word)
        while at >= 0:
            found.append(at)
            at = self._small.find(word, at + 1)
        return found


@lru_cache(maxsize=16)
def _words_of(text: str) -> _Words:
    return _Words(text)


def small(text: str) -> str:
    """``text`` in small letters, as long as it is; the long s, which a pattern without case takes for one, as s."""
    lower = text.lower().replace("ſ", "s")
    return lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)
