"""The files and the places in them that a SARIF log names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from extractor.model import Document, Evidence
from extractor.review import Report

CORPUS = "CORPUS"
"""What the paths of published documents are relative to."""
_STANDARD_INPUT = "-"
_BOM = "\ufeff"
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text": "text/plain",
        "html": "text/html",
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)

Json = dict[str, Any]


def uri(path: str) -> str:
    """A path as a reference: whole where it is absolute or leads upwards, else relative; always percent-encoded."""
    file = Path(path)
    if file.is_absolute() or ".." in file.parts:
        return file.resolve().as_uri()
    return quote(file.as_posix())


class Files:
    """The documents in which the evidence of ``reports`` stands, by number; those of the reports come first."""

    def __init__(self, reports: Sequence[Report]) -> None:
        sides = [(report, side) for report in reports for finding in report.findings for side in finding.evidence]
        self._known: dict[str, Document] = {report.facts.document.path: report.facts.document for report in reports}
        self._assumed = {report.facts.document.path: report.assumed for report in reports}
        self._shown = {side.document for _, side in sides}
        self.published: frozenset[str] = frozenset(side.document for report, side in sides if report.is_published(side))
        for report, side in sides:
            facts = report.source(side)
            if facts is not None:
                self._known.setdefault(side.document, facts.document)

    def artifacts(self) -> list[Json]:
        """An entry for each document, with its text where regions count in that and not in the file."""
        return [self._artifact(document) for document in self._known.values()]

    def whole(self, path: str) -> Json:
        """The document as a place."""
        return {"artifactLocation": self._at(path)}

    def place(self, side: Evidence) -> Json:
        """The place of ``side``: lines and columns, and offsets where they are those of what is read by them."""
        document = self._known.get(side.document)
        region: Json = {"snippet": {"text": side.quote}}
        if document is not None:
            region |= _lines(document.text, side.start, side.end)
        if document is None or _is_apart(document) or _is_the_file(document):
            region |= {"charOffset": side.start, "charLength": side.end - side.start}
        return self.whole(side.document) | {"region": region}

    def _at(self, path: str) -> Json:
        location: Json = {"uri": uri(path)}
        if path in self.published:
            location["uriBaseId"] = CORPUS
        return location | ({"index": list(self._known).index(path)} if path in self._known else {})

    def _artifact(self, document: Document) -> Json:
        artifact: Json = {
            "location": self._at(document.path),
            "hashes": {"sha-256": document.id},
            "roles": ["resultFile" if document.path in self.published else "analysisTarget"],
        }
        if document.format in _TYPES:
            artifact["mimeType"] = _TYPES[document.format]
        if _is_apart(document) and document.path in self._shown:
            artifact["contents"] = {"text": document.text}
        assumed = self._assumed.get(document.path)
        if assumed and (assumed.date or assumed.issuer):
            artifact["properties"] = {"assumedDate": assumed.date, "assumedIssuer": assumed.issuer}
        return artifact


def _lines(text: str, start: int, end: int) -> Json:
    places = {}
    for name, offset in (("start", start), ("end", end)):
        places[f"{name}Line"] = text.count("\n", 0, offset) + 1
        places[f"{name}Column"] = offset - text.rfind("\n", 0, offset)
    return places


def _is_apart(document: Document) -> bool:
    """Whether nobody can open the text in which regions count: it was taken out of a PDF, or read from a pipe."""
    return document.format != "text" or document.path == _STANDARD_INPUT


def _is_the_file(document: Document) -> bool:
    """Whether the text is the file sign by sign; with other ends of lines only lines and columns hold."""
    return document.id in (hashlib.sha256(text.encode()).hexdigest() for text in (document.text, _BOM + document.text))
