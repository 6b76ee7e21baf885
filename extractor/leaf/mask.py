"""Hides the numbers of persons (telephones, identity cards) and their homes behind dots, keeping every offset."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from extractor.model import Document
from extractor.rulebook import Rule, Rulebook

Mask = Callable[[str], str]
"""Hides what is personal in some words."""
DOT = "•"
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"\w")
_OWNER, _PLACE = "producer", "place"
"""What columns mean (rules/table_columns.csv)."""
_NEEDS = "needs"
"""The value of a rule that is the pattern of what every match of it holds."""
_NUMBER = 6
"""Digits of the shortest personal number."""
_REMEMBERED = 20_000
"""Words of which it is remembered how they are masked: those of most columns come again and again."""
_LONGEST_REMEMBERED = 500
"""Signs of these words: whole texts do not come again."""


def mask(text: str, rules: Rulebook | Sequence[Rule]) -> str:
    """``text`` with the digits of personal numbers, and homes, replaced by dots; as long as before.

    What is personal is in ``rules/privacy``: each pattern names what loses its digits ``masked``, and what loses its
    letters too ``hidden``. What a rule ``needs`` stands wherever there is a match, and is sought sooner.
    """
    missed: list[re.Pattern[str]] = []
    for needed, rule in _of_rulebook(rules) if isinstance(rules, Rulebook) else _with_needs(rules):
        if needed is None or (needed not in missed and needed.search(text)):
            text = _masked(text, rule)
        else:
            missed.append(needed)  # nor is it there for another rule that needs the same
    return text


class _Masked(dict[str, str]):
    """Words as the rules mask them; short ones, which come again and again, are remembered."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self._rulebook = rulebook

    def __missing__(self, words: str) -> str:
        masked = mask(words, self._rulebook)
        if len(words) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[words] = masked
        return masked


@cache
def masking(rulebook: Rulebook) -> Mask:
    """What masks by the rules of ``rulebook``, and remembers short words."""
    return _Masked(rulebook).__getitem__


@cache
def _of_rulebook(rulebook: Rulebook) -> Sequence[tuple[re.Pattern[str] | None, Rule]]:
    return _with_needs(rulebook.rules("privacy"))


def _with_needs(rules: Sequence[Rule]) -> Sequence[tuple[re.Pattern[str] | None, Rule]]:
    """The rules, each behind the pattern of what it needs, if it tells that."""
    told = {needed: re.compile(needed) for rule in rules if (needed := rule.values.get(_NEEDS))}
    return [(told.get(rule.values.get(_NEEDS, "")), rule) for rule in rules]


def masked_text(document: Document, mask: Mask) -> str:
    """The text of ``document`` masked, each cell of its tables as if what its row and column say stood before it."""
    text = mask(document.text)
    pieces: list[str] = []
    done = 0
    for start, end, before in sorted(_private_cells(document)):
        words = masked_behind(before, text[start:end], mask)
        if start >= done and words != text[start:end]:
            pieces += [text[done:start], words]
            done = end
    return "".join([*pieces, text[done:]])


def masked_behind(before: str, text: str, mask: Mask) -> str:
    """``text`` masked as if ``before`` stood before it."""
    return mask(f"{before} {text}")[len(before) + 1 :]


def _private_cells(document: Document) -> Iterator[tuple[int, int, str]]:
    """The cells that may hold a personal number or a home: start, end, and what stands before it.

    Before a number that is the heading of its column, before a place the producer of its row.
    """
    for table in document.tables:
        for row in table.rows:
            owner = next((c.text for k, c in zip(table.columns, row, strict=False) if k.meaning == _OWNER), None)
            for column, cell in zip(table.columns, row, strict=False):
                if cell.start is None or cell.end is None:
                    continue
                places = ((cell.start, cell.end), *cell.rest)
                if len(_DIGIT.findall(cell.text)) >= _NUMBER:
                    yield from ((start, end, column.heading) for start, end in places)
                elif owner and column.meaning == _PLACE:
                    yield from ((start, end, f"{owner},") for start, end in places)


def _masked(text: str, rule: Rule) -> str:
    pieces: list[str] = []
    done = 0
    for match in rule.pattern.finditer(text):
        pieces += [text[done : match.start()], _hidden(match)]
        done = match.end()
    return "".join([*pieces, text[done:]]) if pieces else text


def _hidden(match: re.Match[str]) -> str:
    whole, offset = match.group(), match.start()
    group, dotted = ("hidden", _SIGN) if "hidden" in match.re.groupindex else ("masked", _DIGIT)
    start, end = match.span(group)
    return whole[: start - offset] + dotted.sub(DOT, match[group]) + whole[end - offset :]
