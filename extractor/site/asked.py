"""What an address asks of a list, and what is said where it asks for something that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request
from rapidfuzz import fuzz, process

from extractor.site.downloads import SIZE
from extractor.site.labels import label, lower_first, said, value_of
from extractor.site.listing import Filter
from extractor.site.pages import Reader, page_number, shown
from extractor.site.suggestions import nearest
from extractor.text import fold

_ADDED = ("utm_", "fbclid", "gclid", "zarsrc")
"""Beginnings of parameters that other sites hang on to addresses: nobody typed them."""
_ALIKE = 70
"""How alike a value must be to what was typed, of 100."""
_OFFERED = 5
_ALL = 200
"""Where nothing is alike all values are offered, if there are no more."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong with an address, and what may have been meant: words with their addresses.

    ``field`` is that of a value that nothing has.
    """

    words: str
    offers: tuple[tuple[str, str], ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list: its parameters as they were typed (``values``) and the page ``number``.

    ``notes`` tell what was not understood.
    """

    path: str
    filters: Mapping[str, Filter]
    values: Mapping[str, str]
    number: int
    notes: tuple[Note, ...]

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked for by field."""
        return {self.filters[name].field: value for name, value in self.values.items() if name in self.filters}

    @property
    def address(self) -> str:
        """The address of this list, at its first page."""
        return self.at()

    def at(self, **other: object) -> str:
        """The address with other values; ``None`` takes one away."""
        values = {name: value for name, value in {**self.values, **other}.items() if value is not None}
        return f"{self.path}?{urlencode(values)}" if values else self.path


def ask(request: Request, path: str, filters: Mapping[str, Filter], others: Sequence[str] = ()) -> Asked:
    """What ``request`` asks of the list at ``path``, which takes ``others`` and the number of a page too."""
    values = {name: request.args[name] for name in (*others, *filters) if request.args.get(name)}
    asked = Asked(path, filters, values, page_number(request), ())
    return Asked(path, filters, values, asked.number, tuple(_misunderstood(request, asked, (*others, *filters))))


def _misunderstood(request: Request, asked: Asked, names: Sequence[str]) -> Iterator[Note]:
    for name in request.args:
        typed = request.args[name]
        if name == "trang":
            if typed and not _counts(typed):
                yield Note(said("page number", typed=typed))
        elif name == SIZE and name in names and not _counts(typed):
            yield Note(said("rows", typed=typed))
        elif name in names:
            if len(request.args.getlist(name)) > 1:
                yield Note(said("twice", name=name, typed=typed))
        elif not name.startswith(_ADDED):
            free = [one for one in names if one not in asked.values]
            near = process.extract(fold(name), free, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            offers = tuple((one, asked.at(**{one: typed})) for one, _, _ in near[:1])
            told = said("name", name=name, names=", ".join((*names, "trang")))
            yield Note(told, offers)


def _counts(typed: str) -> bool:
    """Whether a number from 1 was typed."""
    return typed.isascii() and typed.isdigit() and bool(typed.strip("0"))


async def unknown_values(rows: Reader, asked: Asked) -> list[Note]:
    """Notes on the values of an ``asked`` list without rows that no row of any list has."""
    notes: list[Note] = []
    for name, value in asked.values.items():
        if (one := asked.filters.get(name)) is None:
            continue
        if one.known:
            notes += _unknown(asked, name, value, await rows.kept(one.known))
        elif one.field == "document":
            notes += await _unknown_document(rows, asked, name, value)
    return notes


def _unknown(asked: Asked, name: str, typed: str, known: Sequence[Mapping[str, Any]]) -> Iterator[Note]:
    one = asked.filters[name]
    words = {str(row["value"]): f"{row.get('title') or ''}" for row in known if row["value"] not in (None, "")}
    if (one.read(typed) or "") in words:
        return
    shown_as = {value: value_of(value, one.field, title) for value, title in words.items()}
    compared = {value: fold(f"{value} {shown_as[value]}") for value in words}
    near = process.extract(fold(typed), compared, scorer=fuzz.partial_ratio, limit=_OFFERED, score_cutoff=_ALIKE)
    offered = {value: shown_as[value] for _, _, value in near}
    if not offered and len(words) <= _ALL:
        offered = {value: value_of(value, one.field) for value in words}
    told = said("value", field=lower_first(label(one.field, "parameter")), typed=typed)
    yield Note(told, tuple((called, asked.at(**{name: value})) for value, called in offered.items()), one.field)


async def _unknown_document(rows: Reader, asked: Asked, name: str, typed: str) -> list[Note]:
    if await rows("SELECT 1 FROM documents WHERE slug = :slug", {"slug": typed}):
        return []
    near = [row for row in await nearest(rows, typed) if row["kind"] == "document"]
    told = said("value", field=lower_first(label("document", "parameter")), typed=typed)
    return [Note(told, tuple((row["label"], asked.at(**{name: row["slug"]})) for row in near[:_OFFERED]))]


def beyond(asked: Asked, pages: int) -> Note | None:
    """What is said of a page behind the last of ``pages``."""
    if asked.number <= max(pages, 1):
        return None
    last = max(pages, 1)
    here = said("last page", number=f"{last}")
    return Note(
        said("beyond", typed=f"{asked.number}", pages=f"{last}"), ((here, asked.at(trang=last if last > 1 else None)),)
    )


async def shown_list(
    datasette: Datasette, request: Request, template: str, asked: Asked, context: Mapping[str, Any]
) -> Response:
    """The page of a list: with notes where it is empty, or that there is no such page; ``context`` has total, pages."""
    gone = beyond(asked, context["pages"])
    if gone and not (context.get("capped") and (context.get("found") or context.get("plans"))):
        return await refused(datasette, request, [gone], 404)
    empty = asked.chosen and not context["total"]
    notes = [*asked.notes, *(await unknown_values(Reader(datasette), asked) if empty else ())]
    told = {"chosen": asked.chosen, "address": asked.address, "page": asked.number, "notes": notes}
    told["nowhere"] = [note.field for note in notes if note.field]
    return await shown(datasette, request, template, told | dict(context))


async def refused(datasette: Datasette, request: Request, notes: Sequence[Note], status: int) -> Response:
    """The answer to an address that cannot be answered as it is meant."""
    words = [note.words for note in notes]
    if request.path.endswith(".json"):
        told = {"ok": False, "error": " ".join(words), "status": status}
        return Response.json(told, status=status)
    return await shown(datasette, request, "refused.html", {"notes": notes, "status": status}, status)
