"""Where tables with a cell to a line may begin: at the heading of running numbers, below a caption, at a run of known
headings; and where they end at the latest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from extractor.model import Document
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook
from extractor.tables.heads import FIGURE
from extractor.tables.looks import ordinals
from extractor.tables.meanings import expected_of, meaning, meaning_of_whole
from extractor.tables.pieces import Piece
from extractor.tables.readings import DEEPEST, LONGEST_HEADING, Sign
from extractor.tables.spans import YEAR
from extractor.tables.surroundings import is_line

_OF_NUMBERS = 12
"""Characters in the longest heading of a column of numbers."""
_NEVER_IN_TABLES = frozenset({"recipients", "signature", "article", "chapter", "part", "annex", "table"})
_COUNTED = frozenset({"letter-capital", "roman", "number"})
"""Kinds of paragraphs, by the ids of ``rules/outline``; the second are sections, and groups and rows in tables too."""
_LEAST = 3
"""So many headings tell of a table at least."""
_CAPTION_LINES, _SECTION_LINES = 4, 200


def signs(document: Document, outline: Outline, rulebook: Rulebook) -> dict[int, Sign]:
    """Where a table may begin in the document's text, and by what it is known there; from the first to the last."""
    found: dict[int, Sign] = dict.fromkeys(_headed(outline, rulebook), "headings")
    found |= dict.fromkeys(_captioned(outline, rulebook), "caption")
    found |= dict.fromkeys(_numbered(document.text, rulebook), "numbers")
    return dict(sorted(found.items()))


def first_table(lines: Sequence[Piece], begun: Mapping[int, Sign], rulebook: Rulebook) -> Sequence[Piece]:
    """The lines up to the first note or letterhead, to prose above a title, or to the next table with running numbers.

    A head that stands there again, at the top of a page, is left out. ``begun``: where tables may begin, as of
    :func:`signs`.
    """
    lines = _headed_once(lines, begun)
    for index, line in enumerate(lines[1:], start=1):
        if is_line("note", line.text, rulebook) or is_line("letterhead", line.text, rulebook):
            return lines[:index]
        if lines[index - 1].kind == "prose" and line.text.isupper() and is_line("title", line.text, rulebook):
            return lines[: index - 1]
        if begun.get(line.start) == "numbers" and index + 1 < len(lines):
            while index > 1 and (lines[index - 1].soft or _leads_in(lines[index - 1].text, rulebook)):
                index -= 1
            return lines[:index]
    return lines


def _headed_once(lines: Sequence[Piece], begun: Mapping[int, Sign]) -> Sequence[Piece]:
    """``lines`` without the heads that stand there again above rows that go on counting, and the page's number."""
    kept = list(lines[:_LEAST])
    index = _LEAST
    while index < len(lines):
        again = _again(lines, index) if begun.get(lines[index].start) == "numbers" else 0
        if again and _counts_on(lines[index + again]):
            if _ends_in_page_number(kept, lines[index + again]):
                kept.pop()
            index += again
        else:
            kept.append(lines[index])
            index += 1
    return kept


def _again(lines: Sequence[Piece], index: int) -> int:
    """How many lines from ``index`` on say the same as the first ones; 0 where they are too few, or nothing follows."""
    pairs = takewhile(lambda pair: pair[0].text == pair[1].text, zip(lines, lines[index:], strict=False))
    count = sum(1 for _ in pairs)
    return count if count >= _LEAST and index + count < len(lines) else 0


def _counts_on(line: Piece) -> bool:
    return any(value[-1] > 1 for _, value in line.look.ordinals)


def _ends_in_page_number(kept: Sequence[Piece], following: Piece) -> bool:
    """Whether the row before a head ends in one figure more than the row before that: the number of the page."""
    if not kept[-1].text.isdigit():
        return False
    before = {(kind, (*value[:-1], value[-1] - 1)) for kind, value in following.look.ordinals}
    last = next((i for i in reversed(range(len(kept) - 1)) if before.intersection(kept[i].look.ordinals)), None)
    return last is not None and _figures(kept) > _figures(kept[:last])


def _figures(lines: Sequence[Piece]) -> int:
    """How many figures and marks stand at the end of ``lines``."""
    return sum(1 for _ in takewhile(lambda line: line.kind in ("figure", "mark", "ordinal"), reversed(lines)))


def _leads_in(words: str, rulebook: Rulebook) -> bool:
    """Whether a line stands above a table: its caption, its unit, the end of a sentence before it."""
    return words.endswith(":") or any(is_line(kind, words, rulebook) for kind in ("caption", "title", "unit", "aside"))


