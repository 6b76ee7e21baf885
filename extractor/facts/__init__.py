"""The finders, one for each kind of fact: ``(document, outline, rulebook) -> Iterator[Fact]``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from extractor.facts.amounts import find_amounts
from extractor.facts.citations import find_citations
from extractor.facts.indicators import find_indicators
from extractor.facts.organizations.finding import find_organizations
from extractor.facts.products import find_products
from extractor.model import Document, Fact
from extractor.outline import Outline
from extractor.rulebook import Rulebook

Finder = Callable[[Document, Outline, Rulebook], Iterator[Fact]]

FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "citations": find_citations,
        "amounts": find_amounts,
        "indicators": find_indicators,
        "products": find_products,
        "organizations": find_organizations,
    }
)
"""By the name of the list in :class:`extractor.model.Facts` and in the JSON."""
