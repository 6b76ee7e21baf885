"""What of a document was checked and what was not, so that silence is explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.rulebook import table
from extractor.site.labels import label

Row = dict[str, Any]


def checks_of(
    checks: Sequence[Row], findings: Sequence[Mapping[str, Any]], counts: Mapping[str, int], alone: str | None
) -> Row:
    """The checks by how they ended: ``found`` (with ``count``), ``clean``, and ``idle`` with ``why`` nothing was done.

    ``counts`` says how many facts of each kind, and how many read tables, the document has; ``alone`` why it is
    compared with no other: there is none ("documents"), or another file of it is ("copies").
    """
    needs = {row["check"]: row["needs"] for row in table("check_needs")}
    told = Counter(finding["code"] for finding in findings)
    ended: Row = {"found": [], "clean": [], "idle": []}
    for check in checks:
        missing = needs.get(check["code"], "")
        if told[check["code"]]:
            ended["found"].append(check | {"count": told[check["code"]]})
        elif check["scope"] == "corpus" and alone:
            ended["idle"].append(check | {"why": label(alone, "nothing")})
        elif missing and not counts[missing]:
            ended["idle"].append(check | {"why": label(missing, "nothing")})
        else:
            ended["clean"].append(check)
    return ended


def gaps(facts: Mapping[str, Sequence[Row]], cited: Sequence[Row], failed: Sequence[str]) -> list[str]:
    """What could not be checked though it stands in the document, each as a sentence.

    ``cited`` are the acts that the document cites, ``failed`` the names of tables that could not be read.
    """
    return list(_gaps(facts, cited, failed))


def _gaps(facts: Mapping[str, Sequence[Row]], cited: Sequence[Row], failed: Sequence[str]) -> Iterator[str]:
    unread = Counter(row["of"] for row in facts["unresolved"])
    open_citations = sum(not row["instrument"] for row in facts["citations"]) + unread["citation"]
    unknown = sum(act["certainty"] is None for act in cited)
    for kind, count in (("citation", open_citations), ("act", unknown), ("amount", unread["amount"])):
        if count:
            yield label(kind, "gap").format(count=count)
    for name in failed:
        yield label("table", "gap").format(name=name)
