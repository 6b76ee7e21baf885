"""Signs that are no part of a word though they stand in it, and letters written as HTML writes them."""

from __future__ import annotations

import html
import re

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\uffff"))
_HYPHENS = {0xFFFE: "-", 0x02: "-", 0x1E: "-", 0x1F: None}
"""What pdfium and Word leave for a hyphen at the end of a line, for one that may not break, and for a soft one."""
_TABLE = _INVISIBLE | _HYPHENS
_UNTIDY = re.compile(f"[{''.join(map(chr, _TABLE))}]")
_ENTITY = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_DEEPEST = 3


def tidied(text: str) -> str:
    """``text`` without soft hyphens, signs of no width and marks of direction; stray codes of hyphens are hyphens."""
    return text.translate(_TABLE) if _UNTIDY.search(text) else text


def unescaped(text: str) -> str:
    """``text`` with "&agrave;" and "&#7911;" as letters, also where it was escaped twice ("&amp;agrave;")."""
    for _ in range(_DEEPEST):
        if "&" not in text:
            break
        further = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
        if further == text:
            break
        text = further
    return text
