"""UTF-8 that was read as windows-1252 (or 1258), once or several times over: "á»§y ban nhÃ¢n dÃ¢n"."""

from __future__ import annotations

import re
import unicodedata

from extractor.readers.letters.bytes1252 import LETTERS, bytes_of
from extractor.readers.letters.syllables import is_real

_NEXT = "[" + "".join(re.escape(LETTERS[code]) + re.escape(chr(code)) for code in range(0x80, 0xC0)) + "]"
_SEQUENCE = re.compile(f"[ÂÃĂÄÅÆËÌ]{_NEXT}|[áâ]{_NEXT}{{2}}|ï»¿|Ã ")
_FIRST = re.compile(r"Ã|Ä|Æ|Ì|Â|á[º»]|â€|Ă[^\w\s]")
"""With one of these each sequence begins that matters: most lines have none."""
_WORD = re.compile(r"(?:[^\W\d_]|[\u0080-\u009f\u00a1-\u00bf€‚ƒ„†‡ˆ‰‹•˜™›])+")
"""A word with the signs that may be bytes of its letters, but for those that stand beside words in all texts."""
_CONTROL = re.compile(r"[\x80-\x9f]")
_BLANKED = re.compile(r"([^\W\d_]*)à\ue000([^\W\d_]*)")
_LOST = re.compile(r"([^\W\d_]*)(á»|Ä)([^\W\d_]*)")
_LOST_LETTERS = {"á»": "ềọỏỐờ", "Ä": "Đ"}
"""The letters whose last byte windows-1252 does not have, so that programs drop it."""
_DEEPEST = 3


def may_be_misread(text: str) -> bool:
    """Whether ``text`` has a sign with which misread letters begin: a cheap test before :func:`repaired`."""
    return bool(_FIRST.search(text))


def repaired(text: str) -> tuple[str, int]:
    """``text``, and 0, unless it has more real syllables when read as UTF-8; then that, and how many words differ."""
    if not may_be_misread(text):
        return text, 0
    best, most = text, _worth(text)
    read = text
    for _ in range(_DEEPEST):
        further = _SEQUENCE.sub(_decoded, read)
        if further == read:
            break
        read = further
        worth = _worth(read)
        if worth > most:
            best, most = read, worth
    if best == text:
        return text, 0
    best = _LOST.sub(_found_again, _BLANKED.sub(_joined, best))
    return unicodedata.normalize("NFC", best), sum(1 for word in _WORD.findall(best) if not word.isascii())


def _decoded(found: re.Match[str]) -> str:
    """The letter that a sequence stands for; the sequence itself where that is no letter or sign of Vietnamese."""
    if found.group() == "Ã ":
        return "à\ue000"
    try:
        letter = bytes_of(found.group().replace("Ă", "Ã")).decode("utf-8")
    except UnicodeError:
        return found.group()
    return letter if _is_expected(letter) else found.group()


def _is_expected(letter: str) -> bool:
    """Letters and signs of Vietnamese texts, and those that stand there after a further reading."""
    known = letter in LETTERS or letter in "ĂăĐđĨĩŨũƠơƯư₫\ufeff"
    return known or "\u1ea0" <= letter <= "\u1ef9" or "\u2010" <= letter <= "\u22ff" or "\u0300" <= letter <= "\u0323"


def _worth(text: str) -> int:
    """How good a text is: its real syllables with marks less its other words with marks and its control codes."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return 2 * sum(map(is_real, words)) - len(words) - len(_CONTROL.findall(text))


def _joined(found: re.Match[str]) -> str:
    """The last byte of "à", a no-break blank, became a blank: "lÃ m" is "làm", "vÃ cac" is "và cac"."""
    before, after = found.groups()
    whole = f"{before}à{after}"
    return whole if after and is_real(whole) else f"{before}à {after}"


def _found_again(found: re.Match[str]) -> str:
    """A letter whose last byte was lost, where only one makes a syllable; else U+FFFD in its place."""
    before, lead, after = found.groups()
    loud = not any(sign.islower() for sign in before + after)
    letters = [letter for letter in _LOST_LETTERS[lead] if letter.isupper() <= loud or lead == "Ä"]
    whole = [f"{before}{letter}{after}" for letter in letters if is_real(f"{before}{letter}{after}")]
    return whole[0] if len(whole) == 1 else f"{before}\ufffd{after}"
