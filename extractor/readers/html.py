"""HTML as saved from a legal site."""

from __future__ import annotations

import re
from collections import deque
from copy import deepcopy

from lxml import etree

from extractor.model import Document
from extractor.readers.compose import Composer, of_tables
from extractor.readers.errors import ReadError
from extractor.readers.letters import OLD, decoded
from extractor.readers.letters.of_page import mend_page
from extractor.readers.markup import NEVER, Element, TooDeep, blocks, inner_text, main_part, parse, words
from extractor.readers.sheet import Grid, Slot
from extractor.readers.source import Source
from extractor.readers.superscript import raise_digits

_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset figure form h1 h2 h3 h4 h5 h6 hr html li main ol p "
    "pre section table tbody td tfoot th thead tr ul caption".split()
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})""", re.I)
_XML = re.compile(r"\s*<\?xml[^>]*\?>")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST = {"colspan": 1000, "rowspan": 65534}
"""No cell covers more columns or rows in a browser; larger numbers are mistakes."""


def read_html(source: Source) -> Document:
    """The document in a saved web page, its menus, forms and sidebars left out. Raises :class:`ReadError`."""
    text, warnings = _decode(source)
    try:
        page = parse(_XML.sub("", text, count=1).replace("\0", ""))
    except TooDeep:
        raise ReadError(source.name, "the page is nested too deep", "Print it to a PDF from a browser") from None
    except ValueError:
        raise ReadError(source.name, "the page has no text", "Save it again when it has loaded") from None
    mend = mend_page(page)
    writer = _Writer()
    part = main_part(page)
    writer.walk(part)
    writer.close()
    body = writer.composer.text
    if not body.strip():
        raise ReadError(source.name, "the page has no text", "Save it again when it has loaded, as HTML only")
    return Document(
        id=source.sha256,
        path=source.name,
        format="html",
        text=body,
        tables=tuple(writer.composer.tables),
        warnings=(*warnings, *of_tables(writer.nested, writer.composer), *mend.warnings),
        copy_kind="web_copy",
    )


def _decode(source: Source) -> tuple[str, tuple[str, ...]]:
    declared = _CHARSET.search(source.data[:4096])
    text, bad, encoding = decoded(source.data)
    if (bad or encoding == OLD) and declared:
        try:
            return source.data.decode(declared.group(1).decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    warning = f"{bad} places are not valid UTF-8 and are shown as \ufffd; words are lost there."
    return text, (warning,) if bad else ()


class _Writer:
    """Writes the tree below an element as paragraphs and tables."""

    def __init__(self) -> None:
        self.composer = Composer()
        self._line: list[str] = []
        self._numbers: dict[Element, int] = {}
        """The number of the next item of each ordered list."""
        self.nested = 0
        """Tables in cells of others; each is written below the table that holds it."""

    def walk(self, element: Element) -> None:
        """Writes ``element`` and what is below it."""
        if element.tag == "br":
            self._break(1)
        elif element.tag == "table" and not _is_layout(element):
            self._break(2)
            self._table(element)
        elif element.tag == "pre":
            self._break(2)
            self.composer.put(inner_text(element).replace("\r\n", "\n").strip("\n"))
            self.composer.feed(2)
        elif element.tag == "sup":
            self._line.append(raise_digits(inner_text(element)))
        elif element.tag not in NEVER:
            self._walk_inside(element)

    def _table(self, table: Element) -> None:
        self.composer.put_grid(_grid(table))
        for inner in _tables_in(table):
            self.nested += 1
            self.walk(inner)

    def _walk_inside(self, element: Element) -> None:
        apart = element.tag in _BLOCKS
        if apart:
            self._break(2)
        if element.tag == "li":
            self._line.append(self._marker(element))
        self._line.append(element.text or "")
        for child in blocks(element):
            self.walk(child)
            self._line.append(child.tail or "")
        if apart:
            self._break(2)

    def _marker(self, item: Element) -> str:
        """What a browser prints before a list item; called once for each of a list, in order."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "" if inner_text(item).lstrip()[:1] in "-+•–" else "- "
        first = parent.get("start") or "1"
        number = self._numbers.get(parent, int(first[:9]) if first.isdecimal() else 1)
        self._numbers[parent] = number + 1
        return f"{chr(96 + number)}) " if parent.get("type") == "a" and 0 < number <= 26 else f"{number}. "

    def _break(self, lines: int) -> None:
        text = _SPACES.sub(" ", "".join(self._line)).strip(" ")
        self._line.clear()
        if text:
            self.composer.put(text)
        self.composer.feed(lines)

    def close(self) -> None:
        """Writes what is left."""
        self._break(1)


def _rows(table: Element) -> list[Element]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _is_layout(table: Element) -> bool:
    """Whether a table only sets things side by side, as the head and the signature of a document do."""
    rows = _rows(table)
    width = max((sum(_span(cell, "colspan") for cell in row if cell.tag in ("td", "th")) for row in rows), default=0)
    ruled = (table.get("border") or "0") not in ("0", "") or any(cell.tag == "th" for row in rows for cell in row)
    if width <= 1 or len(rows) <= 1 or (not ruled and _tables_in(table)):
        return True
    return width == 2 and len(rows) <= 4 and not ruled


def _tables_in(table: Element) -> list[Element]:
    return [inner for inner in table.iter("table") if next(inner.iterancestors("table"), None) is table]


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value[:9]), 1), _MOST[name]) if value.isdecimal() else 1


def _grid(table: Element) -> Grid:
    rows = _rows(table)
    slots: list[Slot] = []
    hanging: list[Slot] = []  # those that reach into the row from above, from left to right
    for number, row in enumerate(rows):
        hanging = [slot for slot in hanging if slot.row + slot.rows > number]
        above, column = deque(hanging), 0
        for cell in (c for c in row if c.tag in ("td", "th")):
            while above and above[0].column <= column:
                over = above.popleft()
                column = max(column, over.column + over.columns)
            high, wide = min(_span(cell, "rowspan"), len(rows) - number), _span(cell, "colspan")
            slots.append(Slot(number, column, high, wide, _cell_text(cell)))
            if high > 1:
                hanging.append(slots[-1])
            column += wide
        hanging.sort(key=lambda slot: slot.column)
    caption = table.find("caption")
    return Grid(tuple(slots), _declared(rows), None if caption is None else " ".join(inner_text(caption).split()))


def _cell_text(cell: Element) -> str:
    """The text of a cell, without that of tables in it."""
    if cell.find(".//table") is not None:
        cell = deepcopy(cell)
        etree.strip_elements(cell, "table", with_tail=False)
    writer = _Writer()
    writer.walk(cell)
    writer.close()
    return writer.composer.text


def _declared(rows: list[Element]) -> int:
    """How many rows the page itself calls headings."""
    count = 0
    for row in rows:
        parent = row.getparent()
        cells = [c for c in row if c.tag in ("td", "th")]
        if (parent is not None and parent.tag == "thead") or (cells and all(c.tag == "th" for c in cells)):
            count += 1
        else:
            break
    return count if words(rows[0]) else 0
