"""Signs in a text that would steer what shows or keeps it."""

from __future__ import annotations

import re
import unicodedata

_BLANK = "\x0b\x1c\x1d\x1e\x1f\x85"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""All but tab, line feed, form feed and carriage return; and halves of letters, which no file may hold."""
_SHOWN = "\ufffd"


def harmless(text: str) -> str:
    """``text`` in NFC without signs that steer a terminal or break a database: each is a blank or U+FFFD."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = unicodedata.normalize("NFC", text)
    return _CONTROLS.sub(lambda sign: " " if sign.group() in _BLANK else _SHOWN, text)
