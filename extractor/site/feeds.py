"""Texts for robots and readers of feeds: robots.txt, the map of the site, the Atom feed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from html import escape
from typing import Any

MAPPED = 50_000
"""Addresses in one part of the map, as many as may be."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LONG_AGO = "1970-01-01T00:00:00Z"
_TITLE = "Tra cứu văn bản OCOP: văn bản và nội dung cần rà soát mới"


def robots(base: str, database: str) -> str:
    """What robots may read: all pages, but neither the tables nor the search."""
    closed = "".join(f"Disallow: {place}\n" for place in (f"/{database}/", f"/{database}.", "/tim-kiem"))
    return f"User-agent: *\n{closed}Sitemap: {base}/sitemap.xml\n"


def map_index(base: str, pages: int) -> str:
    """The parts of a map of so many pages."""
    parts = range(1, max(-(-pages // MAPPED), 1) + 1)
    listed = "".join(f"<sitemap><loc>{_text(base)}/sitemap-{part}.xml</loc></sitemap>\n" for part in parts)
    return f'{_HEAD}<sitemapindex xmlns="{_MAP}">\n{listed}</sitemapindex>\n'


def map_part(base: str, places: Sequence[str]) -> str:
    """One part of the map: ``places`` below ``base``."""
    listed = "".join(f"<url><loc>{_text(f'{base}/{place}')}</loc></url>\n" for place in places)
    return f'{_HEAD}<urlset xmlns="{_MAP}">\n{listed}</urlset>\n'


def atom(base: str, documents: Sequence[Mapping[str, Any]], findings: Sequence[Mapping[str, Any]]) -> str:
    """The feed: ``documents`` (slug, name, title, issuer), then ``findings`` (code, check_title, message, and where).

    Each has the day on which it came in ("first_seen") and the date of its document. Neither these nor the ids change
    with a build of the database: what stays the same is no news.
    """
    told = {_mark(row): row for row in findings}
    entries = [
        _entry(f"{base}/van-ban/{row['slug']}", row["name"], row["title"] or "", row["issuer"], _updated(row))
        for row in documents
    ] + [
        _entry(
            f"{base}/van-ban/{row['document']}#v{row['start']}",
            f"{row['check_title']}: {row['document_name']}",
            f"{row['message']} ({row['code']})",
            None,
            _updated(row),
            f"{base}/doi-chieu?van-ban={row['document']}#{mark}",
        )
        for mark, row in told.items()
    ]
    updated = max(map(_updated, (*documents, *findings)), default=_LONG_AGO)
    return (
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n<title>{_TITLE}</title>\n'
        f'<id>{_text(base)}/moi.atom</id>\n<link rel="self" href="{_text(base)}/moi.atom"/>\n'
        f"<updated>{_text(updated)}</updated>\n<author><name>Tra cứu văn bản OCOP</name></author>\n"
        f"{''.join(entries)}</feed>\n"
    )


def _mark(row: Mapping[str, Any]) -> str:
    """What tells a finding from all others and stays with it, whatever number a build gives it."""
    said = "\0".join(str(row[name]) for name in ("document", "start", "message"))
    return f"{row['code']}-{blake2b(said.encode(errors='surrogatepass'), digest_size=8).hexdigest()}"


def _updated(row: Mapping[str, Any]) -> str:
    """The day on which a document came in, else its own date; of one known in part the first day."""
    day = f"{row['first_seen'] or row['date'] or ''}-01-01"[:10]
    return f"{day}T00:00:00Z" if _DAY.fullmatch(day) else _LONG_AGO


def _entry(link: str, title: str, summary: str, author: str | None, updated: str, name: str | None = None) -> str:
    by = f"<author><name>{_text(author)}</name></author>" if author else ""
    return (
        f'<entry><title>{_text(title)}</title><id>{_text(name or link)}</id><link href="{_text(link)}"/>'
        f"<updated>{_text(updated)}</updated>{by}<summary>{_text(summary)}</summary></entry>\n"
    )


def _text(words: str) -> str:
    return escape(_UNFIT.sub("", words))
