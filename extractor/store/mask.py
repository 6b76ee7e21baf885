"""Hides the numbers of persons (telephones, identity cards) behind dots, keeping every offset."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extractor.model import Document
from extractor.rulebook import Rule, Rulebook

DOT = "•"
_DIGIT = re.compile(r"\d")
_NUMBER = 6
"""Digits of the shortest personal number."""


def mask(text: str, rules: Rulebook | Sequence[Rule]) -> str:
    """``text`` with the digits of personal numbers replaced by dots; as long as before.

    What is a personal number is in ``rules/privacy``: each pattern names the digits ``masked``.
    """
    for rule in rules.rules("privacy") if isinstance(rules, Rulebook) else rules:
        text = rule.pattern.sub(_hidden, text)
    return text


def masked_text(document: Document, mask: Callable[[str], str]) -> str:
    """The text of ``document`` masked, each cell of its tables as if the heading of its column stood before it."""
    text = mask(document.text)
    pieces: list[str] = []
    done = 0
    for start, end, heading in sorted(_long_numbers(document)):
        words = mask(f"{heading} {text[start:end]}")[len(heading) + 1 :]
        if start >= done and words != text[start:end]:
            pieces += [text[done:start], words]
            done = end
    return "".join([*pieces, text[done:]])


def _long_numbers(document: Document) -> Iterator[tuple[int, int, str]]:
    """The cells that may hold a personal number: start, end, heading."""
    for table in document.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=False):
                if cell.start is not None and cell.end is not None and len(_DIGIT.findall(cell.text)) >= _NUMBER:
                    yield from ((start, end, column.heading) for start, end in ((cell.start, cell.end), *cell.rest))


def _hidden(match: re.Match[str]) -> str:
    whole, offset = match.group(), match.start()
    start, end = match.span("masked")
    return whole[: start - offset] + _DIGIT.sub(DOT, match["masked"]) + whole[end - offset :]
