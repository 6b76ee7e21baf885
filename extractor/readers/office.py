"""Documents of old Word and Excel, rich text and OpenDocument, by way of LibreOffice."""

from __future__ import annotations

from dataclasses import replace

from extractor.model import Document
from extractor.readers.docx import read_docx
from extractor.readers.errors import ReadError
from extractor.readers.libreoffice import Missing, Refused, converted
from extractor.readers.source import FORMS, Source, recognise
from extractor.readers.workbook import read_workbook

_SHEETS = ("xls", "ods")


def read_office(source: Source) -> Document:
    """The document in ``source``, read as the DOCX or XLSX that LibreOffice makes of it.

    Raises :class:`ReadError` when LibreOffice is not installed or cannot open the file.
    """
    form = recognise(source)
    into, read = ("xlsx", read_workbook) if form in _SHEETS else ("docx", read_docx)
    called = into.upper()
    try:
        made = Source(source.name, converted(source.data, form, into))
    except Missing:
        opens = "LibreOffice Calc" if into == "xlsx" else "LibreOffice"
        trouble = f"this is {FORMS[form]}, and {opens}, which opens it, is not installed"
        raise ReadError(source.name, trouble, f"Install {opens}, or save the file as {called} or PDF") from None
    except Refused as refused:
        remedy = f"Open it in the program that made it and save it as {called} or PDF, without a password"
        raise ReadError(source.name, f"this is {FORMS[form]}; {refused}", remedy) from None
    return replace(read(made), id=source.sha256, format=form)
