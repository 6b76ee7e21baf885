"""The page of one instrument: what is known of it, how consistently it is cited, and every mention in context."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, get_args

from markupsafe import Markup

from extractor.model import Relation
from extractor.site.around import around
from extractor.site.document import SEVERITY, gathered
from extractor.site.findings import GRAVEST
from extractor.site.linked import act_data
from extractor.site.ranking import Rows
from extractor.store.listing import FIRST

Row = dict[str, Any]
LISTED = 30
"""Instruments on one page of their list."""
MENTIONS = 100
"""Mentions on one page."""
FINDINGS = 30
"""Findings shown, the gravest."""
AROUND = 220
"""Code points of context on either side of a mention."""
FIELDS = ("key", "date", "issuer", "title")
"""What citations state of an instrument."""
CITED = "instrument_counts WHERE documents > 0"
"""The acts that documents cite: an act may be there only because it took the place of one of them."""
ROLES: tuple[str, ...] = get_args(Relation)


async def page(rows: Rows, slug: str, number: int = 1) -> Row | None:
    """What the instrument page shows, mentions of page ``number``. ``None`` when there is no such instrument."""
    found = await rows("SELECT * FROM instruments WHERE slug = :slug", {"slug": slug})
    if not found:
        return None
    here = {"slug": slug}
    instrument = found[0]
    (counts,) = await rows("SELECT * FROM instrument_counts WHERE slug = :slug", here)
    sides = await rows(
        f"SELECT v.*, k.title AS check_title, {_doubt('v')} AS doubt, d.name AS document_name FROM finding_evidence v"
        " JOIN checks k ON k.code = v.code JOIN documents d ON d.slug = v.document"
        " WHERE v.id IN (SELECT f.id FROM evidence e JOIN findings f ON f.id = e.finding"
        " WHERE e.instrument = :slug AND NOT f.in_copy"
        f" GROUP BY f.id ORDER BY {_doubt('f')} DESC, {GRAVEST}, f.id LIMIT :most) ORDER BY v.id, v.position",
        here | {"most": FINDINGS},
    )
    seen = (await variants(rows, [instrument]))[slug]
    documents = await rows(
        "SELECT slug, name FROM documents WHERE instrument = :slug AND copy_of IS NULL ORDER BY slug", here
    )
    return {
        "instrument": instrument,
        **await around(rows, instrument),
        "linked": act_data(instrument, documents),
        "documents": documents,
        "at_hand": documents[0] if len(documents) == 1 and not instrument["certainty"] else None,
        "cited_in": counts["documents"],
        "mentions": counts["mentions"],
        "roles": await _by_role(rows, slug, number),
        "page": number,
        "pages": -(-counts["mentions"] // MENTIONS),
        "seen": seen,
        "agreed": {field: counts[field] for field in ("date", "title")},
        "findings": sorted(
            gathered(sides), key=lambda f: (not f["doubt"], SEVERITY[f["severity"]], f["code"], f["id"])
        ),
        "findings_count": counts["findings"],
        "verdict": verdict(counts, seen),
        "doubted": await _doubted(rows, slug, seen),
        "unlike": _unlike(seen["date"]),
        "beside": counts["findings"] - counts["doubts"],
        "namesakes": await _namesakes(rows, instrument),
    }


async def listed(rows: Rows, number: int) -> list[Row]:
    """The instruments of one page of their list, most cited first, each with its ``verdict``."""
    acts = await rows(
        f"SELECT * FROM {CITED} ORDER BY documents DESC, mentions DESC, slug LIMIT :most OFFSET :skip",
        {"most": LISTED, "skip": (number - 1) * LISTED},
    )
    seen = await variants(rows, acts)
    for act in acts:
        act["verdict"] = verdict(act, seen[act["slug"]])
    return acts


async def variants(rows: Rows, acts: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, list[Row]]]:
    """For each of ``acts`` by its slug: the keys, dates, issuers and titles of its citations, most frequent first.

    Each has ``value``, ``count``, ``documents`` (how many) and ``differs``: a date that cannot be the instrument's.
    """
    dates = {act["slug"]: act["date"] for act in acts}
    seen: dict[str, dict[str, list[Row]]] = {slug: {field: [] for field in FIELDS} for slug in dates}
    for row in await rows(
        "SELECT v.* FROM json_each(:slugs) j JOIN variants v ON v.instrument = j.value ORDER BY v.count DESC, v.value",
        {"slugs": json.dumps(list(dates))},
    ):
        differs = row["field"] == "date" and not agree(row["value"], dates[row["instrument"]])
        seen[row["instrument"]][row["field"]].append(row | {"differs": differs})
    return seen


def agree(one: str, other: str | None) -> bool:
    """Whether two dates can be the same day, each known as far as it is stated."""
    return other is None or one.startswith(other) or other.startswith(one)


def verdict(counts: Mapping[str, Any], seen: Mapping[str, list[Row]]) -> str:
    """Whether an act is cited consistently, from ``counts`` and the variants ``seen`` of its citations.

    "conflict": two dates, or an error in how it is cited; "review": a doubt; "uncited", "single" or "consistent".
    """
    if _unlike(seen["date"]) or counts["errors"]:
        return "conflict"
    if counts["doubts"]:
        return "review"
    return {0: "uncited", 1: "single"}.get(counts["mentions"], "consistent")


def _unlike(dates: Sequence[Row]) -> bool:
    """Whether citations give two days, or one that is not the act's."""
    values = [row["value"] for row in dates]
    return any(row["differs"] for row in dates) or any(not agree(a, b) for a in values for b in values)


