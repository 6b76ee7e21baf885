"""The finders, one for each kind of fact: ``(document, outline, rulebook) -> Iterator[Fact]``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from extractor.model import Document, Fact
from extractor.on_demand import OnDemand
from extractor.outline import Outline
from extractor.rulebook import Rulebook

Finder = Callable[[Document, Outline, Rulebook], Iterator[Fact]]


FINDERS: Mapping[str, Finder] = OnDemand(
    __name__,
    {
        "citations": ("citations", "find_citations"),
        "amounts": ("amounts", "find_amounts"),
        "indicators": ("indicators", "find_indicators"),
        "products": ("products", "find_products"),
        "organizations": ("organizations.finding", "find_organizations"),
    },
)
"""By the name of the list in :class:`extractor.model.Facts` and in the JSON."""
