"""The index of a corpus: ``index.csv`` beside ``sources/``, with what a person says of each file."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from extractor.model import Document

COLUMNS = ("file", "sha256", "title", "copy_kind", "origin", "licence", "number", "date", "place")
COPY_KINDS = frozenset({"original", "scan", "web_copy", "ocr_text", "pdf_text"})

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$")


class IndexFault(Exception):
    """``index.csv`` is wrong. The message is one line, names the row and says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the index, ``None`` where a field is blank. A person sets the last three for a handwritten head."""

    file: str
    sha256: str
    title: str | None = None
    copy_kind: str | None = None
    origin: str | None = None
    licence: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None

    def complete(self, document: Document) -> Document:
        """``document`` with the copy_kind that the row states. Raises :class:`IndexFault` when the sha256 differs."""
        self._compare(document.id)
        return replace(document, copy_kind=self.copy_kind) if self.copy_kind else document

    def _compare(self, found: str) -> None:
        if found != self.sha256:
            raise IndexFault(
                f"index.csv: {self.file} has changed (sha256 {found[:12]}…, the index says {self.sha256[:12]}…). "
                "Put the file back, or write its new sha256 into the row."
            )


def load_index(path: Path) -> Mapping[str, Entry]:
    """The rows of the index at ``path`` by file name; none when there is no such file.

    Raises :class:`IndexFault` on a missing or unknown column, a file named twice, or a value that cannot be right.
    """
    if not path.exists():
        return MappingProxyType({})
    entries: dict[str, Entry] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            _check_columns(reader.fieldnames or ())
            for row in reader:
                entry = _entry(row, reader.line_num)
                if entry.file in entries:
                    raise IndexFault(f"index.csv, line {reader.line_num}: {entry.file} stands twice. Delete one row.")
                entries[entry.file] = entry
    except UnicodeDecodeError:
        raise IndexFault("index.csv is not UTF-8. Save it as CSV UTF-8.") from None
    return MappingProxyType(entries)


def _check_columns(names: Sequence[str]) -> None:
    missing = [name for name in COLUMNS if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        wrong = [f"lacks {', '.join(missing)}"] if missing else []
        wrong += [f"has the unknown {', '.join(unknown)}"] if unknown else []
        raise IndexFault(f"index.csv {' and '.join(wrong)}. Its columns are {', '.join(COLUMNS)}.")


def _entry(row: Mapping[str, str | None], line: int) -> Entry:
    if None in row or None in row.values():
        raise IndexFault(f"index.csv, line {line}: there are too few or too many fields. Quote fields with commas.")
    values = {name: (row[name] or "").strip() or None for name in COLUMNS}
    where = f"index.csv, line {line}"
    if not values["file"]:
        raise IndexFault(f"{where}: the file is not named. Write its name, as in sources/.")
    if not re.fullmatch(r"[0-9a-f]{64}", values["sha256"] or ""):
        raise IndexFault(f"{where}: the sha256 of {values['file']} is not 64 hex digits. Write what sha256sum prints.")
    if values["copy_kind"] is not None and values["copy_kind"] not in COPY_KINDS:
        raise IndexFault(
            f"{where}: there is no copy_kind {values['copy_kind']}. Write one of {', '.join(sorted(COPY_KINDS))}."
        )
    if values["date"] is not None and not _DATE.match(values["date"]):
        raise IndexFault(f"{where}: the date {values['date']} is not ISO. Write it as 2023-05-11, 2023-05 or 2023.")
    return Entry(**values)  # type: ignore[arg-type]
