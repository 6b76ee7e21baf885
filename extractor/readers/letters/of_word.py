"""The letters of a Word document, run by run: each font says how its text is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from extractor.readers.letters.charsets import Charset, of_font
from extractor.readers.letters.mending import Mended, Piece, mended

_TEXT, _RUN, _PARAGRAPH = qn("w:t"), qn("w:r"), qn("w:p")
_BETWEEN = frozenset(
    qn(f"w:{name}")
    for name in "tab br cr noBreakHyphen ptab sym drawing pict footnoteReference endnoteReference".split()
)
_DEEPEST = 12
"""Styles that rest on each other; more is a circle."""


class WordLetters:
    """Makes the text below elements of one document Unicode, in place, before anything is read from them."""

    def __init__(self, word: WordDocument) -> None:
        self._styles = {style.style_id: style.element for style in word.styles}
        root = word.styles.element
        self._default = _font(root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}"))
        marked = (s for s in self._styles.values() if s.get(qn("w:type")) == "paragraph" and _is_on(s))
        self._normal = next((style.get(qn("w:styleId")) for style in marked), None)
        self.words: Counter[str] = Counter()

    def mend(self, root: _Element) -> None:
        """Converts what stands below ``root``; ``words`` counts it."""
        groups = [_Group(key[2], key[3], tuple(slot.element for slot in slots))
                  for key, slots in groupby(self._slots(root), key=_Slot.key)]  # fmt: skip
        found = mended([Piece(group.text, group.charset, group.capitals) for group in groups])
        self.words += found.words
        for group, text in zip(groups, found.texts, strict=True):
            if text != group.text:
                first, *rest = group.elements
                first.text = text
                for element in rest:
                    element.text = ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was converted."""
        return Mended((), self.words).warnings

    def _slots(self, root: _Element) -> Iterator[_Slot]:
        """The pieces of text with what tells neighbours apart that must not become one."""
        stretch = 0
        for element in root.iter(_TEXT, _PARAGRAPH, *_BETWEEN):
            if element.tag != _TEXT:
                stretch += 1
                continue
            run = next(element.iterancestors(_RUN), None)
            paragraph = next(element.iterancestors(_PARAGRAPH), None)
            known = of_font(self._font_of(run, paragraph)) or (None, False)
            raised = run is not None and run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") is not None
            yield _Slot(element, stretch, id(paragraph), known[0], known[1], raised)

    def _font_of(self, run: _Element | None, paragraph: _Element | None) -> str:
        """The font in which Word shows the Latin letters of a run: its own, its style's, its paragraph's."""
        own = _font(run)
        if own is not None:
            return own
        for style in (_style(run, "r"), _style(paragraph, "p") or self._normal):
            for _ in range(_DEEPEST):
                element = self._styles.get(style) if style else None
                if element is None:
                    break
                named = _font(element)
                if named is not None:
                    return named
                above = element.find(qn("w:basedOn"))
                style = None if above is None else above.get(qn("w:val"))
        return self._default or ""


@dataclass(frozen=True, slots=True)
class _Slot:
    element: _Element
    stretch: int
    paragraph: int
    charset: Charset | None
    capitals: bool
    raised: bool

    def key(self) -> tuple[int, int, Charset | None, bool, bool]:
        return self.stretch, self.paragraph, self.charset, self.capitals, self.raised


@dataclass(frozen=True, slots=True)
class _Group:
    charset: Charset | None
    capitals: bool
    elements: tuple[_Element, ...]

    @property
    def text(self) -> str:
        return "".join(element.text or "" for element in self.elements)


def _font(element: _Element | None) -> str | None:
    """The font that an element names in its properties; "" for one of the theme, ``None`` where it names none."""
    fonts = None if element is None else element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    if fonts is None:
        return None
    named = fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii"))
    return named or ("" if fonts.get(qn("w:asciiTheme")) else None)


def _style(element: _Element | None, kind: str) -> str | None:
    found = None if element is None else element.find(f"{qn(f'w:{kind}Pr')}/{qn(f'w:{kind}Style')}")
    return None if found is None else found.get(qn("w:val"))


def _is_on(style: _Element) -> bool:
    return style.get(qn("w:default")) in ("1", "true", "on")
