"""Where the facts of a build lie, since not all of them fit in memory: in the cache, or in a folder of the build."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.fact_cache import FactCache
from extractor.gist import Gist
from extractor.leaf import Leaf
from extractor.model import Facts


@dataclass(frozen=True, slots=True)
class Shelf:
    """Facts by their keys: in the ``cache`` where there is one, and what it does not take in the folder ``aside``."""

    cache: FactCache | None
    aside: FactCache

    @property
    def is_far(self) -> bool:
        """Whether the cache is on another machine, so that each question takes its time."""
        return self.cache is not None and self.cache.is_far

    def find(self, key: str) -> Facts | None:
        """The facts under ``key``; ``None`` when there are none, or when they are damaged."""
        return next((facts for place in self._places() if (facts := place.find(key))), None)

    def find_gist(self, key: str) -> Gist | None:
        """The gist of the facts under ``key``; ``None`` as above."""
        return next((facts for place in self._places() if (facts := place.find_gist(key))), None)

    def find_leaf(self, key: str) -> Leaf | None:
        """The leaf of the document under ``key``; ``None`` as above."""
        return next((leaf for place in self._places() if (leaf := place.find_leaf(key))), None)

    def put(self, key: str, facts: Facts) -> None:
        """Puts ``facts`` under ``key``. Raises OSError when nothing can be written."""
        if not (self.cache and self.cache.keep(key, facts)) and not self.aside.keep(key, facts, unread=True):
            raise OSError(f"{self.aside.place}: cannot be written")

    def _places(self) -> Iterator[FactCache]:
        yield from (place for place in (self.cache, self.aside) if place)


@contextmanager
def shelf(cache: FactCache | None, folder: Path) -> Iterator[Shelf]:
    """A shelf that keeps in ``folder`` what the cache does not take, until the build ends."""
    try:
        yield Shelf(cache, FactCache(str(folder), "now"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
