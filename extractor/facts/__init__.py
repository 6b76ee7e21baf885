"""The finders, one for each kind of fact: ``(document, outline, rulebook) -> Iterator[Fact]``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from extractor.model import Document, Fact
from extractor.outline import Outline
from extractor.rulebook import Rulebook

Finder = Callable[[Document, Outline, Rulebook], Iterator[Fact]]


class _Finders(Mapping[str, Finder]):
    """Imports a finder when it is asked for: whoever looks up a reference needs one of them."""

    _PLACES: Mapping[str, tuple[str, str]] = {
        "citations": ("citations", "find_citations"),
        "amounts": ("amounts", "find_amounts"),
        "indicators": ("indicators", "find_indicators"),
        "products": ("products", "find_products"),
        "organizations": ("organizations.finding", "find_organizations"),
    }

    def __getitem__(self, kind: str) -> Finder:
        module, name = self._PLACES[kind]
        finder: Finder = getattr(import_module(f"{__name__}.{module}"), name)
        return finder

    def __iter__(self) -> Iterator[str]:
        return iter(self._PLACES)

    def __len__(self) -> int:
        return len(self._PLACES)


FINDERS: Mapping[str, Finder] = _Finders()
"""By the name of the list in :class:`extractor.model.Facts` and in the JSON."""
