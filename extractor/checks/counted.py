"""The figures of a text with what stands around them: what is counted, by what label, which share it is said to be."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractor.checks.case import Case, pattern_of
from extractor.kept import kept
from extractor.model import Evidence
from extractor.numbers import number
from extractor.rulebook import Rulebook
from extractor.text import fold

_FIGURE = re.compile(
    r"(?<![\w.,/])(?P<figure>(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?)(?![\d/]|[.,]\d|\s?%)"
    r"(?:\s+(?P<unit>(?!(?:và|hoặc)\s)[^\W\d]+(?: (?!(?:và|hoặc)\s)[^\W\d]+){0,3}))?"
)
_SHARE = re.compile(
    r"\s*(?:\(\s*(?:chiếm|đạt|tỷ lệ|bằng)?|,? (?:chiếm|đạt tỷ lệ|bằng))\s*(?P<share>\d{1,3}(?:,\d{1,2})?)\s?%\s*\)?"
)
_STOP = re.compile(r"\n|[.;](?:\s|$)")
BULLET = re.compile(r"^\s*(?:[-+•*–]|\(?[a-zđ]\)|\(?\d{1,2}[.)])\s+", re.MULTILINE)
_SIGN = re.compile(r"[,;.:()\n]|\s(?:và|hoặc)\s")
_SCALES = {"nghin": 1e3, "ngan": 1e3, "trieu": 1e6, "ty": 1e9, "ti": 1e9}
_MOST = re.compile(r"(?i)(?:tối đa|không quá)(?: [^\W\d]+){0,2} ?$")
_RATE = re.compile(r"/[a-zđà-ỹ]")
"""Behind "22 triệu đồng": "/sản phẩm"."""
_TOTAL = re.compile(r"(?i)(?:tổng|cộng)(?!\s*(?:hợp|kết))")
_DIGIT = re.compile(r"\d")
_BEGINS = re.compile(r"[0-9](?<![\w.,/].)")
"""Where a figure can begin."""
_LINES, _SHORT = 40, 120


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of the text: its value (money in đồng), the first words of its unit, what stands around."""

    start: int
    end: int
    value: float
    printed: str
    scale: float
    """By what the printed figure was multiplied: a million for "triệu đồng"."""
    unit: str
    before: str
    """The words before it, from where its clause begins, or behind the figure before it."""
    behind: str
    """The words behind it up to the next sign, in which it may be said what is counted: "sản phẩm 3 sao"."""
    share: str | None
    share_end: int
    rulebook: Rulebook

    @property
    def label(self) -> str:
        """What of the words before it says what it is of."""
        return _label(self.before, self.rulebook)

    @property
    def at_most(self) -> bool:
        """Whether it is said to be the most that there may be."""
        return _MOST.search(self.before) is not None

    @property
    def exact(self) -> bool:
        """Whether nothing says that it is not ("khoảng")."""
        return not pattern_of(self.rulebook, "series", "inexact").search(self.before)

    @property
    def is_total(self) -> bool:
        """Whether its label calls it a total."""
        return _TOTAL.search(self.label) is not None

    def words(self, case: Case) -> Evidence:
        """Its words, with the share."""
        return case.words(*case.view.span(self.start, max(self.end, self.share_end)))


