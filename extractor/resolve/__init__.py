"""Ties citations to the acts they stand for: within a document, then across all of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.each import Each
from extractor.model import Citation, Facts, Head, Instrument, Unresolved
from extractor.model.findings import with_acts
from extractor.numbers import date
from extractor.resolve.heads import of_head
from extractor.resolve.identity import acts
from extractor.resolve.known import authority, authority_rows, central_issuer
from extractor.rulebook import Rulebook

_DATE_BEHIND = re.compile(
    r",?\s*(?P<date>ngày\s+[0-9]{1,2}(?:\s?[/.-]\s?|\s+tháng\s+)[0-9]{1,2}(?:\s?[/.-]\s?|\s+năm\s+)[0-9]{4})"
)

_KEY = re.compile(r"(?P<number>\d+\w?)(?:/(?P<year>(?:19|20)\d{2}))?[/-](?P<symbol>.+)")
"""The parts of the key of an act: "26/2026/QĐ-TTg", "26-NQ/TW"."""

_KNOWN = ("date", "title", "certainty", "source", "effective_from", "effective_to", "replaced_by")
"""What only the authority table tells of an act."""

__all__ = ["instruments", "reconcile", "resolve", "settle", "successors"]


def resolve(facts: Facts, rulebook: Rulebook) -> Facts:
    """``facts`` with the document's mentions of itself marked, its citations tied, and what stays open listed."""
    citations = [_self(citation, facts.head) for citation in facts.citations]
    lost = [c for c in citations if _lost(c)]
    citations = [c for c in citations if not _lost(c)]
    [slugs] = acts([(facts.head, citations)], rulebook)
    tied = with_acts(citations, slugs)
    open_ = [
        Unresolved(c.start, c.end, c.quote, "viện dẫn rút gọn: văn bản không được dẫn đầy đủ ở chỗ nào khác")
        for c in lost
    ] + [
        Unresolved(c.start, c.end, c.quote, "chưa đủ thông tin (cơ quan ban hành hoặc năm) để xác định văn bản")
        for c in tied
        if c.instrument is None
    ]
    open_ += [found for c in tied if (found := _impossible_date(c, facts.document.text)) is not None]
    return replace(
        facts, citations=tuple(tied), unresolved=tuple(sorted((*facts.unresolved, *open_), key=lambda u: u.start))
    )


def _lost(citation: Citation) -> bool:
    """Whether it is a short form of no act that is cited in full."""
    return citation.symbol is None and citation.form != "law"


def _impossible_date(citation: Citation, text: str) -> Unresolved | None:
    """The date printed behind a citation that has none, where the calendar knows no such day ("ngày 30/02/2023")."""
    printed = _DATE_BEHIND.match(text, citation.end) if citation.date is None else None
    if printed is None or date(" ".join(printed["date"].split())) is not None:
        return None
    return Unresolved(printed.start("date"), printed.end("date"), printed["date"], "ngày không có trong lịch")


class Tied(NamedTuple):
    """The facts of a corpus with citations tied anew, each made when it is asked for; for each the slugs of the acts
    that it cites, and that of the act that the document itself is."""

    facts: Sequence[Facts]
    acts: Sequence[tuple[str | None, ...]]
    own: tuple[str | None, ...]


def reconcile(all_facts: Sequence[Facts], rulebook: Rulebook) -> tuple[Facts, ...]:
    """The facts of a corpus as in :func:`settle`."""
    return tuple(settle(all_facts, rulebook, {}).facts)


def settle(all_facts: Sequence[Facts], rulebook: Rulebook, copies: Mapping[int, int]) -> Tied:
    """The facts of a corpus with citations tied anew in the light of all documents.

    A mention that its own document leaves open is tied when the corpus knows one act it can be; one act cited with
    different years in different documents is one instrument. A document of known number, symbol, issuer and year is
    an act itself. Of ``copies``, by their places, the first file alone says which act it is.
    """
    themselves: set[int] = set()

    def mentions() -> Iterator[tuple[Head, Sequence[Citation]]]:
        for index, facts in enumerate(all_facts):
            own = of_head(facts.head, rulebook) if index not in copies else None
            if own:
                themselves.add(index)
            yield facts.head, (*facts.citations, own) if own else facts.citations

    found = acts(mentions(), rulebook)
    own_acts = [found[index][-1] if index in themselves else None for index in range(len(found))]
    cited = [slugs[:-1] if index in themselves else slugs for index, slugs in enumerate(found)]
    return Tied(
        Each(len(cited), lambda index: all_facts[index].tied(cited[index])),
        cited,
        tuple(own_acts[copies.get(index, index)] for index in range(len(cited))),
    )


