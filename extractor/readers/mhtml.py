"""Saved web pages in one file (MHTML): an e-mail message whose parts are the page and its pictures."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from extractor.model import Document
from extractor.readers.errors import ReadError
from extractor.readers.html import read_html
from extractor.readers.source import Source


def read_mhtml(source: Source) -> Document:
    """The page in a saved web page; those that are shown in frames of it are left out.

    Raises :class:`ReadError` when it holds no page or the page has no text.
    """
    message = message_from_bytes(source.data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    data = page.get_payload(decode=True) if page else None
    if not isinstance(data, bytes) or page is None:
        raise ReadError(source.name, "this web archive (MHTML) holds no page", "Save the page as HTML only")
    read = read_html(Source(source.name, _as_utf8(data, page.get_content_charset())))
    return replace(read, id=source.sha256, format="mhtml")


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """The page in UTF-8, where the head of its part tells in what it is; a reader of pages looks into the page only."""
    try:
        return data.decode(charset or "utf-8").encode()
    except (LookupError, UnicodeError):
        return data
