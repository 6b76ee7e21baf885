"""The letters of a web page: text by text, with the font that the nearest element names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extractor.readers.controls import harmless
from extractor.readers.letters.charsets import of_font
from extractor.readers.letters.mending import Mended, Piece, mended
from extractor.readers.letters.tidying import tidied, unescaped

Element = etree._Element

_FAMILY = re.compile(r"font(?:-family)?\s*:[^;]*?['\"]?(\.?Vn[A-Z][^,;'\"]*|VNI[- ][^,;'\"]*)", re.I)
_NO_TEXT = ("script", "style")


def mend_page(page: Element) -> Mended:
    """Makes the text of a page Unicode in place: old fonts, UTF-8 read in a wrong way, entities escaped twice."""
    places = list(_places(page, ""))
    found = mended([_piece(unescaped(_text(element, tail)), font) for element, tail, font in places])
    for (element, tail, _), text in zip(places, found.texts, strict=True):
        if tail:
            element.tail = _storable(text)
        else:
            element.text = _storable(text)
    return found


def _storable(text: str) -> str:
    """``text`` without the signs that a tree refuses, which a saved page may have all the same."""
    return harmless(tidied(text)).replace("\f", " ")


def _places(element: Element, font: str) -> Iterator[tuple[Element, bool, str]]:
    """Each place with text: its element, whether it stands behind it, and the font there."""
    stack = [(element, font, False)]
    while stack:
        here, outer, tail = stack.pop()
        if tail:
            yield here, True, outer
            continue
        inner = _font(here) or outer if isinstance(here.tag, str) else outer
        if here.tail:
            stack.append((here, outer, True))
        if isinstance(here.tag, str) and here.tag not in _NO_TEXT:
            if here.text:
                yield here, False, inner
            stack.extend((child, inner, False) for child in reversed(here))


def _font(element: Element) -> str:
    """The old font that an element names, its first otherwise; "" where it names none."""
    family = _FAMILY.search(element.get("style") or "")
    return family.group(1).strip() if family else (element.get("face") or "").split(",")[0].strip(" '\"")


def _piece(text: str, font: str) -> Piece:
    charset, capitals = of_font(font) or (None, False)
    return Piece(text, charset, capitals)


def _text(element: Element, tail: bool) -> str:
    return (element.tail if tail else element.text) or ""
