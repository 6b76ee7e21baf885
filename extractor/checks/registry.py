"""A user's own table of acts, added to ``rules/authorities.csv``."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from extractor.numbers import date as read_date
from extractor.rulebook import Rulebook

NEEDED = ("key",)
_DEGREES = "ABCD"
_UNSAID = "C"
"""The certainty of a row that does not say how well it is known: one source, the user's."""


class RegistryError(ValueError):
    """The user's table cannot be used; the message names the file, the line and what to mend."""


def with_registry(rulebook: Rulebook, path: str | Path) -> Rulebook:
    """``rulebook`` with the acts of a CSV table added to its authorities.

    Columns: ``key`` and any of ``kind, issuer, date, title, replaced_by, certainty`` and the others of the authority
    table. A row takes the place of a shipped one with the same key and year. Dates may be written "2023-02-24" or
    "24/02/2023". Raises RegistryError when the table is unreadable, has another column, or a value is none.
    """
    file = Path(path)
    columns = list(rulebook.table("authorities")[0])
    own = [_row(row, f"{file.name}, line {number}") for number, row in _read(file, columns)]
    added = [MappingProxyType({column: row.get(column, "") for column in columns}) for row in own]
    stated = {(row["key"], row["date"][:4]) for row in added}
    kept = [row for row in rulebook.table("authorities") if (row["key"], row["date"][:4]) not in stated]
    digest = hashlib.sha256(repr([dict(row) for row in added]).encode()).hexdigest()
    return replace(
        rulebook,
        tables=MappingProxyType({**rulebook.tables, "authorities": (*kept, *added)}),
        altered=f"{rulebook.altered}+{digest[:16]}",
    )


def _read(file: Path, columns: Collection[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of ``file`` with the line on which each ends."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            first = lines.readline()
            lines.seek(0)  # Vietnamese Excel parts cells with semicolons
            table = csv.DictReader(lines, delimiter=";" if first.count(";") > first.count(",") else ",")
            table.fieldnames = names = [name.strip() for name in table.fieldnames or ()]
            if missing := [column for column in NEEDED if column not in names]:
                raise RegistryError(f"{file.name}: the first line must name the column {', '.join(missing)}")
            if unknown := [repr(name) for name in names if name not in columns]:
                raise RegistryError(f"{file.name}: no column {', '.join(unknown)} is known; use {', '.join(columns)}")
            return [(table.line_num, _whole(row, f"{file.name}, line {table.line_num}")) for row in table]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"{file.name} cannot be read as a UTF-8 CSV table: {error}") from error


def _whole(row: Mapping[str | None, str | list[str] | None], where: str) -> dict[str, str]:
    """The row with a text in every column."""
    whole = {name: cell.strip() for name, cell in row.items() if name is not None and isinstance(cell, str)}
    if len(whole) < len(row):
        than = "more" if None in row else "fewer"
        raise RegistryError(f"{where}: the row has {than} cells than the first line")
    return whole


def _row(row: Mapping[str, str], where: str) -> dict[str, str]:
    if not row["key"]:
        raise RegistryError(f"{where}: the key is empty")
    certainty = row.get("certainty") or _UNSAID
    if certainty not in _DEGREES:
        raise RegistryError(f"{where}: certainty must be one of A, B, C, D, not {certainty!r}")
    written = row.get("date", "")
    iso = written if _is_iso(written) else read_date(written)
    if iso is None:
        raise RegistryError(f"{where}: {written!r} is no date; write it as 2023-02-24 or 24/02/2023")
    for column in ("effective_from", "effective_to", "period_end", "checked_on"):
        told = row.get(column, "")
        whole = told if _is_iso(told) else read_date(told)
        if whole is None or len(whole) not in (0, len("2020-01-01")):
            raise RegistryError(f"{where}: {told!r} in {column} is no day; write it as 2023-02-24 or 24/02/2023")
        row = {**row, column: whole}
    return {**row, "date": iso, "certainty": certainty, "source": row.get("source") or "bảng văn bản của người dùng"}


def _is_iso(written: str) -> bool:
    """Whether ``written`` is empty or an ISO date, whole or in part."""
    parts = written.split("-")
    return not written or (
        all(part.isdecimal() for part in parts) and [len(part) for part in parts] == [4, 2, 2][: len(parts)]
    )