def _doubt(table: str) -> str:
    """SQL: whether a finding is about how an act is cited, which alone makes the verdict. A note makes none."""
    return f"({table}.severity <> 'note' AND {table}.code IN (SELECT code FROM checks WHERE element IS NOT NULL))"


async def _doubted(rows: Rows, slug: str, seen: Mapping[str, list[Row]]) -> list[Row]:
    """The ``element`` of a citation that is in doubt, with the ``count`` of its findings: those of the verdict."""
    found = await rows(
        "SELECT k.element, count(DISTINCT f.id) AS count FROM evidence e JOIN findings f ON f.id = e.finding"
        f" JOIN checks k ON k.code = f.code WHERE e.instrument = :slug AND NOT f.in_copy AND {_doubt('f')}"
        " GROUP BY k.element ORDER BY count DESC, k.element",
        {"slug": slug},
    )
    dated = any(row["element"] == "date" for row in found) or not _unlike(seen["date"])
    return found if dated else [{"element": "date", "count": 0}, *found]


async def _by_role(rows: Rows, slug: str, number: int) -> list[tuple[str, list[Row]]]:
    """The mentions of one page by role, each with its ``context``."""
    order = " ".join(f"WHEN '{role}' THEN {rank}" for rank, role in enumerate(ROLES))
    mentions = await rows(
        f"SELECT m.* FROM mentions m JOIN (SELECT id, CASE relation {order} END AS rank FROM citations"
        f" WHERE instrument = :slug AND {FIRST.format('document')} ORDER BY rank, document, start"
        " LIMIT :most OFFSET :skip) c ON c.id = m.id"
        " ORDER BY c.rank, m.document, m.start",
        {"slug": slug, "most": MENTIONS, "skip": (number - 1) * MENTIONS},
    )
    pieces = await rows(
        "SELECT c.id, p.start, p.text FROM citations c JOIN passages p ON p.document = c.document"
        ' AND p.start < c."end" + :around AND p."end" > c.start - :around'
        f" WHERE c.id IN ({','.join(str(row['id']) for row in mentions) or 'NULL'}) ORDER BY c.id, p.start",
        {"around": AROUND},
    )
    texts: dict[int, list[Row]] = defaultdict(list)
    for piece in pieces:
        texts[piece["id"]].append(piece)
    by_role: dict[str, list[Row]] = defaultdict(list)
    for row in mentions:
        by_role[row["relation"]].append(row | {"context": context(texts[row["id"]], row["start"], row["end"])})
    return list(by_role.items())


def context(pieces: list[Row], start: int, end: int) -> Markup:
    """The words around ``start:end``, the mention marked, from passages (``start``, ``text``) that follow each other.

    It begins and ends with the paragraph, or with a whole word where the paragraph is long.
    """
    base = pieces[0]["start"]
    text = "".join(piece["text"] for piece in pieces)
    first, last = start - base, end - base
    low = max(first - AROUND, 0)
    high = min(last + AROUND, len(text))
    low = _cut_before(text, low, first, begins=base == 0 and low == 0)
    high = _cut_after(text, last, high)
    before, after = text[low:first], text[last:high]
    return Markup(f"{escape(before)}<mark>{escape(text[first:last])}</mark>{escape(after)}")


def _cut_before(text: str, low: int, first: int, begins: bool) -> int:
    paragraph = text.rfind("\n\n", low, first)
    if paragraph >= 0:
        return paragraph + 2
    blank = -1 if begins else text.find(" ", low, first)
    return blank + 1 if blank >= 0 else low


def _cut_after(text: str, last: int, high: int) -> int:
    paragraph = text.find("\n\n", last, high)
    if paragraph >= 0:
        return paragraph
    blank = -1 if high == len(text) else text.rfind(" ", last, high)
    return blank if blank >= 0 else high


async def _namesakes(rows: Rows, instrument: Mapping[str, Any]) -> list[Row]:
    """Other acts of the same number and symbol: the wrong one is easily taken."""
    return await rows(
        "SELECT slug, key, kind, issuer, date, title FROM instruments WHERE key = :key AND slug != :slug"
        " ORDER BY slug LIMIT 12",
        {"key": instrument["key"], "slug": instrument["slug"]},
    )
