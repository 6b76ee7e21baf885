"""Charts as SVG, drawn on the server. Each stands in or beside the table whose figures it shows; none says more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from markupsafe import Markup

from extractor.site.labels import number

_STEP = 44
"""Pixels from one column to the next."""
_HEIGHT = 150
"""Pixels of the highest column."""
_ABOVE, _BELOW = 22, 24
"""Pixels for the figure above a column and the name below it."""


def bar(value: float | None, most: float, kind: str = "plain") -> Markup:
    """A bar for a cell of a table, as long as ``value`` is of ``most``; the cell beside it has the figure."""
    share = 0.0 if value is None or most <= 0 else min(max(value / most, 0), 1) * 100
    return Markup(
        '<svg class="bar bar-{}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100" height="8"/><rect class="fill" width="{:.2f}" height="8"/></svg>'
    ).format(Markup(escape(kind)), share)


def columns(counts: Sequence[tuple[str, float]], title: str) -> Markup:
    """Columns in a row, with the figure above and the name below each: for years. ``title`` says what is counted."""
    if not counts:
        return Markup("")
    most = max(count for _, count in counts) or 1
    width, height = len(counts) * _STEP, _ABOVE + _HEIGHT + _BELOW
    pieces = "".join(_column(index, name, count, count / most) for index, (name, count) in enumerate(counts))
    return Markup(
        f'<svg class="columns" role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<title>{escape(title)}</title>{pieces}</svg>"
    )


def _column(index: int, name: str, count: float, share: float) -> str:
    middle = index * _STEP + _STEP / 2
    high = round(share * _HEIGHT, 1)
    top = _ABOVE + _HEIGHT - high
    return (
        f'<rect class="fill" x="{middle - 14:g}" y="{top:g}" width="28" height="{high:g}"/>'
        f'<text x="{middle:g}" y="{top - 6:g}">{escape(number(count))}</text>'
        f'<text x="{middle:g}" y="{_ABOVE + _HEIGHT + 17}">{escape(name)}</text>'
    )


CHARTS: Mapping[str, Callable[..., Markup]] = {"bar": bar, "columns": columns}
"""For the templates."""
