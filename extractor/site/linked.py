"""What programs read of a page: schema.org "Legislation" as JSON-LD, and the words for those who share a link.

A block of JSON-LD is data, no script: browsers do not run it, and the Content-Security-Policy need not allow it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

_FORBIDDEN = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Signs that could end the block or the line, whatever a document says."""
_CITED = 50
"""Acts named as cited."""


def document_data(document: Mapping[str, Any], cited: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A document as "Legislation"; what is not known of it is left out. Addresses are relative to the page."""
    acts = [
        {"@type": "Legislation", "@id": f"/vien-dan/{act['slug']}", "legislationIdentifier": act["key"]}
        for act in list(cited)[:_CITED]
    ]
    return _known(
        _legislation(f"/van-ban/{document['slug']}", document["title"] or document["name"], document)
        | {
            "legislationIdentifier": document["key"] if document["number"] else None,
            "legislationType": document["doc_type"],
            "temporalCoverage": "/".join(
                str(year) for year in (document["period_start"], document["period_end"]) if year
            ),
            "spatialCoverage": _named("AdministrativeArea", document["province"]),
            "citation": acts,
        }
    )


def act_data(act: Mapping[str, Any], read_in: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """An instrument as "Legislation", with the documents that it can be ``read_in``."""
    return _known(
        _legislation(f"/vien-dan/{act['slug']}", act["title"] or act["key"], act)
        | {
            "legislationIdentifier": act["key"],
            "legislationType": act["kind"],
            "legislationDateVersion": act["effective_from"],
            "expires": act["effective_to"],
            "workExample": [
                {"@type": "Legislation", "@id": f"/van-ban/{row['slug']}", "name": row["name"]} for row in read_in
            ],
        }
    )


def json_ld(data: Mapping[str, Any]) -> Markup:
    """The data as a block for the head of a page."""
    written = json.dumps(data, ensure_ascii=False)
    for sign, escaped in _FORBIDDEN.items():
        written = written.replace(sign, escaped)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(written))


def _legislation(address: str, name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{"@context": "https://schema.org", "@type": "Legislation", "@id": address, "url": address},
        **{"name": name, "inLanguage": "vi", "legislationDate": row["date"]},
        "legislationPassedBy": _named("GovernmentOrganization", row["issuer"]),
    }


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
