"""Faults in what is counted and numbered: lists, headings, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from planting_base import Change, Edit, Span, body_end, compiled, fault, line_at, matches

from extractor.model import Facts, Section

COUNTS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, and where the text says how many items it has."""

    count: Span
    items: tuple[Span, ...]
    lines: bool
    """Whether each item has a line of its own."""


ANNOUNCED = (
    r"(?<![\w/.,])(?P<n>\d{1,2}|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Ss]áu)(?! (?:tháng|năm|sao|điểm|triệu|tỷ|bộ|ngày))"
    r" [^\d:.;\n|%]{2,70}?(?:số [\d/\w-]+)?(?::| là|, gồm| gồm|\)$)(?= |$)"
)
STYLES = (r"\d{1,2}\. \S", r"[a-zđ]\) \S", r"\(\d\) \S", r"- \S", r"\| ?\d+ ?\|", r"\d+\t")
"""How the lines of a list begin, all of one list alike."""


def listings(text: str) -> Iterator[Listing]:
    """The lists of which the text says rightly how many items they have."""
    for match in matches(ANNOUNCED, text):
        count = COUNTS.get(match["n"].lower()) or (int(match["n"]) if match["n"].isdigit() else 0)
        lines = text[match.end()] == "\n" if match.end() < len(text) else False
        items = _lines(text, match.end()) if lines else _inline(text, match.end())
        if len(items) == count > 1:
            yield Listing(match.span("n"), items, lines)


def _lines(text: str, place: int) -> tuple[Span, ...]:
    """The numbered lines, or rows of a table, that follow."""
    found: list[Span] = []
    style = ""
    while place < len(text):
        start = place + 1
        place = line_at(text, start)[1]
        line = text[start:place]
        if not line or (re.match(r"\| ?(?:STT|TT)|\|[ :|-]+$|STT\t", line) and not found):
            continue
        style = style or next((one for one in STYLES if re.match(one, line)), "")
        if not style or not re.match(style, line):
            break
        found.append((start, place))
    return tuple(found)


def _inline(text: str, place: int) -> tuple[Span, ...]:
    """The items in the rest of the sentence, parted by semicolons or else by commas."""
    stop = compiled(r"\.\s|\n|;\n|$|\.$").search(text, place)
    end = stop.start() if stop else len(text)
    said = text[place:end]
    sign = r"; (?:và )?" if ";" in said else r", (?![^()]*\))| và (?=[A-ZĐ])"
    cuts = [match.span() for match in re.finditer(sign, said)]
    starts = [0, *(high for _, high in cuts)]
    return tuple(zip([place + one for one in starts], [*(place + low for low, _ in cuts), end], strict=True))


