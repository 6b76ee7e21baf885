"""Compiled patterns of rules, which are tried only where their matches can begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from extractor.openings import Openings, openings
from extractor.words import words_of

_SHORT = 400
"""In a text of fewer characters a pattern is tried everywhere."""
_MUCH = 100_000
"""Characters that a pattern is tried at everywhere, before it is worth while to think of better."""


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
        self._of_last: tuple[str, Sequence[int]] = "", ()
        """The text that was searched last, and the places of the openings in it."""

    @cached_property
    def openings(self) -> Openings:
        """What its matches begin with or hold."""
        return openings(self.compiled)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches in ``text[start:end]`` from left to right, none over another."""
        end = len(text) if end is None else min(end, len(text))
        if len(text) < _SHORT or (self._searched <= _MUCH and not self._pays(end - start)):
            return self.compiled.finditer(text, start, end)
        told = self.openings
        if not (told.first or told.held):
            return self.compiled.finditer(text, start, end)
        if self._of_last[0] is not text:
            self._of_last = text, words_of(text).openings(told)
        places = self._of_last[1]
        near = places[bisect_left(places, start) : bisect_left(places, end)]
        if not near:
            return iter(())
        if told.first:
            return self._at(text, near, end)
        if told.of_a_line:
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
