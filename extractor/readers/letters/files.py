"""The bytes of a text file as text, whatever encoding they are in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from extractor.readers.letters.bytes1252 import text_of

BOMS: Mapping[bytes, str] = MappingProxyType(
    {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
)
_START = 4096
_BAD = 0.02
"""More invalid places than this share of the characters: the text is in another encoding, not damaged."""


class Decoded(NamedTuple):
    """A text, how many places in it were not valid (shown as U+FFFD), and the encoding by which it was read."""

    text: str
    bad: int
    encoding: str


OLD = "windows-1252"
"""The encoding by which a text is read whose bytes nobody knows."""


def decoded(data: bytes) -> Decoded:
    """``data`` as text.

    The byte order mark says how, else zeros in every other place (UTF-16); else it is UTF-8, and where too much is not
    valid for that, windows-1252: an old encoding of Vietnamese is recognised from its letters.
    """
    mark = next((mark for mark in BOMS if data.startswith(mark)), b"")
    encoding = BOMS.get(mark) or without_mark(data) or "utf-8"
    bare = data[len(mark) :]
    try:
        return Decoded(bare.decode(encoding), 0, encoding)
    except UnicodeDecodeError:
        text = bare.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if encoding == "utf-8" and bad > _BAD * len(text):
        return Decoded(text_of(bare), 0, OLD)
    return Decoded(text, bad, encoding)


def without_mark(data: bytes) -> str | None:
    """The kind of UTF-16 that ``data`` is in though it has no byte order mark; ``None`` when it is something else.

    In Vietnamese every other byte is 0, 1, 3, 0x1E or 0x20, and most of them are 0.
    """
    start = data[: min(_START, len(data)) & ~1]
    if 0 not in start:
        return None
    for high, encoding in ((start[1::2], "utf-16-le"), (start[::2], "utf-16-be")):
        low = start[::2] if encoding == "utf-16-le" else start[1::2]
        usual = sum(map(high.count, (0, 1, 3, 0x1E, 0x20)))
        if high.count(0) > 0.4 * len(high) and usual > 0.95 * len(high) and low.count(0) < 0.01 * len(low):
            return encoding
    return None