def instruments(all_facts: Sequence[Facts], rulebook: Rulebook) -> tuple[Instrument, ...]:
    """Every act that a citation is tied to, with what the authority table knows of it; sorted by slug."""
    first: dict[str, Citation] = {}
    issuers: dict[str, Counter[str]] = defaultdict(Counter)
    for facts in all_facts:
        for citation in facts.citations:
            if citation.instrument is not None:
                first.setdefault(citation.instrument, citation)
                if citation.issuer:
                    issuers[citation.instrument][citation.issuer] += 1
    return tuple(_instrument(slug, one, issuers.get(slug, Counter()), rulebook) for slug, one in sorted(first.items()))


def successors(found: Sequence[Instrument], rulebook: Rulebook) -> tuple[Instrument, ...]:
    """The acts that took the place of those ``found`` and that nobody cites, as far as the authority table has them.

    Those that took the place of these are there too, so that no act is named of which nothing is said.
    """
    taken = {act.slug for act in found}
    added: list[Instrument] = []
    waiting = list(found)
    while waiting:
        for key in filter(None, (waiting.pop().replaced_by or "").replace("?", "").split("|")):
            act = _uncited(key, rulebook)
            if act is not None and act.slug not in taken:
                taken.add(act.slug)
                added.append(act)
                waiting.append(act)
    return tuple(added)


def _uncited(key: str, rulebook: Rulebook) -> Instrument | None:
    """The act of a key, under the slug that citations of it would give it; ``None`` if the table has not just one."""
    rows = authority_rows(key, "", rulebook)
    parts = _KEY.fullmatch(key)
    if len(rows) != 1 or parts is None:
        return None
    (row,) = rows
    citation = Citation(
        start=0,
        end=0,
        quote="",
        key=key,
        kind=row["kind"],
        number=parts["number"],
        year=parts["year"],
        symbol=parts["symbol"],
        date=row["date"] or None,
        issuer=row["issuer"] or None,
        title=row["title"] or None,
        form=row["form"],
    )
    [(slug,)] = acts([(Head(), [citation])], rulebook)
    return _instrument(slug, citation, Counter(filter(None, [citation.issuer])), rulebook) if slug else None


def _instrument(slug: str, first: Citation, printed: Counter[str], rulebook: Rulebook) -> Instrument:
    """Known data from the authority table; what is only printed in documents stays with the citations.

    ``first`` is the first mention; ``printed`` are the issuers that are named, with how often.
    """
    row = authority(first, slug, rulebook) or {}
    issuers = [row.get("issuer"), central_issuer(first, rulebook), _printed(printed)]
    return Instrument(
        slug=slug,
        key=row["key"] if row and first.form == "law" else first.corrected or first.key,
        kind=row.get("kind") or first.kind,
        number=first.number,
        symbol=first.symbol,
        form=first.form or "individual",
        issuer=next((name for name in issuers if name), None),
        year=slug_year(slug, first),
        **{column: row.get(column) or None for column in _KNOWN},
    )


def _printed(counts: Counter[str]) -> str | None:
    """The name printed most often, a shorter form ("Ủy ban nhân dân tỉnh") counted for the whole; then the longest."""

    def backing(name: str) -> tuple[int, int, str]:
        whole = name.lower()
        return sum(count for part, count in counts.items() if whole.startswith(part.lower())), len(name), name

    return max(counts, key=backing, default=None)


def slug_year(slug: str, citation: Citation) -> int | None:
    """The year of an act, as its slug states it."""
    if citation.year:
        return int(citation.year)
    years = [part for part in slug.split("-") if len(part) == 4 and part.isdigit() and part[:2] in ("19", "20")]
    return int(years[-1]) if years else None


def _self(citation: Citation, head: Head) -> Citation:
    """Mark a document's mention of itself."""
    own = head.number is not None and (citation.number, citation.symbol, citation.year) == (
        head.number,
        head.symbol,
        head.year,
    )
    agrees = citation.date is None or head.date is None or citation.date.startswith(head.date)
    return replace(citation, relation="self") if own and agrees else citation
