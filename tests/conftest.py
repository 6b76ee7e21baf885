"""What several tests share: the rulebook, and documents made of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from extractor.model import Document
from extractor.outline import outline
from extractor.rulebook import Rulebook, load
from extractor.tables import understood


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rules as shipped."""
    return load()


@pytest.fixture
def document() -> Callable[..., Document]:
    """Makes a document of a text, without pages."""
    return make_document


def with_tables(document: Document) -> Document:
    """``document`` with its tables understood, as :func:`extractor.extract` has it."""
    return understood(document, outline(document, load()), load())


def make_document(text: str, path: str = "document.txt") -> Document:
    return Document(id="0" * 64, path=path, format="text", text=text, copy_kind="original")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps what the tests read out of the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCOP_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
