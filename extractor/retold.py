"""Sentences made elsewhere said again in another language: what varies in them is found by templates with holes.

The checks say what they found in Vietnamese, as documents do, and errors are raised in English; both are whole
sentences by then. A template in ``rules/`` knows such a sentence by its fixed words and puts what stands between them
into its translation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

_HOLE = re.compile(r"\{(\w+)\}")
_TO_TELL = "_"
"""At the end of the name of a hole: what stands in it is translated as well."""
_DIGITS = r"[\d/]+"
_FORMS = {"date": _DIGITS, "count": _DIGITS, "number": _DIGITS, "day_": rf"(?:(?:ngày|tháng|năm) )?{_DIGITS}"}
"""Holes in which not just any words may stand."""
_STOP = ". "
_BETWEEN = ("; ", ", ")


@dataclass(frozen=True, slots=True)
class Templates:
    """Sentences and the parts that may stand in their holes, each with its translation; the longest come first."""

    sentences: Sequence[tuple[str, str]]
    parts: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, sentences: Mapping[str, str], parts: Mapping[str, str]) -> Templates:
        """Templates from tables of "fixed words {hole}" and what they become."""
        return cls(_longest_first(sentences), _longest_first(parts))

    def told(self, text: str) -> str | None:
        """``text``, one sentence or several, translated; ``None`` when a sentence of it is not known."""
        at = text.find(_STOP)
        while at >= 0:
            first = self._by(self.sentences, text[: at + 1])
            rest = self.told(text[at + len(_STOP) :]) if first is not None else None
            if rest is not None:
                return f"{first} {rest}"
            at = text.find(_STOP, at + 1)
        return self._by(self.sentences, text)

    def _by(self, templates: Sequence[tuple[str, str]], text: str) -> str | None:
        for template, translation in templates:
            match = _pattern(template).fullmatch(text)
            if match:
                return translation.format(
                    **{name: self._hole(name, words) for name, words in match.groupdict().items()}
                )
        return None

    def _hole(self, name: str, words: str) -> str:
        return self._part(words) if name.endswith(_TO_TELL) else words

    def _part(self, words: str) -> str:
        """A part translated, or each member of a list of parts; what is not known stays, as names do."""
        told = self._by(self.parts, words)
        for sign in _BETWEEN if told is None else ():
            if sign in words:
                return sign.join(map(self._part, words.split(sign)))
        return words if told is None else told


def _longest_first(table: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    return sorted(table.items(), key=lambda pair: -len(_HOLE.sub("", pair[0])))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Made when first needed: most commands have nothing to say again."""
    pieces = _HOLE.split(template)
    words = (_group(piece) if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))
    return re.compile("".join(words), re.DOTALL)


def _group(name: str) -> str:
    return f"(?P<{name}>{_FORMS.get(name, '.+?')})"
