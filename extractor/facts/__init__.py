"""The finders, one for each kind of fact: ``(document, outline, rulebook) -> Iterator[Fact]``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from extractor.facts.citations import find_citations
from extractor.model import Document, Fact
from extractor.outline import Outline
from extractor.rulebook import Rulebook

Finder = Callable[[Document, Outline, Rulebook], Iterator[Fact]]

FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "citations": find_citations,
    }
)
"""By the name of the list in :class:`extractor.model.Facts` and in the JSON."""
