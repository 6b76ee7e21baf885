"""What looks like a reference and was not read as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractor.model import Citation, Document, Unresolved
from extractor.outline import Outline
from extractor.rulebook import Rule, Rulebook


def possible_citations(
    document: Document, outline: Outline, found: Sequence[Citation], rulebook: Rulebook
) -> Iterator[Unresolved]:
    """Places outside the citations ``found`` that look like one, in the order of the rules; none overlaps another.

    A rule with ``from_kind`` is tried only where the name of a kind begins, all others at every place.
    """
    text = outline.view.text
    taken = bytearray(len(document.text))
    for citation in found:
        taken[citation.start : citation.end] = b"\1" * (citation.end - citation.start)
    kinds = [match.start() for match in rulebook.compile("{kind_of_missed}").finditer(text)]
    free = [place for place in kinds if not taken[outline.view.origin(place)]]
    for rule in rulebook.rules("possible_citations"):
        for match in _at(free, rule, text) if rule.values.get("from_kind") else rule.pattern.finditer(text):
            start, end = outline.view.span(*match.span())
            if taken.find(1, start, end) >= 0:
                continue
            if not outline.text(outline.block_at(match.start())).lstrip(" |*").startswith(("Số", "SỐ")):
                taken[start:end] = b"\1" * (end - start)
                yield Unresolved(start, end, document.text[start:end], f"có thể là viện dẫn: {rule.values['why']}")


def _at(starts: Iterable[int], rule: Rule, text: str) -> Iterator[re.Match[str]]:
    return (match for start in starts if (match := rule.pattern.match(text, start)))
