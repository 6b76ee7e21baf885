"""How Python looks after the memory of a long piece of work."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MADE = 50_000
"""Objects that are made until cycles are looked for; Python's own 700 are for programs that hold little."""


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Cycles are looked for seldom, in processes that are forked meanwhile too: nouns are in none, and to look through
    those of a corpus again and again takes a tenth of the time of a build."""
    before = gc.get_threshold()
    gc.set_threshold(_MADE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
