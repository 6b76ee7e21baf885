"""Documents of old Word, rich text and OpenDocument, by way of LibreOffice."""

from __future__ import annotations

from dataclasses import replace

from extractor.model import Document
from extractor.readers.docx import read_docx
from extractor.readers.errors import ReadError
from extractor.readers.libreoffice import Missing, Refused, as_docx
from extractor.readers.source import FORMS, Source, recognise


def read_office(source: Source) -> Document:
    """The document in ``source``, read as the DOCX that LibreOffice makes of it.

    Raises :class:`ReadError` when LibreOffice is not installed or cannot open the file.
    """
    form = recognise(source)
    try:
        made = Source(source.name, as_docx(source.data, form))
    except Missing:
        trouble = f"this is {FORMS[form]}, and LibreOffice, which opens it, is not installed"
        raise ReadError(source.name, trouble, "Install LibreOffice, or save the file as DOCX or PDF") from None
    except Refused as refused:
        remedy = "Open it in the program that made it and save it as DOCX or PDF, without a password"
        raise ReadError(source.name, f"this is {FORMS[form]}; {refused}", remedy) from None
    return replace(read_docx(made), id=source.sha256, format=form)
