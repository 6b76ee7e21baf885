"""The matching view of a text: what patterns are run on, with a way back to the text as read.

``Document.text`` is never rewritten. :func:`view` makes a second text in which hard-wrapped lines are joined, runs of
blanks are one blank, paragraphs end with ``\\n``, footnotes stand after the paragraph that they interrupt, and letters
that look alike are one letter. Every place in it leads back: ``view.span(start, end)``.

Tone marks, dashes and look-alike letters are replaced one code point for another, so only blanks, marks of
emphasis and the order of footnotes need a map.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extractor.lines import DROPPED, flow

_OLD = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()
_NEW = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
_TONES = {
    form(old): form(new) for old, new in zip(_OLD, _NEW, strict=True) for form in (str, str.upper, str.capitalize)
}
# "hoà" is "hòa", but "hoàn" and "quý" keep their tone where it is. The letter comes first: the engine leaps to it.
_TONE = re.compile(r"[oOuU](?<![qQ].)[àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?![^\W\d_])")
_YEARS = re.compile(r"\b((?:19|20)\d{2})\s*[-‐‑–—]\s*((?:19|20)\d{2})\b(?![/-])")
_ALIKE = (
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", DROPPED)
    | {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "⁄": "/", "∕": "/", "／": "/", "’": "'", "‘": "'"}
    | dict(zip("АВЕЅІЈКМНОРСТУХаеорсухіј", "ABESIJKMHOPCTYXaeopcyxij", strict=True))  # Cyrillic letters that look Latin
)
_ODD = re.compile(f"[{''.join(_ALIKE)}]")
_OTHERS = tuple(zip("\u0130\u0131\u017f\u212a", "iisk", strict=True))
_EMPHASIS = re.compile(r"\*(?:\*{0,2}(?=[^\s*])|(?<=[^\s*]\*)\*{0,2})")
_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹](?<![ckd]m.)(?<!\bm.)[¹²³⁰⁴-⁹]*")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
_SIGNS = re.compile(r"[\W_]+")
_PLAIN_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_RUN = re.compile(r"[^\s\0]+(?: [^\s\0]+)*")
_LONGEST = 5000
"""Characters of a paragraph; a longer one is cut, since what looks around a figure may look at all of it."""


def normalise(text: str) -> str:
    """``text`` with look-alike letters, dashes, blanks and the place of tone marks made one; same length.

    Marks of emphasis, soft hyphens and superscript note marks become NUL, which the view leaves out.
    """
    for sign in set(_ODD.findall(text)):  # a few replacements cost less than looking up every letter
        text = text.replace(sign, _ALIKE[sign])
    text = _TONE.sub(lambda m: _TONES.get(m.group(), m.group()), text)
    text = _EMPHASIS.sub(lambda m: DROPPED * len(m.group()), text) if "*" in text else text
    return _SUPERSCRIPT.sub(lambda m: DROPPED * len(m.group()), text)


def printable(name: str) -> str:
    """A file name as it can be shown and stored: what is no letter or sign, or would steer a terminal, as "\\x1b"."""
    if name.isprintable():
        return name
    return "".join(
        c
        if c.isprintable()
        else f"\\x{ord(c) & 0xFF:02x}"
        if ord(c) < 0x100 or "\udc80" <= c <= "\udcff"
        else f"\\u{ord(c):04x}"
        for c in name
    )


def composed(text: str) -> tuple[str, list[int] | None]:
    """``text`` in NFC, and for each of its code points (and its end) where it stands in ``text``.

    The places are ``None`` where ``text`` is in NFC already.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        pieces.append(unicodedata.normalize("NFC", cluster.group()))
        places.extend([cluster.start()] * len(pieces[-1]))
    return "".join(pieces), [*places, len(text)]


