"""What a reader is given, and the recognition of its format from its content."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import IO

from extractor.limits import limit, limits
from extractor.readers.errors import ReadError
from extractor.readers.letters.files import decoded, without_mark
from extractor.text import printable

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.S)
_OTHER_IMAGES = (b"GIF8", b"BM", b"RIFF", b"\0\0\0\x0cjP  ", b"AT&TFORM")
_HEIC = re.compile(rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1|avi[fs])", re.S)
_MHTML = re.compile(rb"(?:From|MIME-Version|Snapshot-Content-Location|Subject|Date|Content-Type):", re.I)
_HANDED_OVER = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_LOCKED = 1
"""The flag of a part of a package that is encrypted."""
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|meta|title|table|div|p)\b",
    re.I | re.S,
)
_MARKUP = re.compile(r"<(?:html|head|body|div|table|p|br)\b[^>]*>", re.I)


FORMS: Mapping[str, str] = MappingProxyType({
    "text": "plain text",
    "html": "a web page (HTML)",
    "mhtml": "a saved web page (MHTML)",
    "docx": "a Word document (DOCX)",
    "doc": "a document of an old Word (DOC)",
    "rtf": "rich text (RTF)",
    "odt": "an OpenDocument text (ODT)",
    "xls": "a workbook of an old Excel (XLS)",
    "ods": "an OpenDocument spreadsheet (ODS)",
    "xlsx": "a workbook (XLSX)",
    "pdf": "a PDF",
    "image": "an image",
})  # fmt: skip
"""What each format is called in messages."""
_ENDINGS: Mapping[str, frozenset[str]] = MappingProxyType({
    "text": frozenset(".txt .text .md .csv .tsv .log".split()),
    "html": frozenset(".html .htm .xhtml .xht".split()),
    "mhtml": frozenset({".mhtml", ".mht"}),
    "docx": frozenset(".docx .docm .dotx .dotm".split()),
    "doc": frozenset({".doc", ".dot"}),
    "rtf": frozenset({".rtf"}),
    "odt": frozenset({".odt", ".ott"}),
    "xls": frozenset({".xls", ".xlt"}),
    "ods": frozenset({".ods", ".ots"}),
    "xlsx": frozenset(".xlsx .xlsm .xltx .xltm".split()),
    "pdf": frozenset({".pdf"}),
    "image": frozenset(".png .jpg .jpeg .jfif .tif .tiff .webp".split()),
})  # fmt: skip
_KNOWN = frozenset(ending for endings in _ENDINGS.values() for ending in endings) | frozenset(
    ".xlsb .ppt .pptx .odp .gif .bmp .heic".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file and the name by which it was asked for."""

    name: str
    data: bytes = field(repr=False)
    digest: str | None = field(default=None, repr=False, compare=False)
    """That of the bytes, where somebody has made it already."""

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hex: the identity of the document."""
        return self.digest or hashlib.sha256(self.data).hexdigest()

    def known_as(self, name: str) -> Source:
        """The same bytes under another name, with their digest, which is then made only once."""
        return replace(self, name=name, digest=self.sha256)

    @classmethod
    def open(cls, path: str | Path) -> Source:
        """The file at ``path``. Raises :class:`ReadError` when it is missing, a folder, too large or not readable."""
        name = printable(str(path))
        try:
            if not _can_end(str(path)):
                raise ReadError(
                    name, "this is no regular file", "Copy what it gives into one, or pipe it: ocop check -"
                )
            with Path(path).open("rb") as stream:
                return cls.taken(name, stream)
        except FileNotFoundError:
            raise ReadError(name, "there is no such file", "Check the path") from None
        except IsADirectoryError:
            raise ReadError(name, "this is a folder", "Name the files in it") from None
        except OSError as error:
            trouble = f"the file cannot be opened ({error.strerror})"
            raise ReadError(name, trouble, "Check its permissions and the disk") from None
        except ValueError:  # a zero byte in the name
            raise ReadError(name, "no file can have this name", "Check the path") from None

    @classmethod
    def taken(cls, name: str, stream: IO[bytes]) -> Source:
        """What ``stream`` holds, called ``name``. Raises :class:`ReadError` when it is too large."""
        most = limits().file
        data = stream.read((most << 20) + 1)
        if len(data) > most << 20:
            raise ReadError(name, f"the file is larger than {limit('file', f'{most} MiB')}", "Divide it")
        return cls(name, data)


def is_handed_over(path: str) -> bool:
    """Whether ``path`` names what a shell handed to this process alone: ``/dev/stdin``, ``/dev/fd/63``."""
    return path.startswith(_HANDED_OVER)


def _can_end(path: str) -> bool:
    """Whether what is at ``path`` can be read to an end, or is missing or a folder, which opening it tells.

    Devices and pipes that nobody writes to have none; those that a shell hands over under ``/dev/fd`` do.
    """
    mode = os.stat(path).st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode) or (stat.S_ISFIFO(mode) and is_handed_over(path))


def in_pages(data: bytes) -> str | None:
    """ "pdf" or "image" where ``data`` begins like one: what is read page by page."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "image" if data.startswith(_IMAGES) or _WEBP.match(data) else None


