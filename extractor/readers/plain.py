"""Plain text: UTF-8, UTF-16, or an encoding of Vietnamese from before Unicode."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.limits import limits
from extractor.model import Document, Page, Table
from extractor.readers.controls import harmless
from extractor.readers.errors import ReadError
from extractor.readers.letters import OLD, Piece, decoded, mended, tidied, unescaped
from extractor.readers.shortening import cut
from extractor.readers.source import Source

_DASH_RULE = re.compile(r"^-{5,}$", re.M)
_EMPHASIS = re.compile(r"\*{1,2}\w[^*]{0,80}?\*{1,2}")


def read_plain(source: Source) -> Document:
    """The text as it stands. Form feeds part pages; bytes that are not UTF-8 are said in the warnings.

    Letters of TCVN3, VNI, windows-1258 and of UTF-8 read in a wrong way become Unicode, which the warnings say too.
    Tables whose cells are parted by tabs or strokes, or set below each other with blanks, are found here.

    Raises :class:`ReadError` when the text is in an encoding that nobody knows.
    """
    text, bad, encoding = decoded(source.data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    most = limits().characters
    long = [cut(most, len(text))] if len(text) > most else []  # before anybody looks for letters and tables in it
    lines = unescaped(text[:most]).split("\n")
    mend = mended([Piece(line) for line in lines])
    if encoding == OLD and not mend.words:
        raise ReadError(source.name, "the text is not UTF-8", "Open it in an editor and save it as UTF-8")
    text = harmless(tidied("\n".join(mend.texts)))
    warnings = [*([_where_bad(text, bad)] if bad else []), *long, *mend.warnings]
    document = Document(
        id=source.sha256,
        path=source.name,
        format="text",
        text=text,
        pages=_pages(text),
        warnings=tuple(warnings),
        copy_kind=_copy_kind(text),
    )
    return replace(document, tables=tuple(replace(one, page=document.page_at(one.start)) for one in _tables(text)))


def _tables(text: str) -> list[Table]:
    """Those in ``text`` in their order; one line holds none, and nothing that finds them is loaded for it."""
    if "\n" not in text.strip("\n"):
        return []
    from extractor.readers.aligned import aligned_tables
    from extractor.readers.signs import sign_tables

    return sorted((*sign_tables(text), *aligned_tables(text)), key=lambda table: table.start)


def _where_bad(text: str, bad: int) -> str:
    lines = sorted({text.count("\n", 0, match.start()) + 1 for match in re.finditer("\ufffd", text)})
    shown = ", ".join(map(str, lines[:5])) + (", …" if len(lines) > 5 else "")
    return f"{bad} places are not valid UTF-8 and are shown as \ufffd (line {shown}); words are lost there."


def _pages(text: str) -> tuple[Page, ...]:
    if "\f" not in text.rstrip("\f\n "):
        return ()
    pages: list[Page] = []
    start = 0
    for number, part in enumerate(text.split("\f"), 1):
        pages.append(Page(number, start, start + len(part)))
        start += len(part) + 1
    return tuple(pages)


def _copy_kind(text: str) -> str | None:
    """What the layout of a text says of its origin: rules of hyphens are drawn on the web, asterisks by a recogniser,
    and lines broken in the middle of sentences come out of a PDF. ``None`` when it says nothing."""
    if len(_DASH_RULE.findall(text[:5000])) >= 2:
        return "web_copy"
    if _EMPHASIS.search(text):
        return "ocr_text"
    lines = [line.strip() for line in text.split("\n") if len(line.strip()) > 40]
    broken = sum(1 for line in lines if line[-1].isalpha() and len(line) < 110)
    return "pdf_text" if len(lines) >= 10 and broken > 0.4 * len(lines) else None
