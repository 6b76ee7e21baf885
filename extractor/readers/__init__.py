"""Readers: a file in, a :class:`~extractor.model.Document` out. The format is recognised by content, not by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from extractor.model import Document
from extractor.readers.docx import read_docx
from extractor.readers.errors import ReadError
from extractor.readers.html import read_html
from extractor.readers.image import read_image_file
from extractor.readers.pdf import read_pdf
from extractor.readers.plain import read_plain
from extractor.readers.source import Source, recognise

__all__ = ["READERS", "ReadError", "Reader", "read", "read_bytes"]

Reader = Callable[[Source], Document]

READERS: Mapping[str, Reader] = MappingProxyType(
    {"text": read_plain, "html": read_html, "docx": read_docx, "pdf": read_pdf, "image": read_image_file}
)
"""The reader of each format."""


def read(path: str | Path) -> Document:
    """The document in the file at ``path``. Raises :class:`ReadError` with a line that says what to do."""
    return _read(Source.open(path))


def read_bytes(data: bytes, name: str) -> Document:
    """The document in ``data``, called ``name`` in messages: for standard input. Raises :class:`ReadError`."""
    return _read(Source(name, data))


def _read(source: Source) -> Document:
    return READERS[recognise(source)](source)