class _Folding(dict[int, str]):
    """The bare letter of each code point, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        bare = unicodedata.normalize("NFD", chr(point))[0]
        self[point] = letter = {"đ": "d", "Đ": "d", "Ð": "d"}.get(bare, bare.lower())
        return letter


_FOLDING = _Folding()


class _FoldedWords(dict[str, str]):
    """What stands between two blanks without marks and case: words come again and again, so each is looked up."""

    def __missing__(self, word: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        self[word] = bare = word.translate(_FOLDING)
        return bare


_FOLDED_WORDS = _FoldedWords()
_REMEMBERED = 50_000


def fold(text: str) -> str:
    """``text`` without marks and case, đ as d: for search and comparison. As long as the NFC text in code points."""
    return " ".join(map(_FOLDED_WORDS.__getitem__, unicodedata.normalize("NFC", text).split(" ")))


def small(text: str) -> str:
    """``text`` in small letters, as long as it is; the i, k and s of others, which patterns without case take for
    Latin ones, are these (as the documentation of :mod:`re` has it)."""
    for other, letter in _OTHERS:
        text = text.replace(other, letter)
    return text.lower()


def letters(text: str) -> str:
    """``text`` by its letters and digits alone: capitals, blanks and punctuation make no other title."""
    without = text.lower().encode(errors="surrogatepass").translate(None, _PLAIN_SIGNS)  # most signs, and soonest
    return _SIGNS.sub("", without.decode(errors="surrogatepass"))


def alike(words: str) -> str:
    """``words`` whatever their capitals, blanks and places of tone marks: "Hộ  gia đình" is "hộ gia đình"."""
    return re.sub(r"\s*([^\w\s])\s*", r"\1", " ".join(normalise(words).lower().split()))


def year_ranges(text: str) -> str:
    """``text`` with every range of years written in one way, whatever dash it was written with: "2021–2025"."""
    return _YEARS.sub(r"\1–\2", text)


def slugged(words: str) -> str:
    """Words as part of an address: no marks, small letters, hyphens ("46/KH-UBND": "46-kh-ubnd")."""
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")


def untaken(base: str, taken: set[str]) -> str:
    """``base`` as an address that no other has: with a number behind it where it is ``taken``. It is taken then."""
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    taken.add(slug)
    return slug


class Paragraph(NamedTuple):
    """A paragraph of the view (offsets there, the final line break left out); ``note`` for a footnote."""

    start: int
    end: int
    note: bool = False


class Mend(NamedTuple):
    """Words of the source (offsets there) that the view has otherwise: ``read`` by an engine, ``meant`` in the view."""

    start: int
    end: int
    read: str
    meant: str


@dataclass(frozen=True, slots=True)
class View:
    """A text to match on, its paragraphs, and the way back to ``source``."""

    source: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    _here: list[int]
    _there: list[int]
    mends: tuple[Mend, ...] = ()
    """What was put right for matching, in the order of the source."""

    def origin(self, offset: int) -> int:
        """Where the character at ``offset`` of the view stands in the source."""
        piece = max(bisect_right(self._here, offset) - 1, 0)
        return self._there[piece] + offset - self._here[piece] if self._here else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of ``text[start:end]``; ``end`` exclusive, ``start < end``."""
        return self.origin(start), self.origin(end - 1) + 1

    def find(self, origin: int) -> int:
        """The offset in the view of the source character at ``origin``, or of the nearest one after it that is kept."""
        likely = max(bisect_right(self._there, origin) - 1, 0)  # but for footnotes, which stand out of order
        if self._there and self._there[likely] <= origin < self._there[likely] + self._length(likely):
            return self._here[likely] + origin - self._there[likely]
        best, distance = len(self.text), len(self.source) + 1
        for index, (here, there) in enumerate(zip(self._here, self._there, strict=True)):
            if there <= origin < there + self._length(index):
                return here + origin - there
            if 0 < there - origin < distance:
                best, distance = here, there - origin
        return best

    def repairs(self, start: int, end: int) -> tuple[str, ...]:
        """What was put right between two offsets of the source, as people are told: "l5 → 15"."""
        return tuple(f"{mend.read} → {mend.meant}" for mend in self.mends if mend.end > start and mend.start < end)

    def meant(self, start: int | None, end: int | None, words: str) -> str:
        """``words`` that are read between two offsets of the source, with what was put right there."""
        if start is None or end is None or not self.mends or not self.repairs(start, end):
            return words
        return self.text[self.find(start) : self.find(end - 1) + 1]

    def _length(self, index: int) -> int:
        """The length of a piece that stands in the view as in the source."""
        following = self._here[index + 1] if index + 1 < len(self._here) else len(self.text)
        return following - self._here[index]


@lru_cache(maxsize=2)
def view(text: str) -> View:
    """The matching view of ``text`` (NFC, as read); kept for the checks of a document."""
    normal = normalise(text)
    out: list[str] = []
    here: list[int] = []
    there: list[int] = []
    paragraphs: list[Paragraph] = []
    length = 0

    for slices, note in flow(text, normal):
        begin, last = length, -1
        for start, end in slices:
            line = normal[start:end]
            bare = line.strip(" ")
            if bare and "  " not in bare and bare.isprintable():  # as most lines are: one stretch
                stretches: Iterable[tuple[str, int]] = ((bare, start + line.index(bare[0])),)
            else:
                stretches = [(run.group(), run.start()) for run in _RUN.finditer(normal, start, end)]
            for piece, origin in stretches if end - start <= _LONGEST else _cut(stretches):
                if length - begin + len(piece) > _LONGEST:
                    paragraphs.append(Paragraph(begin, length, note))
                    out.append("\n")
                    length += 1
                    begin, last = length, -1
                if last >= 0 and normal[last:origin].strip(DROPPED):
                    out.append(" ")  # it stands where the stretch before ends, so it needs no entry in the map
                    length += 1
                here.append(length)
                there.append(origin)
                out.append(piece)
                length += len(piece)
                last = origin + len(piece)
        if length > begin:
            paragraphs.append(Paragraph(begin, length, note))
            out.append("\n")
            length += 1
    return View(text, "".join(out), tuple(paragraphs), here, there)


def _cut(stretches: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """``stretches`` of a line as (words, place), a long one cut behind a sentence, else at a blank, else anywhere."""
    for piece, origin in stretches:
        start = 0
        while len(piece) - start > _LONGEST:
            most = start + _LONGEST
            end = max(piece.rfind(sign, start, most) + 1 for sign in (". ", "; ")) or piece.rfind(" ", start, most)
            end = end if end > start else most
            yield piece[start:end], origin + start
            start = end + (piece[end] == " ")
        yield piece[start:], origin + start
