"""What the planting of faults rests on: a change of a text, and the place of it afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from random import Random

from extractor.model import Facts

Span = tuple[int, int]
Edit = tuple[int, int, str]
"""A slice of the text, and what takes its place."""


@dataclass(frozen=True, slots=True)
class Change:
    """One way to spoil a text: the slice that is replaced, and what has to change with it."""

    start: int
    end: int
    new: str
    also: tuple[Edit, ...] = ()
    """Further edits that belong to it: the items behind one that is taken out get other numbers."""
    near: tuple[Span, ...] = ()
    """Where else a finding may point: figures of the same sum, the other mention of the same thing."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one fault in it, and where that stands: ``text[start:end]``; ``change`` is what was done."""

    text: str
    start: int
    end: int
    kind: str
    change: Change

    @property
    def after(self) -> str:
        """What stands there now."""
        return self.change.new

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that was changed, as places of the untouched text."""
        return ((self.change.start, self.change.end, self.change.new), *self.change.also)

    def spans(self, edits: Collection[Edit]) -> Iterator[Span]:
        """Where a finding may point to, in the text with all ``edits``, those of other faults among them."""
        start = moved(self.change.start, edits)
        yield start, start + len(self.change.new)
        yield from ((moved(low, edits), moved(high, edits)) for low, high in self.change.near)


Places = Callable[[str, Facts, Random], Iterable[Change]]
Plant = Callable[[str, Facts, Random], Planted | None]

FAULTS: dict[str, Plant] = {}
"""All kinds of fault by name."""


def fault(kind: str) -> Callable[[Places], Plant]:
    """Makes of a search for places where a fault can be planted a function that plants it in one of them."""

    def decorate(places: Places) -> Plant:
        @wraps(places)
        def plant(text: str, facts: Facts, rng: Random) -> Planted | None:
            found = [one for one in places(text, facts, rng) if text[one.start : one.end] != one.new]
            return applied(text, rng.choice(found), kind) if found else None

        FAULTS[kind] = plant
        return plant

    return decorate


def applied(text: str, change: Change, kind: str) -> Planted:
    edits = ((change.start, change.end, change.new), *change.also)
    start = moved(change.start, edits)
    return Planted(edited(text, edits), start, start + len(change.new), kind, change)


def edited(text: str, edits: Iterable[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def moved(place: int, edits: Iterable[Edit]) -> int:
    """Where ``place`` is once all ``edits`` are made."""
    return place + sum(len(new) - (end - start) for start, end, new in edits if end <= place and start < place)


def matches(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return compiled(pattern).finditer(text)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def line_at(text: str, place: int) -> Span:
    """The line in which ``place`` stands, without its end."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def sentence_before(text: str, place: int) -> str:
    """What stands before ``place`` in its sentence."""
    low = max(text.rfind(sign, 0, place) for sign in (". ", "\n", "; "))
    return text[low + 1 : place]


DATE = r"(?P<d>\d{1,2})(?: tháng |/)(?P<m>\d{1,2})(?: năm |/)(?P<y>\d{4})"


def day_of(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def issued(facts: Facts) -> date | None:
    """The day of the document, or ``None`` where its head has none."""
    return date.fromisoformat(facts.head.date) if facts.head.date and len(facts.head.date) == 10 else None


def swapped(word: str, at: int) -> str:
    """``word`` with the letters ``at`` and ``at + 1`` exchanged."""
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def body_end(text: str) -> int:
    """Where the recipients, the signature and the annexes begin."""
    return next((found.start() for found in matches(r"^Nơi nhận", text)), len(text))
