"""Readers: a file in, a :class:`~extractor.model.Document` out. The format is recognised by content, not by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from extractor.limits import TookTooLong, deadline, is_child, limits
from extractor.model import Document
from extractor.on_demand import OnDemand
from extractor.readers.errors import ReadError
from extractor.readers.shortening import shortened
from extractor.readers.source import Source, in_pages, misnamed, recognise
from extractor.readers.workers import WorkerLost, in_worker
from extractor.text import printable

__all__ = ["READERS", "ReadError", "Reader", "read", "read_bytes", "read_stream", "read_typed"]

Reader = Callable[[Source], Document]


READERS: Mapping[str, Reader] = OnDemand(
    __name__,
    {
        "text": ("plain", "read_plain"),
        "html": ("html", "read_html"),
        "mhtml": ("mhtml", "read_mhtml"),
        "docx": ("docx", "read_docx"),
        "doc": ("office", "read_office"),
        "rtf": ("office", "read_office"),
        "odt": ("office", "read_office"),
        "xls": ("office", "read_office"),
        "ods": ("office", "read_office"),
        "xlsx": ("workbook", "read_workbook"),
        "pdf": ("pdf", "read_pdf"),
        "image": ("image", "read_image_file"),
    },
)
"""The reader of each format."""


_ANEW = "Open it where it was made and save it anew; if it opens there without complaint, report it with the file"
_WHOLE = "Divide it, or save it as PDF"
"""What to do with a file that is read as a whole and takes too much."""


def read(path: str | Path) -> Document:
    """The document in the file at ``path``. Raises :class:`ReadError` with a line that says what to do."""
    return _read(Source.open(path))


def read_bytes(data: bytes, name: str, digest: str | None = None) -> Document:
    """The document in ``data``, called ``name`` in messages; ``digest`` (SHA-256 in hex) where it is known already.

    Raises :class:`ReadError`.
    """
    return _read(Source(printable(name), data, digest))


def read_stream(stream: IO[bytes], name: str) -> Document:
    """The document that ``stream`` holds, as standard input does, called ``name``. Raises :class:`ReadError`."""
    return _read(Source.taken(printable(name), stream))


def read_typed(text: str) -> Document:
    """A line that somebody typed as a document, "-" in messages. Raises :class:`ReadError` when nothing was typed."""
    return read_whole("-", text.encode(errors="replace"))


def _read(source: Source) -> Document:
    """What has pages is read page by page, each in a worker; the rest as a whole in one.

    Text is read by our own code alone: a process that was started for documents, and may end with one, reads it itself.
    """
    if form := in_pages(source.data):
        return _read_as(form, source)
    try:
        if is_child() and recognise(source) == "text":
            with deadline(limits().seconds):
                return _read_as("text", source)
        return in_worker(read_whole, source.name, source.data, source.digest)
    except (ReadError, MemoryError):
        raise
    except (WorkerLost, TookTooLong) as lost:
        raise ReadError(source.name, f"the file was not read: {lost}", _WHOLE) from None
    except Exception as error:  # whatever a library raises on a damaged file
        raise ReadError(source.name, f"the file is damaged ({type(error).__name__})", _ANEW) from None


def read_whole(name: str, data: bytes, digest: str | None = None) -> Document:
    """The document in ``data``, called ``name``, read in this process; ``digest`` where it is known already.

    Raises :class:`ReadError`.
    """
    source = Source(name, data, digest)
    return _read_as(recognise(source), source)


def _read_as(form: str, source: Source) -> Document:
    document = shortened(READERS[form](source), limits().characters)
    return replace(document, warnings=(*misnamed(source.name, form), *document.warnings))
