"""Stretches of a document's text as HTML, with every fact marked where it stands.

Everything that comes from a document is escaped here. Facts may overlap: each stretch of text carries the marks of all
facts around it, and the innermost one is a link.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be marked: ``kind`` names its style, ``title`` says what it is, ``href`` where it leads.

    What matches a query is "found"; a "place" has an anchor and no looks.
    """

    start: int
    end: int
    kind: str
    title: str = ""
    href: str | None = None


@dataclass
class Painter:
    """Writes stretches of ``text`` with their marks; each place gets its anchor ``v<offset>`` once."""

    text: str
    marks: Sequence[Mark]
    _starts: list[int] = field(init=False)
    _reach: list[int] = field(init=False)
    _anchored: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.marks = sorted(self.marks, key=lambda m: (m.start, -m.end))
        self._starts = [mark.start for mark in self.marks]
        self._reach = []
        for mark in self.marks:
            self._reach.append(max(mark.end, self._reach[-1] if self._reach else 0))

    def paint(self, start: int, end: int) -> str:
        """``text[start:end]`` as HTML."""
        here = self._around(start, end)
        if not here:
            return escape(self.text[start:end])
        cuts = sorted({start, end, *(p for m in here for p in (m.start, m.end) if start < p < end)})
        return "".join(self._stretch(a, b, [m for m in here if m.start < b and m.end > a]) for a, b in pairwise(cuts))

    def unplaced(self, start: int, end: int) -> Iterator[int]:
        """Where marks begin in ``text[start:end]`` that have no anchor yet."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return (place for place in self._starts[low:high] if place not in self._anchored)

    def _around(self, start: int, end: int) -> list[Mark]:
        low = bisect_right(self._reach, start)
        high = bisect_left(self._starts, end)
        return [mark for mark in self.marks[low:high] if mark.end > start]

    def _stretch(self, start: int, end: int, marks: list[Mark]) -> str:
        html = escape(self.text[start:end])
        for depth, mark in enumerate(sorted(marks, key=lambda m: (m.kind == "place", m.end - m.start))):
            anchor = ""
            if mark.start == start and start not in self._anchored:
                self._anchored.add(start)
                anchor = f' id="v{start}"'
            title = f' title="{escape(mark.title)}"' if mark.title else ""
            if mark.kind == "place":
                html = f"<span{anchor}>{html}</span>" if anchor else html
            elif mark.kind == "found":
                html = f"<mark{anchor}>{html}</mark>"
            elif mark.href and not depth:
                html = f'<a class="m m-{mark.kind}"{anchor}{title} href="{escape(mark.href)}">{html}</a>'
            else:
                html = f'<span class="m m-{mark.kind}"{anchor}{title}>{html}</span>'
        return html
