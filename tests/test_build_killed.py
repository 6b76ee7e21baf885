"""A build that is killed at any moment leaves the old database or the new one, whole; the next build mends the rest."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

import pytest
from test_build_again import added, cache, changed, corpus, said, withdrawn  # noqa: F401

from extractor.build import build
from extractor.fact_cache import FactCache

KILLS = int(os.environ.get("OCOP_KILLS", "16"))
"""More of them take longer: OCOP_KILLS=50."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process can be killed like this there")


def test_whole_whenever_it_is_killed(corpus: Path, cache: FactCache, tmp_path: Path) -> None:  # noqa: F811
    place = tmp_path / "place" / "ocop.db"
    build(corpus, place, workers=1, cache=cache)
    shutil.copy(place, tmp_path / "old.db")
    old = said(place)
    for change in (added, changed, withdrawn):
        change(corpus)
    began = time.monotonic()
    build(corpus, tmp_path / "new.db", workers=1)
    cold = time.monotonic() - began
    new = said(tmp_path / "new.db")
    assert old != new
    began = time.monotonic()
    build(corpus, place, workers=1, cache=cache)
    warm = time.monotonic() - began
    rng, seen = random.Random(8), Counter[str]()
    for number in range(KILLS):
        shutil.copy(tmp_path / "old.db", place)
        unread = number % 5 == 0
        if unread:
            shutil.rmtree(cache.place)
        until = time.monotonic() + rng.uniform(0, 1.2 * (cold if unread else warm))
        _killed(corpus, place, cache, until if number % 4 else None)
        found = said(place)
        assert found in (old, new), f"kill {number} left something else"
        seen["new" if found == new else "old"] += 1
    assert len(seen) == 2, f"the moments were all too early or too late: {seen}"
    last = build(corpus, place, workers=1, cache=cache)
    assert (last.documents, said(place)) == (4, new), "no document is lost"
    assert build(corpus, place, workers=1, cache=cache).unchanged
    assert [path.name for path in place.parent.iterdir()] == ["ocop.db"], "nothing is left lying about"


def _killed(folder: Path, place: Path, kept: FactCache, until: float | None) -> None:
    """A build that is killed at a moment, or as soon as the new database is in its place."""
    old = place.stat().st_ino
    child = get_context("fork").Process(target=_build, args=(folder, place, kept))
    child.start()
    assert child.pid is not None
    while child.is_alive() and (time.monotonic() < until if until else place.stat().st_ino == old):
        time.sleep(0.001)
    os.killpg(child.pid, signal.SIGKILL) if _leads(child.pid) else child.kill()
    child.join()


def _leads(process: int) -> bool:
    """Whether the process has come so far that it leads a group, its own children in it."""
    try:
        return os.getpgid(process) == process
    except ProcessLookupError:
        return False


def _build(folder: Path, place: Path, kept: FactCache) -> None:
    os.setpgid(0, 0)
    build(folder, place, workers=1, cache=kept)
