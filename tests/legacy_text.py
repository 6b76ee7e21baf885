"""Texts as old fonts and mistaken programs leave them, made from texts that are right."""

from __future__ import annotations

import unicodedata

from extractor.rulebook import table

BYTES = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)}
"""The letter that a Windows program shows for each byte."""


def in_tcvn3(text: str) -> str:
    """As typed with .VnTime: capitals with a tone are small letters, all else is kept."""
    letters = {row["letter"]: chr(int(row["code"], 16)) for row in table("tcvn3")}
    narrow = {letter: code for letter, code in letters.items() if letter.islower() or letter in "ĂÂÊÔƠƯĐ"}
    return "".join(narrow.get(sign) or narrow.get(sign.lower(), sign) for sign in text)


def without_marked_capitals(text: str) -> str:
    """What can be expected back of :func:`in_tcvn3` where a line is not in capitals: small letters with tones, but in
    the name of people's committees."""
    small = "".join(sign.lower() if len(unicodedata.normalize("NFD", sign)) > 1 else sign for sign in text)
    return small.replace("ủy ban nhân dân", "Ủy ban nhân dân")


def in_vni(text: str) -> str:
    """As typed with VNI-Times: a letter and its mark."""
    codes = {row["letter"]: row["code"] for row in table("vni")}
    return "".join(codes.get(sign) or codes.get(sign.lower(), sign.lower()).upper() if sign.isupper()
                   else codes.get(sign, sign) for sign in text)  # fmt: skip


def in_windows_1258(text: str) -> bytes:
    """As saved by old Windows programs: the tone behind its letter. What the encoding lacks is a question mark."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = bytearray()
    for sign in unicodedata.normalize("NFC", text):
        try:
            out += sign.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", sign)
            tone = next((mark for mark in apart if mark in tones), "")
            out += unicodedata.normalize("NFC", apart.replace(tone, "")).encode("cp1258", "replace")
            out += tone.encode("cp1258")
    return bytes(out)


def misread(text: str, times: int = 1) -> str:
    """UTF-8 shown as windows-1252, once or several times over."""
    for _ in range(times):
        text = "".join(BYTES[code] for code in text.encode())
    return text
