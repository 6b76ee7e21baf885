"""What a reader is given, and the recognition of its format from its content."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from extractor.readers.errors import ReadError
from extractor.readers.letters.files import decoded, without_mark

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_OTHER_IMAGES = (b"GIF8", b"BM", b"RIFF", b"\0\0\0\x0cjP  ", b"AT&TFORM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|meta|title|table|div|p)\b",
    re.I | re.S,
)
_MARKUP = re.compile(r"<(?:html|head|body|div|table|p|br)\b[^>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file and the name by which it was asked for."""

    name: str
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hex: the identity of the document."""
        return hashlib.sha256(self.data).hexdigest()

    @classmethod
    def open(cls, path: str | Path) -> Source:
        """The file at ``path``. Raises :class:`ReadError` when it is missing, a folder or not readable."""
        try:
            return cls(str(path), Path(path).read_bytes())
        except FileNotFoundError:
            raise ReadError(str(path), "there is no such file", "Check the path") from None
        except IsADirectoryError:
            raise ReadError(str(path), "this is a folder", "Name the files in it") from None
        except OSError as error:
            trouble = f"the file cannot be opened ({error.strerror})"
            raise ReadError(str(path), trouble, "Check its permissions and the disk") from None


def recognise(source: Source) -> str:
    """The format of ``source``: pdf, docx, html, image or text.

    Raises :class:`ReadError` for an empty file and for formats that no reader knows.
    """
    data = source.data
    if not data:
        raise ReadError(source.name, "the file is empty", "Copy it again from where it came")
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise ReadError(source.name, "the file is empty but for blanks", "Copy it again from where it came")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_IMAGES):
        return "image"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(source)
    _refuse_known(source)
    if b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and not without_mark(data):
        raise ReadError(source.name, "this is no document that can be read", "Save it as PDF, DOCX, HTML or UTF-8 text")
    start = decoded(data[: 1 << 16]).text
    if _HTML.match(start) or (len(_MARKUP.findall(start)) >= 5 and start.lstrip()[:1] == "<"):
        return "html"
    return "text"


def _zipped(source: Source) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            names = set(package.namelist())
    except zipfile.BadZipFile:
        raise ReadError(
            source.name, "the file is damaged (it breaks off)", "Copy it again, or open and save it in Word"
        ) from None
    if "word/document.xml" in names:
        return "docx"
    what = "a workbook" if any(name.startswith("xl/") for name in names) else "a package without a Word document"
    raise ReadError(source.name, f"this is {what}", "Save it as PDF or DOCX")


def _refuse_known(source: Source) -> None:
    """Says what a file is that no reader reads, so that the user knows how to save it."""
    data = source.data
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError(source.name, "the file is protected by a password", "Save it without one")
        raise ReadError(source.name, "this is a file of an old Office program", "Save it as DOCX or PDF")
    if data.startswith(b"{\\rtf"):
        raise ReadError(source.name, "this is rich text (RTF)", "Save it as DOCX or PDF")
    if data.startswith(_OTHER_IMAGES) or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        raise ReadError(source.name, "this kind of image is not read", "Save it as PNG, JPEG or TIFF")
    if re.match(rb"(?:From|MIME-Version|Snapshot-Content-Location):", data) and b"multipart/related" in data[:4096]:
        raise ReadError(source.name, "this is a web archive (MHTML)", "Save the page as HTML only")
