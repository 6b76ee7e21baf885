"""Word documents (DOCX): paragraphs and tables in the order of the flow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from docx import Document as open_word
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from extractor.model import Document
from extractor.readers.compose import Composer, of_tables
from extractor.readers.errors import ReadError
from extractor.readers.letters.of_word import WordLetters
from extractor.readers.letters.tidying import tidied
from extractor.readers.numbering import Numbering
from extractor.readers.sheet import Grid, Slot
from extractor.readers.source import Source, refuse_package
from extractor.readers.superscript import raise_digits

_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
_MOST_COLUMNS = 1000
"""No cell covers more; larger numbers are mistakes."""
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_SKIPPED = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "txbxContent"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(source: Source) -> Document:
    """The text of a Word document with its list numbers, footnotes and tables. Raises :class:`ReadError`.

    Headers and footers of pages stand in the warnings, since they belong to no place in the flow.
    """
    word = _open(source)
    letters = WordLetters(word)
    letters.mend(word.element.body)
    writer = _Writer(word, letters)
    writer.write(word.element.body)
    text = writer.composer.text
    if not text.strip():
        raise ReadError(source.name, "the document has no text", "If it holds pictures of pages, save it as PDF")
    return Document(
        id=source.sha256,
        path=source.name,
        format="docx",
        text=text,
        tables=tuple(writer.composer.tables),
        warnings=(*_edges(word), *_pictures(word), *of_tables(writer.nested, writer.composer), *letters.warnings),
        copy_kind="original",
    )


def _open(source: Source) -> WordDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            refuse_package(source.name, package)
        return open_word(io.BytesIO(source.data))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, EOFError):
        raise ReadError(source.name, "the document is damaged", "Open it in Word and save it again") from None


def _edges(word: WordDocument) -> Iterator[str]:
    """One warning for each different header or footer that says more than the number of the page."""
    seen: set[str] = set()
    for section in word.sections:
        for kind, edge in (("header", section.header), ("footer", section.footer),
                           ("header", section.first_page_header), ("footer", section.first_page_footer)):  # fmt: skip
            if edge.is_linked_to_previous:
                continue
            said = " ".join(" ".join(_text(p) for p in edge._element.iter(qn("w:p"))).split())
            if any(c.isalpha() for c in said) and said not in seen:
                seen.add(said)
                yield f"The page {kind} is left out of the text: {said[:200]}"


def _pictures(word: WordDocument) -> Iterator[str]:
    """A warning when pictures, which may show words, stand in the document."""
    count = sum(1 for _ in word.element.body.iter(qn("pic:pic")))
    if count:
        yield f"The document holds {count} pictures, which are not read; save it as PDF if they show text."


class _Writer:
    def __init__(self, word: WordDocument, letters: WordLetters) -> None:
        self.composer = Composer()
        self._numbering = Numbering(word)
        self._notes = _notes(word, letters)
        self._called = 0
        self.nested = 0
        """Tables in cells of others; each is written below the table that holds it."""

    def write(self, container: _Element) -> None:
        """Writes the paragraphs and tables of a body, a cell or a text box."""
        for element in container.iterchildren():
            if element.tag == qn("w:p"):
                self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._table(element)
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
                self.write(element)

    def _paragraph(self, paragraph: _Element) -> None:
        prefix = self._numbering.prefix(paragraph)
        notes: list[str] = []
        text = "\n".join(" ".join(line.split(" ")).strip() for line in self._read(paragraph, notes).split("\n"))
        self.composer.feed(2)
        if text.strip():
            self.composer.put(prefix + text.strip())
        for note in notes:
            self.composer.feed(2)
            self.composer.put(note)
        for box in _boxes(paragraph):
            self.write(box)
        self.composer.feed(1)

    def _read(self, paragraph: _Element, notes: list[str]) -> str:
        """The text of a paragraph; its footnotes go to ``notes``, marked with the same raised number."""

        def mark(identity: str) -> str:
            if identity not in self._notes:
                return ""
            self._called += 1
            sign = raise_digits(str(self._called))
            notes.append(f"{sign} {self._notes[identity]}")
            return sign

        return "".join(_pieces(paragraph, mark))

    def _cell(self, cell: _Element) -> str:
        """The text of a cell, without that of tables in it."""
        own = [p for p in cell.iter(qn("w:p")) if next(p.iterancestors(qn("w:tc"))) is cell]
        return "\n".join(f"{self._numbering.prefix(p)}{_text(p)}" for p in own if _text(p).strip())

    def _table(self, table: _Element) -> None:
        if _is_layout(table):
            for cell in table.iter(qn("w:tc")):
                if next(cell.iterancestors(qn("w:tbl"))) is table:
                    self.write(cell)
            return
        slots: list[Slot] = []
        headings = 0
        open_slots: dict[int, int] = {}
        for number, row in enumerate(_rows(table)):
            headings += headings == number and row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            for column, width, cell in _cells(row):
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(qn("w:val")) != "restart" and column in open_slots:
                    above = slots[open_slots[column]]
                    slots[open_slots[column]] = Slot(
                        above.row, column, number - above.row + 1, above.columns, above.text
                    )
                    continue
                open_slots[column] = len(slots)
                slots.append(Slot(number, column, 1, width, self._cell(cell)))
        self.composer.put_grid(Grid(tuple(slots), headings))
        for inner in table.iter(qn("w:tbl")):
            if next(inner.iterancestors(qn("w:tbl")), None) is table:
                self.nested += 1
                self._table(inner)


def _rows(table: _Element) -> list[_Element]:
    return [row for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table]


def _cells(row: _Element) -> Iterator[tuple[int, int, _Element]]:
    """Each cell of ``row`` with its first column and the number of columns it covers."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    column = _columns(before, 0)
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is not row:
            continue
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        width = max(_columns(span, 1), 1)
        yield column, width, cell
        column += width


