"""Where the columns of a table without rules stand: the white strips that go down between its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from extractor.readers.sheet import PlacedLine, PlacedWord

_WIDE = 0.75
"""Letter heights between two words that may stand in two columns."""
_NARROW = 0.5
"""The same where the lines above and below have a gap as well."""
_STRIP = 0.45
"""Letter heights in the narrowest strip between two columns."""
_THREAD = 1.5
"""Points in the narrowest strip that a heading over several columns leaves."""
_SPANNING = 2
"""Lines of headings above it that may run across a strip."""
_HEAD = 6
"""Lines in which the headings stand."""
_SURE = 2
"""Lines of two parts that show a strip; one of three parts counts as many."""
_CROSSED = 0.2
"""The share of lines that may run across a strip: headings and lines that span columns."""
_FAR = 2.6
"""Letter heights between two lines of which the second begins something else."""
_FULL = 0.72
"""Of the width of the text, the share from which on an unbroken line at the margin is prose."""
_FIRST = re.compile(r"\(?(?:0?1|I|A)[.)]?$")
"""How the first row of a body is numbered."""
_LEADERS = ("....", "……", "____", "-----")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines one below the other that may be a table, cut into segments at wide gaps."""

    lines: tuple[tuple[tuple[PlacedWord, ...], ...], ...]
    height: float

    @property
    def words(self) -> Iterator[PlacedWord]:
        """All words."""
        return (word for line in self.lines for segment in line for word in segment)


def runs(lines: Sequence[PlacedLine], least: int = 2) -> Iterator[Run]:
    """The stretches of a page that are no prose and in which ``least`` lines or more have gaps."""
    if not lines:
        return
    height = median([word.bottom - word.top for line in lines for word in line.words])
    left, right = _margins(lines)
    current: list[tuple[tuple[PlacedWord, ...], ...]] = []
    bottom = 0.0
    for line in lines:
        parts = tuple(segments(line.words, height))
        full = line.x0 < left + 4 * height and line.x1 > left + _FULL * (right - left)
        prose = full and (len(parts) == 1 or _is_even(line.words, height))
        if current and (prose or line.top - bottom > _FAR * height):
            yield from _run(current, height, least)
            current = []
        if not prose and not any(sign in word.text for word in line.words for sign in _LEADERS):
            current.append(parts)
        bottom = line.bottom
    yield from _run(current, height, least)


def _is_even(words: Sequence[PlacedWord], height: float) -> bool:
    """Whether the words of a line stand equally far apart, as those of a justified line do."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    return len(gaps) >= 4 and gaps[-1] <= 1.6 * usual and usual < height


def _run(lines: list[tuple[tuple[PlacedWord, ...], ...]], height: float, least: int) -> Iterator[Run]:
    if sum(1 for line in lines if len(line) > 1) >= least:
        yield Run(tuple(lines), height)


def _margins(lines: Sequence[PlacedLine]) -> tuple[float, float]:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def segments(words: Sequence[PlacedWord], height: float, wide: float = _WIDE) -> Iterator[tuple[PlacedWord, ...]]:
    """The words of a line, parted at gaps of more than ``wide`` letter heights."""
    part: list[PlacedWord] = []
    for word in words:
        if part and word.x0 - part[-1].x1 > wide * height:
            yield tuple(part)
            part = []
        part.append(word)
    if part:
        yield tuple(part)


def strips(run: Run) -> list[tuple[float, float]]:
    """The white strips between the columns of ``run``, from left to right, as (x0, x1).

    Of the lines that have words on both sides of a strip, or across it, few run across it. Between any two of three
    parts of a line there is a strip, if only as wide as a heading above it leaves room.
    """
    broken = [finer(line, run.height) for line in run.lines if len(line) > 1]
    stretches = list(_stretches(broken))
    found: list[tuple[float, float]] = []
    open_: list[_Stretch] = []
    for stretch in stretches:
        if stretch.parts:
            open_.append(stretch)
        elif open_:
            found += _whitest(open_, _STRIP * run.height)
            open_ = []
    head = takewhile(lambda line: not _FIRST.match(line[0][0].text), broken[:_HEAD])
    for line in head:
        for before, after in pairwise(line) if len(line) > 2 else ():
            left, right = before[-1].x1, after[0].x0
            if not any(left <= (x0 + x1) / 2 <= right for x0, x1 in found):
                inside = [s for s in stretches if s.crossed <= _SPANNING and left <= s.x0 and s.x1 <= right]
                found += _whitest(inside, _THREAD)[:1]
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the width of a page: how many lines run across it, and how many have words on both sides or across.

    A line of three parts or more counts as two.
    """

    x0: float
    x1: float
    cover: int
    within: int
    crossed: int
    """As ``cover``, each line as one."""

    @property
    def parts(self) -> bool:
        """Whether it may stand between two columns."""
        return self.within - self.cover >= _SURE and self.cover <= _CROSSED * self.within


def _stretches(lines: Sequence[tuple[tuple[PlacedWord, ...], ...]]) -> Iterator[_Stretch]:
    """The width of a page cut wherever a part of a line begins or ends."""
    events = sorted(
        event
        for line in lines
        for weight in (_SURE if len(line) > 2 else 1,)
        for event in (
            *((part[0].x0, weight, 0, 1) for part in line),
            *((part[-1].x1, -weight, 0, -1) for part in line),
            (line[0][0].x0, 0, weight, 0),
            (line[-1][-1].x1, 0, -weight, 0),
        )
    )
    cover = within = crossed = 0
    for (place, step, inward, line), (following, *_) in pairwise(events):
        cover, within, crossed = cover + step, within + inward, crossed + line
        if following > place:
            yield _Stretch(place, following, cover, within, crossed)


def _whitest(stretches: Sequence[_Stretch], least: float) -> list[tuple[float, float]]:
    """The parts of a strip that the fewest lines cross, as far as they are wide enough."""
    for level in sorted({one.crossed for one in stretches}):
        white: list[tuple[float, float]] = []
        for one in stretches:
            if one.crossed > level:
                continue
            if white and white[-1][1] == one.x0:
                white[-1] = (white[-1][0], one.x1)
            else:
                white.append((one.x0, one.x1))
        wide = [strip for strip in white if strip[1] - strip[0] >= least]
        if wide:
            return wide
    return []


def finer(line: tuple[tuple[PlacedWord, ...], ...], height: float) -> tuple[tuple[PlacedWord, ...], ...]:
    """A line cut at narrower gaps too: where others have a strip, words a little apart may stand in two columns."""
    return tuple(piece for part in line for piece in segments(part, height, _NARROW))
