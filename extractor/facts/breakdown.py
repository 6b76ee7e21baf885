"""Which figure breaks down which: after "trong đó" or "gồm", in the bracket behind it, in the list below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from extractor.facts.figures import Figure
from extractor.facts.setting import Setting
from extractor.model import Amount, Indicator
from extractor.outline import Block

_OPENING = 12
_MOST_MET = 60
"""So many figures before one are looked at: a sentence without end must not take forever."""
_CHANGES = 24
"""So many characters before a figure the words stand that say it is a change, or planned."""
_ITEMS = {"dash", "plus", "star", "parenthesis", "letter"}
_LONGEST_LIST = 60
_LONGEST_ENTRY = 160


@dataclass(slots=True)
class _Level:
    """A bracket or a list that is open, and the figures met in its current sentence."""

    parent: int | None
    bracket: bool
    met: list[int] = field(default_factory=list)


def parents(setting: Setting, figures: list[Figure]) -> list[int | None]:
    """For each of ``figures``, in the order of the text, the index of the one that it is a part of."""
    found: list[int | None] = []
    by_block: dict[int, list[int]] = {}
    block, at, levels = None, 0, [_Level(None, bracket=False)]
    signs = setting.rulebook.compile(r"(?i)[()]|(?<=[^\W\d_]|[0-9)%])\. (?=[^\W\d_])|{parts}")
    for index, figure in enumerate(figures):
        here = setting.outline.block_at(figure.start)
        if block is None or here.start != block.start:
            block, at = here, here.start
            above = _above(setting, figures, by_block, here, index)
            levels = [_Level(above, bracket=False)]
            if above is not None and here.kind == "text":  # a list in plain lines ends with its sentence
                levels.insert(0, _Level(None, bracket=False))
        for sign in signs.finditer(setting.outline.view.text, at, figure.start):
            _turn(setting, levels, sign, figures, index)
        found.append(levels[-1].parent)
        at = figure.end
        if _only_compares(setting, figures, index):
            continue
        levels[-1].met.append(index)
        if not levels[-1].bracket:
            by_block.setdefault(here.start, []).append(index)
    return found


Part = TypeVar("Part", bound=Amount | Indicator)


def in_order(prose: list[Part], cells: list[Part]) -> Iterator[Part]:
    """Facts of the prose and of tables in the order of the text; ``parent``, an index into its list, counted anew."""
    order = sorted(
        ((part, index, fact) for part, facts in enumerate((prose, cells)) for index, fact in enumerate(facts)),
        key=lambda one: (one[2].start, one[2].end),
    )
    moved = {(part, index): new for new, (part, index, _) in enumerate(order)}
    for part, _, fact in order:
        yield fact if fact.parent is None else replace(fact, parent=moved[part, fact.parent])


def _turn(setting: Setting, levels: list[_Level], sign: re.Match[str], figures: list[Figure], index: int) -> None:
    """What a bracket, the end of a sentence or a word like "trong đó" does to the open levels."""
    words = sign.group()
    level = levels[-1]
    if words == "(":
        levels.append(_Level(_whole(figures, level.met, index) if level.met else level.parent, bracket=True))
    elif words == ")":
        while len(levels) > 1 and not levels.pop().bracket:
            pass
    elif words == ". ":
        while len(levels) > 1 and not levels[-1].bracket:
            levels.pop()
        if not setting.carries_on(sign.string[sign.end() : sign.end() + _OPENING]):
            levels[-1].met.clear()
    elif level.met and ";" not in sign.string[sign.end() : figures[index].start]:
        levels.append(_Level(_whole(figures, level.met, index), bracket=False))


def _only_compares(setting: Setting, figures: list[Figure], index: int) -> bool:
    """Whether a figure says by how much there are more or fewer, or what was planned: no parts are parts of that."""
    text, start = setting.outline.view.text, figures[index].start
    before = text[figures[index - 1].end : start] if index else ""
    if before.strip() in ("/", "trên tổng số"):
        return True
    if text[start : start + 3].lower() == "từ ":
        return False
    told = setting.rulebook.compile("(?i)(?:{changes}|{planned_before})$")
    return told.search(text, max(0, start - _CHANGES), start) is not None


def _whole(figures: list[Figure], met: list[int], index: int) -> int | None:
    """Of the figures met, the last with the unit of the part, else the last; a share is one of what was counted."""
    met = met[-_MOST_MET:]
    if _unit(figures[index]).startswith("%"):
        met = [before for before in met if not _unit(figures[before]).startswith("%")] or met
    alike = [before for before in met if _alike(_unit(figures[before]), _unit(figures[index]))]
    return alike[-1] if alike else met[-1] if met else None


def _unit(figure: Figure) -> str:
    return figure.unit.lower()


def _alike(unit: str, other: str) -> bool:
    return f"{unit} ".startswith(f"{other} ") or f"{other} ".startswith(f"{unit} ")


def _above(
    setting: Setting, figures: list[Figure], by_block: dict[int, list[int]], block: Block, index: int
) -> int | None:
    """The figure in the line that leads in ("38 sản phẩm, gồm:"), when that line announces its parts."""
    lead, opens = setting.lead_in(block), "(?i){parts_below}$"
    if lead is None:
        lead, opens = _before_list(setting, block), "(?i){parts}[^.;0-9\\n]{0,40}:$"
    if lead is None or not setting.rulebook.compile(opens).search(setting.outline.text(lead)):
        return None
    met = by_block.get(lead.start)
    if met is None and (above := setting.paragraph_above(lead)):  # "Trong đó:" on a line of its own
        met = by_block.get(above.start)
    return _whole(figures, met or [], index)


def _before_list(setting: Setting, block: Block) -> Block | None:
    """The line before a numbered list, or before plain short lines, of which ``block`` is one."""
    numbered = block.kind.startswith("number")
    if not numbered and (block.kind != "text" or _is_long(block, setting)):
        return None
    blocks = setting.outline.blocks
    index = setting.outline.index_of(block)
    for before in reversed(blocks[max(0, index - _LONGEST_LIST) : index]):
        if before.note or (numbered and (before.kind == block.kind or before.kind in _ITEMS)):
            continue
        if setting.outline.text(before).endswith(":"):
            return before
        if numbered or before.kind != "text" or _is_long(before, setting):
            return None
    return None


def _is_long(block: Block, setting: Setting) -> bool:
    """Whether a paragraph is none of a list of short lines; one that goes on in the midst of a sentence is."""
    return block.end - block.start > _LONGEST_ENTRY and not setting.outline.view.text[block.start].islower()
