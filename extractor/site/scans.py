"""Images of scanned pages beside the text, with every fact's mark where its words stand on the page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from extractor.site.labels import label

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom, in points from the upper left corner of the page."""

_MARGIN = 1.5
"""Points around words, so that a mark does not touch their letters."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A fact with its boxes (of words, by page): ``anchor`` names its mark, ``href`` is where the mark leads."""

    anchor: str
    kind: str
    title: str
    href: str
    boxes: Mapping[int, Sequence[Box]]


def boxes_of(written: str | None) -> dict[int, list[Box]]:
    """The boxes of a fact by page, those of one line joined, from the database's ``boxes``."""
    by_page: dict[int, list[Box]] = defaultdict(list)
    for page, *box in json.loads(written or "[]"):
        by_page[page].append(tuple(box))
    return {page: list(_lines(words)) for page, words in by_page.items()}


def anchors(facts: Iterable[Scanned]) -> dict[str, tuple[str, int]]:
    """Where each fact's first mark is, by where the mark leads: its anchor and its page."""
    return {fact.href: (fact.anchor, min(fact.boxes)) for fact in facts if fact.boxes}


def scan(slug: str, page: Mapping[str, Any], facts: Sequence[Scanned]) -> str:
    """The image of a page as a figure with its marks; ``page`` has ``number``, ``width``, ``height``."""
    number, width, height = page["number"], page["width"], page["height"]
    address = f"/van-ban/{slug}/trang/{number}.webp"
    name, whole = (escape(label(words, "scan").format(number=number)) for words in ("image", "whole"))
    marks = "".join(_mark(fact, number) for fact in facts if number in fact.boxes)
    size = f' width="{round(width)}" height="{round(height)}"' if width and height else ""
    over = (
        f'<svg class="over" viewBox="0 0 {width:g} {height:g}" aria-hidden="true" focusable="false">{marks}</svg>'
        if size and marks
        else ""
    )
    return (
        f'<figure class="scan" id="anh-{number}"><div class="paper">'
        f'<img src="{escape(address)}" alt="{name}" loading="lazy"{size}>{over}</div>'
        f'<figcaption><a href="{escape(address)}">{whole}</a></figcaption>'
        "</figure>"
    )


def _mark(fact: Scanned, page: int) -> str:
    anchor = f' id="{fact.anchor}"' if page == min(fact.boxes) else ""
    rectangles = "".join(
        f'<rect x="{x0 - _MARGIN:.1f}" y="{top - _MARGIN:.1f}"'
        f' width="{x1 - x0 + 2 * _MARGIN:.1f}" height="{bottom - top + 2 * _MARGIN:.1f}"/>'
        for x0, top, x1, bottom in fact.boxes[page]
    )
    return (
        f'<a href="{escape(fact.href)}" tabindex="-1" class="b b-{fact.kind}"{anchor}>'
        f"<title>{escape(fact.title)}</title>{rectangles}</a>"
    )


def _lines(words: Sequence[Box]) -> Iterator[Box]:
    """The boxes of words that follow each other on one line, joined."""
    line: Box | None = None
    for word in words:
        if line and word[0] >= line[0] and min(line[3], word[3]) - max(line[1], word[1]) > (word[3] - word[1]) / 2:
            line = (line[0], min(line[1], word[1]), max(line[2], word[2]), max(line[3], word[3]))
            continue
        if line:
            yield line
        line = word
    if line:
        yield line
