"""The leaf of a document put in its place in the corpus: ids that go on behind those before, and what it is tied to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.gist import Settled
from extractor.leaf import Leaf, Rows
from extractor.leaf.mask import Mask
from extractor.leaf.rows import Row, called, json_or_none, masked

Source = Mapping[str, Any]
"""What is known of a file; see :meth:`extractor.store.Writer.add_leaf`."""

_COUNTED_IN = {"section": "sections", "finding": "findings"}
"""Of which table the ids in a column are, where not of its own."""
_OWN = ("id", "parent")
_OF_NO_DOCUMENT = "findings"
"""Whose evidence names the documents."""


def document_row(leaf: Leaf, settled: Settled, slug: str, source: Source, mask: Mask) -> Row:
    """The row of ``documents``."""
    known = {name: source.get(name) for name in ("file", "origin", "licence", "first_seen")}
    known |= {"slug": slug, "source_key": source.get("key"), "overridden": json_or_none(source.get("overridden"))}
    if settled.name:
        known["name"] = called(settled.gist, settled.name, None)
    return leaf.document | masked(known, mask)


def placed(table: str, found: Rows, first: Mapping[str, int], slug: str, ties: Rows) -> Rows:
    """The rows of a ``table`` as they are written: ids count from the ``first`` of each table."""
    columns, values = found
    begin = [first.get(table if name in _OWN else _COUNTED_IN.get(name, ""), 0) for name in columns]
    moved = [(place, by) for place, by in enumerate(begin) if by]
    own = () if table == _OF_NO_DOCUMENT else (slug,)
    names = (*columns, *(("document",) if own else ()), *ties[0])
    tied = ties[1] if ties[0] else [()] * len(values)
    return names, [(*_moved(row, moved), *own, *tie) for row, tie in zip(values, tied, strict=True)]


def ties(table: str, leaf: Leaf, settled: Settled, source: Source) -> Rows:
    """The columns of a table that only the corpus can fill, and the images of pages."""
    if table == "citations":
        return ("instrument",), [(slug,) for slug in settled.acts]
    if table in ("organizations", "products"):
        slugs = settled.makers if table == "organizations" else settled.goods
        return ("entity",), [(slug,) for slug in slugs]
    if table == "pages":
        images = source.get("images") or {}
        columns, values = leaf.tables[table]
        return ("image",), [(images.get(page[columns.index("number")]),) for page in values]
    return (), []


def _moved(row: Sequence[Any], moved: Sequence[tuple[int, int]]) -> list[Any]:
    values = list(row)
    for place, by in moved:
        if values[place] is not None:
            values[place] += by
    return values
