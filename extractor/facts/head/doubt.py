"""Which fields in the head of a scan cannot be what is printed: an engine that lost letters made them.

They are left out, as a field that is not stated is; a warning says where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.facts.geography import provinces
from extractor.model import Document, Head
from extractor.readers.letters.syllables import is_real
from extractor.rulebook import Rulebook

_SURE = 0.9
"""A person's name on a page read with less confidence is believed only where it could be no other."""
_MOST_LOST = 0.15
"""The share of words that are no syllables in a title that is believed, and the number that names of goods explain."""
_FEW = 2
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"(?i)[aăâeêioôơuưy]")
_UNIT = re.compile(r"(?i)\b(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) (.+)$")


def believed(head: Head, document: Document, rulebook: Rulebook) -> Head:
    """``head`` without what no head can say, where an engine read it."""
    wrong = _doubtful(head, document, rulebook)
    return replace(
        head,
        issuer=None if "issuer" in wrong else head.issuer,
        title=None if "title" in wrong else head.title,
        signer=None if "signer" in wrong else head.signer,
    )


def poorly_read(head: Head, document: Document, rulebook: Rulebook) -> Iterator[str]:
    """The warning that ``head``, as it was read, is not what is printed, or that nothing of it was recognised."""
    if not _scanned(document):
        return
    nothing = head.issuer is None and (head.doc_type is None or head.title is None)
    if (nothing and _unsure(document)) or _doubtful(head, document, rulebook):
        yield f"Poorly read; head not recognised: see page {document.pages[0].number}."


def _doubtful(head: Head, document: Document, rulebook: Rulebook) -> list[str]:
    """The names of the fields of ``head`` that cannot be right."""
    if not _scanned(document):
        return []
    wrong = {
        "issuer": head.issuer and not _is_body(head.issuer, rulebook),
        "title": head.title and _is_torn(head.title, rulebook),
        "signer": head.signer and not _is_name(head.signer, rulebook, unsure=_unsure(document)),
    }
    return [field for field, found in wrong.items() if found]


def _scanned(document: Document) -> bool:
    return bool(document.pages) and document.pages[0].ocr


def _unsure(document: Document) -> bool:
    confidence = document.pages[0].confidence
    return confidence is not None and confidence < _SURE


def _is_body(issuer: str, rulebook: Rulebook) -> bool:
    """Whether an issuer begins as the names of bodies do, each word before its place a syllable, its province known."""
    if _has_strange(issuer, rulebook) or not rulebook.compile("(?i:{letterhead}|{issuer}|tổ )").match(issuer):
        return False
    unit = _UNIT.search(issuer)
    if unit and unit[1].lower() == "tỉnh" and unit[2].casefold() not in provinces(rulebook):
        return False
    return not any(_is_lost(word) for word in _WORD.findall(issuer[: unit.start()] if unit else issuer))


def _is_torn(title: str, rulebook: Rulebook) -> bool:
    """Whether letters of a title are lost; names, in capitals or beginning with one, may be of any language."""
    words = [
        word for index, word in enumerate(_WORD.findall(title)) if word.islower() or (not index and word.istitle())
    ]
    lost = sum(len(word) > 1 and not is_real(word) for word in words)
    return _has_strange(title, rulebook) or (lost >= _FEW and lost > _MOST_LOST * len(words))


def _is_name(signer: str, rulebook: Rulebook, *, unsure: bool) -> bool:
    """Whether a person may be called so; where the engine is ``unsure``, by a family name that is known."""
    if _has_strange(signer, rulebook) or rulebook.compile("{upper}{upper}{lower}|{lower}{upper}").search(signer):
        return False
    families = {name for row in rulebook.table("family_names") for name in row["names"].split("|")}
    return not unsure or (signer.split()[0] in families and not any(map(_is_lost, _WORD.findall(signer))))


def _is_lost(word: str) -> bool:
    """Whether a word of two letters or more is no syllable, and no abbreviation in capitals or without a vowel."""
    abbreviated = word.isupper() or not _VOWEL.search(word)
    return len(word) > 1 and not abbreviated and not is_real(word)


def _has_strange(words: str, rulebook: Rulebook) -> bool:
    """Whether a letter stands in ``words`` that is written neither in Vietnamese nor in plain Latin script."""
    known = rulebook.compile("{upper}|{lower}")
    return any(letter.isalpha() and not known.fullmatch(letter) for letter in words)
