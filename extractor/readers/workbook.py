"""Workbooks (XLSX): each sheet is a table, with the lines above and below it as text."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string

from extractor.model import Document
from extractor.readers.compose import Composer, of_tables
from extractor.readers.errors import ReadError
from extractor.readers.grid import MOST
from extractor.readers.letters import Piece, mended, of_font, tidied
from extractor.readers.shown import shown
from extractor.readers.source import Source
from extractor.readers.worksheet import Filled, put_worksheet

_VAST = 100_000
"""Places of a merged area that heads or parts no list; it is read as the one cell that it shows."""
_SHEETS = "xl/worksheets/"
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]{0,200}?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["'][^<>]{0,200}?/>"""
)


def read_workbook(source: Source) -> Document:
    """The sheets of a workbook that are not hidden, one after the other; formulas by their saved results.

    Raises :class:`ReadError` for a damaged file and one without words.
    """
    book = _open(source, results=True)
    said: list[str] = []
    sheets = [(sheet.title, list(_cells(sheet, said))) for sheet in _visible(book, said)]
    said.extend(_without_results(source, book))
    mend = mended([_piece(cell) for _, cells in sheets for cell in cells])
    texts = iter(mend.texts)
    composer = Composer()
    for title, cells in sheets:
        put_worksheet(composer, title if len(sheets) > 1 else None, [replace(cell, text=next(texts)) for cell in cells])
    if not composer.text.strip():
        raise ReadError(source.name, "the workbook has no words", "Check that it is the right file")
    return Document(
        id=source.sha256,
        path=source.name,
        format="xlsx",
        text=composer.text,
        tables=tuple(composer.tables),
        warnings=(*said, *of_tables(0, composer), *mend.warnings),
        copy_kind="original",
    )


def _open(source: Source, results: bool) -> Any:  # noqa: ANN401 - openpyxl is not typed
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(_tamed(source.data)), data_only=results)
    except MemoryError:
        raise
    except Exception:  # whatever openpyxl raises on a file that does not keep to the format
        raise ReadError(source.name, "the workbook is damaged", "Open it in Excel and save it again") from None


def _tamed(data: bytes) -> bytes:
    """A workbook without merged areas so large that no list has them: each place in them would become a cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = {name: package.read(name) for name in package.namelist() if name.startswith(_SHEETS)}
        less = {name: _without_vast(part) for name, part in sheets.items()}
        if less == sheets:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in package.namelist():
                new.writestr(name, less[name] if name in less else package.read(name))
    return out.getvalue()


def _without_vast(sheet: bytes) -> bytes:
    """The XML of a sheet without merged areas that are vast, and those that make too many places together."""
    left = MOST

    def kept(merged: re.Match[bytes]) -> bytes:
        nonlocal left
        first, top, last, bottom = (part.decode() for part in merged.groups())
        wide = column_index_from_string(last) - column_index_from_string(first) + 1
        places = wide * (int(bottom) - int(top) + 1)
        if places > min(_VAST, left):
            return b""
        left -= max(places, 0)
        return merged.group()

    return _MERGED.sub(kept, sheet)


def _visible(book: Any, said: list[str]) -> Iterator[Any]:  # noqa: ANN401
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        said.append(f"Hidden sheets are not read: {', '.join(hidden)}.")
    for sheet in book.worksheets:
        if sheet.title in hidden:
            continue
        if sheet.max_row * sheet.max_column > MOST:
            said.append(f"The sheet {sheet.title} is too large and is not read; delete the blank rows below its list.")
            continue
        yield sheet


def _cells(sheet: Any, said: list[str]) -> Iterator[Filled]:  # noqa: ANN401
    sizes = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    unseen = 0
    for row in sheet.iter_rows():
        for cell in row:
            text = tidied(shown(cell.value, cell.number_format)).strip() if cell.value is not None else ""
            if text:
                unseen += cell.row in rows
                size = sizes.get((cell.row, cell.column), (1, 1))
                yield Filled(
                    cell.row, cell.column, *size, text, (cell.font.name or "") if isinstance(cell.value, str) else ""
                )
    if unseen:
        said.append(f"The sheet {sheet.title} has hidden rows; they are read as the others.")


def _without_results(source: Source, book: Any) -> Iterator[str]:  # noqa: ANN401
    """A warning when results of formulas were not saved, as with files that no spreadsheet program wrote."""
    if not _has_formulas(source):
        return
    lost = sum(
        cell.data_type == "f" and book[sheet.title][cell.coordinate].value is None
        for sheet in _open(source, results=False).worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
    )
    if lost:
        yield f"Results of formulas that were not saved: {lost}; open the file in Excel and save it again."


def _has_formulas(source: Source) -> bool:
    with zipfile.ZipFile(io.BytesIO(source.data)) as package:
        parts = (package.read(name) for name in package.namelist() if name.startswith(_SHEETS))
        return any(b"<f>" in part or b"<f " in part for part in parts)


def _piece(cell: Filled) -> Piece:
    charset, capitals = of_font(cell.font) or (None, False)
    return Piece(cell.text, charset, capitals)