def _numbered(text: str, rulebook: Rulebook) -> Iterator[int]:
    """Where a line is the heading of a column of numbers."""
    start = 0
    for line in text.split("\n"):
        words = line.strip().removesuffix("|").rstrip()
        if 0 < len(words) <= _OF_NUMBERS and words[0].isalpha() and meaning(words, rulebook) == "number":
            yield start + line.index(words)
        start += len(line) + 1


def _captioned(outline: Outline, rulebook: Rulebook) -> Iterator[int]:
    """Where a line that may be a heading follows the numbered caption of a table, or a title in capitals."""
    blocks = outline.blocks
    for index, block in enumerate(blocks):
        words = outline.text(block)
        if not is_line("caption", words, rulebook) and not (words.isupper() and is_line("title", words, rulebook)):
            continue
        for below in blocks[index + 1 : index + _CAPTION_LINES]:
            words = outline.text(below)
            if any(is_line(kind, words, rulebook) for kind in ("unit", "aside")):
                continue
            if meaning_of_whole(words, rulebook) is None and (words.isupper() or is_line("title", words, rulebook)):
                continue
            heading = below.kind == "text" and len(words) <= LONGEST_HEADING // 2 and not FIGURE.match(words)
            if heading and not words.endswith((":", ".", ";", ",")) and meaning(words, rulebook) != "number":
                yield outline.view.origin(below.start)
            break


def _headed(outline: Outline, rulebook: Rulebook) -> Iterator[int]:
    """Where a run of short lines begins most of which are known headings of different columns."""
    run: list[tuple[int, str]] = []
    for block in (*outline.blocks, None):
        words = outline.text(block) if block else ""
        heading = block is not None and block.kind == "text" and len(words) <= LONGEST_HEADING // 2
        if block and heading and not FIGURE.match(words) and not is_line("unit", words, rulebook):
            run.append((block.start, words))
            continue
        lines, run = run[_titles(run, rulebook) :][:DEEPEST] if len(run) >= _LEAST else [], []
        if not lines:
            continue
        followed = block is not None and FIGURE.match(words) is not None
        of = meaning if followed else meaning_of_whole
        known = [(start, means) for start, heading in lines if (means := of(heading, rulebook))]
        years = [(start, "year") for start, heading in lines if YEAR.match(heading)]
        asked = {means: expected_of(means, rulebook)[0] for _, means in (*known, *years)}
        if "number" in asked:
            pass  # it is found by that
        elif known and (
            len(asked) >= _LEAST
            or (len(asked) == 2 and len(known) + len(years) >= _LEAST and "figure" in asked.values())
        ):
            begins = next(index for index, (start, _) in enumerate(lines) if start == known[0][0])
            while begins and meaning(lines[begins - 1][1], rulebook):
                begins -= 1
            yield outline.view.origin(lines[begins][0])


def _titles(run: Sequence[tuple[int, str]], rulebook: Rulebook) -> int:
    """How many of the first lines of ``run`` are a title: no heading, or in capitals that others are not."""
    for count, (_, words) in enumerate(run):
        capitals = words.isupper() and not all(heading.isupper() for _, heading in run[count:])
        if not (is_line("title", words, rulebook) and (capitals or not meaning_of_whole(words, rulebook))):
            return count
    return 0


def limit(start: int, outline: Outline) -> int:
    """Where a table that begins at ``start`` ends at the latest: at what can stand in none.

    A section goes on the count of those above the table; rows and groups of a table have a count of their own.
    """
    blocks = outline.blocks
    first = bisect_left(blocks, start, key=lambda block: outline.view.origin(block.start))
    counts: dict[str, int] = {}
    for block in blocks[max(first - _SECTION_LINES, 0) : first]:
        if block.kind in _COUNTED and (value := _count(block)):
            counts[block.kind] = value
    for block in blocks[first + 1 :]:
        value = _count(block) if block.kind in _COUNTED else None
        if block.kind in _NEVER_IN_TABLES or (value and value > 1 and counts.get(block.kind) == value - 1):
            return outline.view.origin(block.start)
        if value == 1:
            counts[block.kind] = -1
    return len(outline.view.source)


def _count(block: Block) -> int | None:
    """The number of a section."""
    if block.kind == "letter-capital":
        return next((value[-1] for kind, value in ordinals(block.label or "") if kind == "letter"), None)
    return next((value[-1] for _, value in ordinals(block.label or "")), None)
