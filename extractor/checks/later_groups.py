"""V, groups of products under names that came only after the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.checks.case import Case
from extractor.checks.group_names import groups_named, spoken
from extractor.checks.wording import day
from extractor.model import Finding


def not_yet(case: Case) -> Iterator[Finding]:
    """V109: a group of products under a name that only a regime after the document's day gave it.

    Official names only: shorter ones are words of any time.
    """
    told = case.facts.head.date or case.day  # of a draft it is often open: then its year counts
    rows = case.rulebook.table("ocop_groups") if told else ()
    new = {spoken(row["name"]): row["valid_from"] for row in reversed(rows) if row["valid_from"][: len(told)] > told}
    if not new:
        return
    known = {spoken(name) for row in rows if row["valid_from"][: len(told)] <= told for name in _names(row)}
    for start, words in groups_named(case).items():
        if (since := new.get(spoken(words))) and spoken(words) not in known:
            yield Finding(
                "V109",
                "warning",
                f"“{words}” là tên nhóm sản phẩm có từ ngày {day(since)}, sau ngày của văn bản.",
                (case.words(*case.view.span(start, start + len(words))),),
                found=words,
                remedy="Ghi tên nhóm theo quy định vào ngày của văn bản.",
            )


def _names(row: Mapping[str, str]) -> list[str]:
    return [row["name"], *row["aliases"].split("|")]
