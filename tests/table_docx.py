"""A table in its frame as a Word document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from random import Random

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from table_frame import Frame
from table_grid import Cell, Grid

_WIDTH = 9600


def docx_of(rng: Random, grid: Grid, frame: Frame) -> bytes:
    """A Word document with vMerge and gridSpan; the head is flagged to repeat in some."""
    document = docx.Document()
    _pairs(document, frame.head)
    for text in frame.title:
        _paragraph(document, text, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    for text in frame.prose:
        _paragraph(document, text, WD_ALIGN_PARAGRAPH.JUSTIFY)
    if frame.caption:
        _paragraph(document, frame.caption, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    if frame.unit_line:
        _paragraph(document, frame.unit_line, WD_ALIGN_PARAGRAPH.RIGHT)
    _table(document, grid, rng.random() < 0.5)
    for text in (frame.note, *frame.closing) if frame.note else frame.closing:
        _paragraph(document, text, WD_ALIGN_PARAGRAPH.JUSTIFY)
    _pairs(document, frame.signature)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _paragraph(document: Document, text: str, align: WD_ALIGN_PARAGRAPH, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.add_run(text).bold = bold


def _pairs(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    """A table of two cells without borders."""
    table = document.add_table(1, 2)
    for cell, side in zip(table.rows[0].cells, zip(*rows, strict=True), strict=True):
        texts = [text for text in side if text]
        cell.text = texts[0]
        for text in texts[1:]:
            cell.add_paragraph(text)


def _table(document: Document, grid: Grid, flagged: bool) -> None:
    """The table in XML, as python-docx takes minutes to merge cells of a long one."""
    width = _WIDTH // len(grid.columns)
    covered = {(row, cell.column): cell for cell in grid.cells for row in range(cell.row, cell.row + cell.down)}
    parts = [
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>',
        "<w:tblGrid>" + f'<w:gridCol w:w="{width}"/>' * len(grid.columns) + "</w:tblGrid>",
    ]
    for row in range(len(grid.kinds)):
        flag = "<w:trPr><w:tblHeader/></w:trPr>" if flagged and row < grid.heads else ""
        cells = [covered[row, place] for place in range(len(grid.columns)) if (row, place) in covered]
        parts.append(f"<w:tr>{flag}" + "".join(_cell(cell, row, width) for cell in cells) + "</w:tr>")
    parts.append("</w:tbl>")
    document.element.body.insert(-1, parse_xml("".join(parts)))


def _cell(cell: Cell, row: int, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merge = ""
    if cell.down > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    align = f'<w:pPr><w:jc w:val="{cell.align}"/></w:pPr>'
    bold = "<w:rPr><w:b/></w:rPr>" if cell.bold else ""
    texts = cell.paragraphs if row == cell.row else ()
    runs = [f'<w:r>{bold}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text in texts] or [""]
    paragraphs = "".join(f"<w:p>{align}{run}</w:p>" for run in runs)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width * cell.across}" w:type="dxa"/>{span}{merge}</w:tcPr>{paragraphs}</w:tc>'


def _undated(data: bytes) -> bytes:
    """The same archive with every file dated alike, so that equal documents have equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
