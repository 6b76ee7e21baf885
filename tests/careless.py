"""References as people type them in a hurry, made from the references as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.text import fold

_SWAPPED = str.maketrans("/-", "-/")


def careless(kind: str, key: str, year: int | None) -> Iterator[str]:
    """Five ways to type the act of this kind and key (``Quyết định``, ``919/QĐ-TTg``).

    "919 qd ttg"; "quyet dinh 919"; "QD 919/TTg"; "so 919-QĐ/TTg"; " quyết định  919  năm 2022".
    """
    number, *rest = re.split("[/-]", key)
    stated = [part for part in rest if part.isdigit()]
    code, *by = [part for part in rest if not part.isdigit()]
    bare = number.lstrip("0") or number
    yield fold(" ".join([number, *rest]))
    yield f"{fold(kind)} {bare}"
    yield f"{_bare(code)} {'/'.join([number, *stated, *map(_bare, by)])}"
    yield f"so {key.translate(_SWAPPED)}"
    yield f"  {kind.lower()}  {bare}  năm {year or ''} "


def _bare(code: str) -> str:
    """``code`` without marks, its capitals kept: QĐ as QD."""
    return "".join(bare.upper() if letter.isupper() else bare for letter, bare in zip(code, fold(code), strict=True))
