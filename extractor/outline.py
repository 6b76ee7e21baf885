"""Headings, sections, clauses: the structure of a document, from the way its paragraphs begin.

What begins a division is in ``rules/outline``; the rank of a rule says what it may hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from extractor.misread import put_right
from extractor.model import Document, Section
from extractor.rulebook import Rule, Rulebook
from extractor.text import View, view

_SENTENCE = re.compile(r"(?<=[^\W_][.!?…])[\"”')\]]* (?=[“\"(]?(?P<next>[^\W\d_]))|(?<=%\.) |; (?=\S)|(?<=\)\.) (?=\S)")
_MAY_END = re.compile("[.!?…;]")
"""What stands right before each end of a sentence, or begins it."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:TP|Tp|TX|Tx|tp|P|Q|H|X|TT|KT|TM|TL|TS|ThS|PGS|GS|BS|Th|st|vv|tr|Tr|No)|\b[A-ZĐ])\.$"
)
_CUT = re.compile(r"[:;.](?: |$)(?:(?<=[:;])|(?<=[:;] )|(?<=[^\W\d_]\.)|(?<=[^\W\d_]\. ))")
_HEADING_LENGTH = 200
_TITLED_BELOW = ("part", "annex", "chapter", "division")
"""Sections whose title may stand on the next line: "Chương II" / "QUY ĐỊNH CỤ THỂ"."""


class Block(NamedTuple):
    """A paragraph of the view with the number or sign it begins with."""

    start: int
    end: int
    body: int
    """Where the words after the label begin (view offset)."""
    kind: str
    """The id of the outline rule, or "text"."""
    label: str | None
    note: bool
    section: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The matching view of a document with its blocks and sections.

    Offsets of blocks are in ``view.text``; those of sections are in the document's text.
    """

    view: View
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    _starts: list[int] = field(init=False, repr=False, compare=False)
    """Where the blocks begin."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [block.start for block in self.blocks])

    def text(self, block: Block) -> str:
        """The words of a block, label included."""
        return self.view.text[block.start : block.end]

    def block_at(self, offset: int) -> Block:
        """The block around an offset of the view."""
        return self.blocks[max(bisect_right(self._starts, offset) - 1, 0)]

    def blocks_at(self, offsets: Iterable[int]) -> Iterator[Block]:
        """The blocks around offsets of the view, which stand in order; each block once."""
        end = -1
        for offset in offsets:
            if offset >= end:
                block = self.block_at(offset)
                end = block.end + 1
                yield block

    def index_of(self, block: Block) -> int:
        """The index of ``block`` among the blocks."""
        return bisect_left(self._starts, block.start)

    def beside(self, block: Block) -> tuple[Block | None, Block | None]:
        """The blocks before and after ``block``, footnotes left out."""
        index = self.index_of(block)
        before = next((b for b in reversed(self.blocks[:index]) if not b.note), None)
        return before, next((b for b in self.blocks[index + 1 :] if not b.note), None)

    def headings(self, section: int | None) -> Iterator[Section]:
        """The section and those around it, from the innermost outwards."""
        while section is not None:
            yield self.sections[section]
            section = self.sections[section].parent

    def sentences(self, block: Block) -> Iterator[tuple[int, int]]:
        """The sentences and clauses of a block (parted at ``.``, ``;``, ``!``, ``?``) as view offsets."""
        text, start, end = self.view.text, block.start, block.end
        for cut in _ends(text, start, end):
            if (cut["next"] or "A").islower() or _ABBREVIATED.search(text, start, cut.start()):
                continue
            yield start, cut.start() + len(cut.group().rstrip(" "))
            start = cut.end()
        if start < end:
            yield start, end

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset of the view."""
        block = self.block_at(offset)
        for start, end in self.sentences(block):
            if offset < end:
                return start, end
        return block.start, block.end


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What ``_SENTENCE`` finds, tried only where the sign stands that each end has."""
    for sign in _MAY_END.finditer(text, start, end):
        at = sign.start() if sign[0] == ";" else sign.end()
        if at >= start and (cut := _SENTENCE.match(text, at, end)):
            yield cut
            start = cut.end()


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    start: int
    level: int
    label: str | None
    heading: str
    parent: int | None
    rule: Rule
    end: int

    def closed(self) -> Section:
        return Section(self.start, self.end, self.level, self.label, self.heading, self.parent, self.rule.id)


def outline(document: Document, rulebook: Rulebook) -> Outline:
    """The structure of ``document``."""
    matching = put_right(view(document.text), document, rulebook)
    begun = _begun_by(rulebook)
    blocks: list[Block] = []
    sections: list[_Open] = []
    open_: list[int] = []
    untitled: list[tuple[int, int]] = []
    for start, end, note in matching.paragraphs:  # a division of rank 0 ends with whatever comes next
        rules = begun.get(matching.text[start])
        found = _division(matching, start, end, rules) if rules else None
        kind, label, body = "text", None, start
        if found is not None:
            rule, match = found
            kind, label, body = rule.id, match["label"], match.start("heading")
            if not note and not rule.values.get("item"):
                origin = matching.origin(start)
                rank = rule.values["rank"]
                while open_ and (sections[open_[-1]].rule.values["rank"] or rank) >= rank:
                    sections[open_.pop()].end = origin
                parent = open_[-1] if open_ else None
                level = sections[parent].level + 1 if parent is not None else 1
                heading = _heading(match["heading"])
                if not heading and rule.id in _TITLED_BELOW:
                    untitled.append((len(sections), len(blocks) + 1))
                sections.append(_Open(origin, level, label, heading, parent, rule, len(document.text)))
                open_.append(len(sections) - 1)
        blocks.append(Block(start, end, body, kind, label, note, open_[-1] if open_ else None))
    for number, index in untitled:
        if index < len(blocks) and blocks[index].kind == "text":
            sections[number].heading = _heading(matching.text[blocks[index].start : blocks[index].end])
    return Outline(matching, tuple(blocks), tuple(section.closed() for section in sections))


def _division(matching: View, start: int, end: int, rules: Sequence[Rule]) -> tuple[Rule, re.Match[str]] | None:
    for rule in rules:
        if match := rule.pattern.match(matching.text, start, end):
            return rule, match
    return None


@cache
def _begun_by(rulebook: Rulebook) -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the characters with which their divisions may begin."""
    signs: dict[str, list[Rule]] = {}
    for rule in rulebook.rules("outline"):
        for sign in rule.values["first"]:
            signs.setdefault(sign, []).append(rule)
    return {sign: tuple(rules) for sign, rules in signs.items()}


def _heading(words: str) -> str:
    """A heading ends at the first colon, or at the first full stop; a clause that runs on is cut there."""
    words = words.strip()
    if len(words) > 60 or words.endswith((".", ";", ":")):
        cut = _CUT.search(words)
        words = words[: cut.start()] if cut else words
    return words[:_HEADING_LENGTH].strip(" .:")