@fault("announced count")
def announced_count(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for one in listings(text):
        start, end = one.count
        new = len(one.items) + rng.choice((-1, 1))
        word = next((name for name, number in COUNTS.items() if number == new), str(new))
        written = f"{new:0{end - start}}" if text[start].isdigit() else word
        yield Change(start, end, written.capitalize() if text[start].isupper() else written, near=one.items)


@fault("list item removed")
def item_removed(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """The last line of a list, or any item within a sentence."""
    for one in listings(text):
        if one.lines:
            start, end = one.items[-1]
            yield Change(start - 1, end, "", near=(one.count, *one.items[:-1]))
        else:
            at = rng.randrange(1, len(one.items))
            yield Change(one.items[at - 1][1], one.items[at][1], "", near=(one.count, *one.items[:at]))


def _number(label: str, by: int) -> str:
    """The label so many places further: "2" to "3", "I" to "II", "1.2" to "1.3", "c" to "d"."""
    rows = ("I II III IV V VI VII VIII IX X XI XII".split(), list("abcdđeghiklm"))
    for row in rows:
        if label in row and 0 <= row.index(label) + by < len(row):
            return row[row.index(label) + by]
    head, sign, last = label.rpartition(".")
    return f"{head}{sign}{int(last) + by}" if last.isdigit() else label


NUMBERED = ("roman", "number", "number-2", "letter", "article")


def _families(facts: Facts) -> Iterator[list[Section]]:
    """Headings that follow one another under the same one."""
    groups: dict[tuple[int | None, str], list[Section]] = {}
    for section in facts.sections:
        if section.kind in NUMBERED and section.label:
            groups.setdefault((section.parent, section.kind), []).append(section)
    yield from (group for group in groups.values() if len(group) > 2)


def _label(text: str, section: Section) -> Span:
    label = (section.label or "").removeprefix("Điều ")
    start = text.find(label, section.start, section.start + 12)
    return start, start + len(label)


def _renumbered(text: str, family: list[Section], at: int, by: int) -> Change:
    """All headings from ``at`` on count so many more."""
    edits: list[Edit] = []
    for section in family[at:]:
        start, end = _label(text, section)
        edits.append((start, end, _number(text[start:end], by)))
    first, *rest = edits
    before = line_at(text, family[at - 1].start)
    return Change(*first, also=tuple(edit for edit in rest if edit[2] != text[edit[0] : edit[1]]), near=(before,))


@fault("heading number skipped")
def heading_skipped(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for family in _families(facts):
        yield _renumbered(text, family, rng.randrange(1, len(family)), 1)


@fault("heading number doubled")
def heading_doubled(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for family in _families(facts):
        yield _renumbered(text, family, rng.randrange(1, len(family)), -1)


@fault("item repeated word for word")
def item_repeated(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """An item stands once more at the end of its list, with the next number."""
    for family in _families(facts):
        leaves = [one for one in family if text.find("\n", one.start) + 2 >= min(one.end, len(text))]
        again = [one for one in leaves if line_at(text, one.start)[1] - one.start > 40]
        if again and family[-1] in leaves:
            chosen, last = rng.choice(again), family[-1]
            line = text[slice(*line_at(text, chosen.start))]
            low, high = _label(text, last)
            number = _number(text[low:high], 1)
            start, end = _label(text, chosen)
            copy = line.replace(text[start:end], number, 1)
            place = line_at(text, last.start)[1]
            yield Change(place, place, f"\n{copy}", near=(line_at(text, chosen.start),))


@fault("table label skipped")
def table_label(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    found = list(matches(r"^Bảng (?P<n>\d+)\.", text))
    for match in found[-1:]:
        yield Change(*match.span("n"), str(int(match["n"]) + 1), near=(line_at(text, match.start()),))


ANNEX = r"^PHỤ LỤC(?: (?P<n>[IVX]+|\d+))?$"


@fault("annex that is not there")
def annex_missing(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    heads = [match["n"] for match in matches(ANNEX, text)]
    for match in matches(r"Phụ lục(?: (?P<n>[IVX]+|\d+))?(?! ?(?:ban|Quyết|\w))", text[: body_end(text)]):
        if heads and match["n"] in heads:
            last = _number(heads[-1], 1) if heads[-1] else "02"
            yield Change(match.start() + 7, match.end(), f" {last}", near=(match.span(),))


@fault("head of an annex with another number")
def annex_number(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(r"^\(Kèm theo (?:\w+ )+số (?P<n>\d+)/", text):
        number = match["n"]
        if number == facts.head.number:
            new = number[:-2] + number[-2:][::-1] if len(set(number[-2:])) > 1 else str(int(number) + 1)
            yield Change(*match.span("n"), new, near=(match.span(),))


@fault("year in the title of an annex")
def annex_year(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """Left over from the year before."""
    if facts.head.period_start == facts.head.period_end:
        for match in matches(rf"^PHỤ LỤC.*\n.*NĂM (?P<y>{facts.head.period_start})$", text):
            yield Change(*match.span("y"), str(int(match["y"]) - 1), near=(match.span(),))
