"""Figures in tables: the reader's grids, and tables that lost their grid and stand one cell to a line."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.setting import Setting
from extractor.model import Document, Indicator


def table_indicators(document: Document, setting: Setting) -> Iterator[Indicator]:
    """An indicator for each figure under a heading that names a unit; its subject is the label of its row."""
    yield from ()
