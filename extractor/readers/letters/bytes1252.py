"""Windows-1252 as programs use it: a byte that has no letter there stands for the control code of its number."""

from __future__ import annotations


def _letter(code: int) -> str:
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


LETTERS = tuple(map(_letter, range(256)))
"""The letter of each byte."""
_CODES = {letter: code for code, letter in enumerate(LETTERS)} | {chr(code): code for code in range(0x80, 0xA0)}


def text_of(data: bytes) -> str:
    """``data`` as text, a letter for each byte."""
    return "".join(map(LETTERS.__getitem__, data))


def bytes_of(text: str) -> bytes:
    """The bytes that ``text`` was read from. Raises UnicodeError where it holds other letters."""
    try:
        return bytes(map(_CODES.__getitem__, text))
    except KeyError:
        raise UnicodeError(text) from None