def recognise(source: Source) -> str:
    """The format of ``source``, one of :data:`FORMS`.

    Raises :class:`ReadError` for an empty file and for formats that no reader knows.
    """
    data = source.data
    if not data:
        raise ReadError(source.name, "the file is empty", "Copy it again from where it came")
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise ReadError(source.name, "the file is empty but for blanks", "Copy it again from where it came")
    if form := in_pages(data):
        return form
    if data.startswith(b"PK\x03\x04"):
        return _zipped(source)
    if data.startswith(_OLE):
        return _old_office(source)
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    _refuse_known(source)
    if _is_mhtml(data):
        return "mhtml"
    if b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and not without_mark(data):
        raise ReadError(source.name, "this is no document that can be read", "Save it as PDF, DOCX, HTML or UTF-8 text")
    start = decoded(data[: 1 << 16]).text
    if _HTML.match(start) or (len(_MARKUP.findall(start)) >= 5 and start.lstrip()[:1] == "<"):
        return "html"
    return "text"


def misnamed(name: str, form: str) -> Iterator[str]:
    """A warning when the ending of a file's ``name`` promises another format than ``form``, as which it is read."""
    ending = PurePath(name).suffix.lower()
    if ending in _KNOWN and ending not in _ENDINGS[form]:
        yield f"The name ends in {ending}, but this is {FORMS[form]}; it was read as what it is."


def _zipped(source: Source) -> str:
    damaged = ReadError(
        source.name,
        "the file is damaged (it breaks off)",
        "Copy it again, or open it where it was made and save it anew",
    )
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            refuse_package(source.name, package)
            names = set(package.namelist())
            kind = package.read("mimetype")[:100].strip() if "mimetype" in names else b""
            locked = b"encryption-data" in package.read("META-INF/manifest.xml") if kind in _OPEN else False
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error):
        raise damaged from None
    if locked:
        raise ReadError(source.name, "the file is protected by a password", "Save it without one")
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if kind in _OPEN:
        return _OPEN[kind]
    if any(name.startswith("xl/") for name in names):
        raise ReadError(source.name, "this is a workbook in another format than XLSX", "Save it as XLSX")
    raise ReadError(source.name, "this is a package without a Word document or workbook", "Save it as PDF or DOCX")


def refuse_package(name: str, package: zipfile.ZipFile) -> None:
    """Raises :class:`ReadError` for a package, called ``name``, that is too large unpacked, or encrypted."""
    parts, most = package.infolist(), limits().unpacked
    if sum(part.file_size for part in parts) > most << 20:
        trouble = f"unpacked, the file is larger than {limit('unpacked', f'{most} MiB')}"
        raise ReadError(name, trouble, "Divide it, or save it anew without its pictures")
    if any(part.flag_bits & _LOCKED for part in parts):
        raise ReadError(name, "the file is protected by a password", "Save it without one")


def _old_office(source: Source) -> str:
    if "EncryptedPackage".encode("utf-16-le") in source.data:
        raise ReadError(source.name, "the file is protected by a password", "Save it without one")
    if _has_part(source.data, "WordDocument"):
        return "doc"
    if _has_part(source.data, "Workbook") or _has_part(source.data, "Book"):
        return "xls"
    raise ReadError(source.name, "this is a file of an old Office program", "Save it as DOCX or PDF")


def _has_part(data: bytes, name: str) -> bool:
    """Whether an old Office program saved a part of that name: they stand in entries of 128 bytes, padded to 64."""
    entry = re.escape(name.encode("utf-16-le").ljust(64, b"\0"))
    return any(found.start() % 128 == 0 for found in re.finditer(entry, data))


def _refuse_known(source: Source) -> None:
    """Says what a file is that no reader reads, so that the user knows how to save it."""
    data = source.data
    if _HEIC.match(data):
        remedy = "Save it as JPEG: export it on the telephone, or open it on the computer and save it anew"
        raise ReadError(source.name, "this is a photograph in HEIC or AVIF, which is not read", remedy)
    if data.startswith(_OTHER_IMAGES):
        raise ReadError(source.name, "this kind of image is not read", "Save it as PNG, JPEG or TIFF")


def _is_mhtml(data: bytes) -> bool:
    """Whether ``data`` begins with the head of a message that holds a page; browsers write it in different orders."""
    head = re.split(rb"\r?\n\r?\n", data[:4096].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0].lower()
    holds = b"multipart/related" in head or b"multipart/alternative" in head or b"content-type: text/html" in head
    return holds and b"mime-version:" in head and _MHTML.match(head) is not None
