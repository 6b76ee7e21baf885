"""The checks: what must hold in a document, and between documents. Each is a pure function that yields findings.

A check has a code that never changes its meaning and a page in ``rules/checks``. Findings are data; an exception
means that the checks themselves failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from extractor.checks.case import Case
from extractor.checks.catalogue import CHECKS, Check
from extractor.checks.procedure import procedure, successor
from extractor.checks.reference import page, title
from extractor.checks.wording import COPIES
from extractor.each import Each, EachOf
from extractor.model import Document, Evidence, Facts, Finding, Instrument, Severity
from extractor.resolve import instruments
from extractor.rulebook import Rulebook

_BETTER = {"N108": (("N101", "N102", "N103", "N104", "N105"), 3)}
"""Checks that go before another, where both show so many of the same places."""
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the gravest to the mildest."""

__all__ = ["CHECKS", "Check", "check_corpus", "check_document", "page", "title"]


def check_document(facts: Facts, rulebook: Rulebook, today: date | None = None) -> tuple[Finding, ...]:
    """What the document checks find, in the order of the text.

    ``today`` stands in for the date of a draft whose head has none.
    """
    if today is not None and facts.head.date is None:
        facts = replace(facts, head=replace(facts.head, date=today.isoformat()))
    case = _cases([facts], rulebook)[0]
    by_path = {facts.document.path: case}
    found = [
        _told(finding, check, by_path)
        for check in CHECKS.values()
        if check.scope == "document"
        for finding in _joined(check.function(case))
    ]
    found = [finding for finding in found if not _is_told(finding, found)]
    ordered = sorted(found, key=lambda finding: (finding.evidence[0].start, finding.code))
    return _with_ways(ordered, by_path)


def _is_told(finding: Finding, found: Sequence[Finding]) -> bool:
    """Whether a check that knows more of the matter says the same."""
    better, places = _BETTER.get(finding.code, ((), 0))
    for other in found if better else ():
        shared = [a for a in finding.evidence if any(b.start < a.end and a.start < b.end for b in other.evidence)]
        if other.code in better and len(shared) >= places:
            return True
    return False


def check_corpus(
    all_facts: Sequence[Facts],
    rulebook: Rulebook,
    whole: Callable[[Facts], Document] | None = None,
    cited: Sequence[Instrument] | None = None,
) -> tuple[Finding, ...]:
    """What the checks between documents find.

    ``whole`` fetches a document where ``all_facts`` are but gists; ``cited`` are the acts that they cite, where these
    are known.
    """
    cases = _cases(all_facts, rulebook, whole, cited)
    checks = [check for check in CHECKS.values() if check.scope == "corpus"]
    told = [(check, finding) for check in checks for finding in check.function(cases)]
    named = {side.document for _, finding in told for side in finding.evidence}
    paths = (case.facts.document.path for case in cases if named)
    places = {path: number for number, path in enumerate(paths) if path in named}
    by_path = EachOf(places, lambda path: cases[places[path]])  # anew: a case keeps what was asked of its facts
    found = [_told(finding, check, by_path) for check, finding in told]
    ordered = sorted(found, key=lambda finding: (finding.code, finding.evidence[0].document, finding.evidence[0].start))
    return _with_ways(ordered, by_path)


def _cases(
    all_facts: Sequence[Facts],
    rulebook: Rulebook,
    whole: Callable[[Facts], Document] | None = None,
    cited: Sequence[Instrument] | None = None,
) -> Sequence[Case]:
    acts = {act.slug: act for act in (instruments(all_facts, rulebook) if cited is None else cited)}
    return Each(len(all_facts), lambda number: Case(all_facts[number], rulebook, acts, whole))


def _joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings that say the same of several places become one with all of them as evidence."""
    alike: dict[tuple[str | None, ...], tuple[Finding, dict[Evidence, None]]] = {}
    for finding in findings:
        key = (finding.code, finding.message, finding.expected, finding.found)
        _, evidence = alike.get(key, (finding, {}))
        evidence |= dict.fromkeys(finding.evidence)
        alike[key] = finding, evidence
    yield from (replace(finding, evidence=tuple(evidence)) for finding, evidence in alike.values())


def _told(finding: Finding, check: Check, cases: Mapping[str, Case]) -> Finding:
    """The finding with the kind of copy it was seen in, where it is one; ``cases`` by their paths."""
    concerned = [cases[path] for path in dict.fromkeys(side.document for side in finding.evidence)]
    found = {case.facts.document.copy_kind or "" for case in concerned}
    kinds = sorted(found & COPIES.keys() - {"original"})
    severity = finding.severity
    if severity == "error" and check.copying.intersection(kinds):
        severity = "warning"
    seen = f" Thấy trong: {', '.join(COPIES[kind] for kind in kinds)}." if kinds and len(found) == 1 else ""
    return replace(finding, severity=severity, message=finding.message + seen)


def _with_ways(findings: Sequence[Finding], cases: Mapping[str, Case]) -> tuple[Finding, ...]:
    """The findings with how the documents that each names are mended, where that holds for all of them.

    That an office is no more is said once of each document, at the gravest of its findings.
    """
    told = list(findings)
    said: set[str] = set()
    for index in sorted(range(len(told)), key=lambda index: _SEVERITIES.index(told[index].severity)):
        finding = told[index]
        paths = {side.document for side in finding.evidence if side.document in cases}
        ways = {procedure(cases[path], CHECKS[finding.code].nature) for path in paths}
        if len(ways) != 1:
            continue
        [way] = ways
        if any(successor(cases[path]) for path in paths):
            way = "" if paths <= said and finding.remedy else way
            said |= paths
        told[index] = replace(finding, remedy=" ".join(filter(None, (finding.remedy, way))))
    return tuple(told)