def _columns(element: _Element | None, otherwise: int) -> int:
    """The number of columns that ``element`` tells."""
    told = "" if element is None else element.get(qn("w:val"), "").strip()
    return min(int(told[:9]), _MOST_COLUMNS) if told.isascii() and told.isdigit() else otherwise


def _is_layout(table: _Element) -> bool:
    """Whether a table only sets things side by side, as the head and the signature of a document do."""
    rows = _rows(table)
    width = max((sum(w for _, w, _ in _cells(row)) for row in rows), default=0)
    if width <= 1 or len(rows) <= 1:
        return True
    return width == 2 and len(rows) <= 4 and not _is_ruled(table)


def _is_ruled(table: _Element) -> bool:
    properties = table.find(qn("w:tblPr"))
    if properties is None:
        return False
    style = properties.find(qn("w:tblStyle"))
    borders = properties.find(qn("w:tblBorders"))
    if borders is not None:
        return any(edge.get(qn("w:val")) not in ("nil", "none", None) for edge in borders)
    return style is not None and style.get(qn("w:val")) not in ("TableNormal", None)


def _notes(word: WordDocument, letters: WordLetters) -> dict[str, str]:
    """The footnotes and endnotes by their identity, those that Word uses for its rules left out."""
    found: dict[str, str] = {}
    for relation in word.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, _SAFE)
            letters.mend(root)
            for note in root.iterchildren(qn(f"w:{kind[:-1]}")):
                if note.get(qn("w:type")) in (None, "normal"):
                    text = " ".join(" ".join(_text(p) for p in note.iter(qn("w:p"))).split())
                    found[f"{kind[:-1]}{note.get(qn('w:id'))}"] = text
    return found


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes that hang on a paragraph, without their second version for old programs."""
    for box in paragraph.iter(qn("w:txbxContent")):
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield box


def _text(paragraph: _Element) -> str:
    return "".join(_pieces(paragraph, lambda _: ""))


def _pieces(element: _Element, mark: Callable[[str], str]) -> Iterator[str]:
    """The text below ``element`` piece by piece; deleted words and field codes left out, raised numbers as such."""
    for child in element.iterchildren():
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if child.tag in _SKIPPED or child.tag == _FALLBACK or not name:
            continue
        if name == "t":
            said = tidied(child.text or "")
            yield raise_digits(said) if _is_raised(element) else said
        elif name in _SIGNS and child.tag == qn(f"w:{name}"):
            yield _SIGNS[name]
        elif name in ("footnoteReference", "endnoteReference"):
            yield mark(f"{name[: 8 if name[0] == 'f' else 7]}{child.get(qn('w:id'))}")
        else:
            yield from _pieces(child, mark)


def _is_raised(run: _Element) -> bool:
    place = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return place is not None and place.get(qn("w:val")) == "superscript"