class Block:
    """A stretch of the view that is read as one, a paragraph or a list whose lines follow each other.

    From ``start`` to ``end`` in the view, with at ``most`` so many figures; of most blocks nobody asks for them.
    """

    def __init__(self, case: Case, masked: str, start: int, end: int, most: int) -> None:
        self.start, self.end, self.most = start, end, most
        self._case, self._masked = case, masked

    @cached_property
    def figures(self) -> tuple[Counted, ...]:
        """Its figures, in order."""
        return tuple(_figures(self._case, self._masked, self.start, self.end)) if self.most else ()

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is in it, which costs less than to read its figures."""
        return self.most > 0 and pattern.search(self._masked, self.start, self.end) is not None


@kept
def blocks(case: Case) -> tuple[Block, ...]:
    """The stretches of a document's running text, in order.

    Figures that are years, dates or numbers of acts are left out.
    """
    masked = _masked(case)
    places = [match.start() for match in _BEGINS.finditer(masked)]
    found = []
    for start, end in _stretches(case):
        behind = bisect_left(places, end)
        most = behind - bisect_left(places, start, hi=behind)
        label = BULLET.match(masked, start, end) if most else None
        most -= label is not None and places[behind - most] < label.end()
        found.append(Block(case, masked, start, end, most))
    return tuple(found)


def _stretches(case: Case) -> Iterator[tuple[int, int]]:
    text = case.view.text
    document = case.facts.document
    plain = [
        (one.start, one.end)
        for one in case.view.paragraphs
        if not one.note and not (document.tables and document.table_at(case.view.origin(one.start)))
    ]
    index = 0
    while index < len(plain):
        start, end = plain[index]
        index += 1
        if BULLET.match(text, start):
            count = 1
            while index < len(plain) and BULLET.match(text, plain[index][0]) and count < _LINES:
                if not _is_short(text, *plain[index]) or not _is_short(text, start, end):
                    break
                end = plain[index][1]
                index, count = index + 1, count + 1
        yield start, end


def _is_short(text: str, start: int, end: int) -> bool:
    """Whether the last line of a list holds one figure and little else."""
    return end - max(text.rfind("\n", start, end) + 1, start) < _SHORT


def _figures(case: Case, masked: str, start: int, end: int) -> Iterator[Counted]:
    """The figures of a stretch of ``masked``, which is the text with the digits that are none put out."""
    text = case.view.text
    stops = [start, *(match.end() for match in _STOP.finditer(masked, start, end))]
    bullets = [match.span() for match in BULLET.finditer(masked, start, end)]
    begun, ended = [first for first, _ in bullets], [start, *(last for _, last in bullets)]
    taken = start
    for match in _FIGURE.finditer(masked, start, end):
        at = match.start()
        if ended[bisect_right(begun, at)] > at:
            continue
        value = number(match["figure"].rstrip("."))
        if value is None or _RATE.match(masked, match.end()):
            continue
        scale, unit = _money(match["unit"] or "")
        stop = _SIGN.search(masked, match.end("figure"), end)
        begin = max(taken, stops[bisect_right(stops, at) - 1], ended[bisect_right(ended, at) - 1])
        share = _SHARE.match(text, match.end())
        yield Counted(
            at,
            match.end(),
            float(value) * scale,
            match["figure"].rstrip("."),
            scale,
            unit,
            text[begin:at],
            text[match.end("figure") : stop.start() if stop else end].strip(),
            share["share"] if share else None,
            share.end() if share else 0,
            case.rulebook,
        )
        taken = share.end() if share else match.end()


@lru_cache(maxsize=1024)
def _label(words: str, rulebook: Rulebook) -> str:
    """What of the words before a figure says what it is of: those behind "gồm", or in the bracket that is open."""
    cuts = [cut.end() for cut in pattern_of(rulebook, "series", "opening").finditer(words)]
    label = words[max((cut for cut in cuts if cut < len(words.rstrip())), default=0) :].strip(" :-–(,;")
    opened = label.rfind("(")
    return label[opened + 1 :] if opened >= 0 and ")" not in label[opened:] else label


def _money(words: str) -> tuple[float, str]:
    """By what a figure with a unit is multiplied, and the unit: a million and "dong" for "triệu đồng"."""
    unit = " ".join(fold(words).split()[:2])
    scale = _SCALES.get(unit.partition(" ")[0]) if unit.endswith(" dong") else None
    return (scale, "dong") if scale else (1, unit)


def _masked(case: Case) -> str:
    """The view's text with the digits that are no figures put out, as long as it is."""
    text, done = case.view.text, 0
    pieces: list[str] = []
    for match in case.pattern("series", "masked").finditer(text):
        pieces += text[done : match.start()], _DIGIT.sub("x", match.group())
        done = match.end()
    return "".join((*pieces, text[done:]))
