"""The letter ư of TCVN3 has the code of the soft hyphen, and programs that make PDF print or read a hyphen for it."""

from __future__ import annotations

import re

from extractor.readers.letters.syllables import is_real

_HYPHENED = re.compile(r"[^\W\d_]*[-\u00ad\u2010\u2011\ufffe\x02][^\W\d_]*")
_HYPHEN = re.compile(r"[-\u00ad\u2010\u2011\ufffe\x02]")


def with_hyphens_read(text: str) -> str:
    """``text``, converted from TCVN3, with "ph-ơng" as "phương" and "t-" as "tư": where that alone is a syllable."""
    return _HYPHENED.sub(_read, text)


def _read(found: re.Match[str]) -> str:
    before, after = _HYPHEN.split(found.group())
    whole = f"{before}ư{after}"
    needed = not (is_real(before) and is_real(after)) and bool(before or after)
    return whole if needed and is_real(whole) else found.group()
