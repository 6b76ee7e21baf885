"""Readers: a file in, a :class:`~extractor.model.Document` out. The format is recognised by content, not by suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from extractor.model import Document
from extractor.readers.errors import ReadError
from extractor.readers.source import Source, misnamed, recognise

__all__ = ["READERS", "ReadError", "Reader", "read", "read_bytes"]

Reader = Callable[[Source], Document]


class _Readers(Mapping[str, Reader]):
    """Imports a reader when it is asked for: the libraries for images and PDF take a second to load."""

    _PLACES: Mapping[str, tuple[str, str]] = {
        "text": ("plain", "read_plain"),
        "html": ("html", "read_html"),
        "docx": ("docx", "read_docx"),
        "doc": ("office", "read_office"),
        "rtf": ("office", "read_office"),
        "odt": ("office", "read_office"),
        "xlsx": ("workbook", "read_workbook"),
        "pdf": ("pdf", "read_pdf"),
        "image": ("image", "read_image_file"),
    }

    def __getitem__(self, form: str) -> Reader:
        module, name = self._PLACES[form]
        reader: Reader = getattr(import_module(f"{__name__}.{module}"), name)
        return reader

    def __iter__(self) -> Iterator[str]:
        return iter(self._PLACES)

    def __len__(self) -> int:
        return len(self._PLACES)


READERS: Mapping[str, Reader] = _Readers()
"""The reader of each format."""


def read(path: str | Path) -> Document:
    """The document in the file at ``path``. Raises :class:`ReadError` with a line that says what to do."""
    return _read(Source.open(path))


def read_bytes(data: bytes, name: str) -> Document:
    """The document in ``data``, called ``name`` in messages: for standard input. Raises :class:`ReadError`."""
    return _read(Source(name, data))


def _read(source: Source) -> Document:
    form = recognise(source)
    document = READERS[form](source)
    return replace(document, warnings=(*misnamed(source.name, form), *document.warnings))
