"""The cross-check of files read together: findings chosen by code and severity, told to each document concerned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from extractor.checks import CHECKS, check_corpus, check_document
from extractor.checks.registry import with_registry
from extractor.checks.sides import prints_expected
from extractor.model import Document, Evidence, Facts, Finding, Head, Severity
from extractor.pipeline import extract
from extractor.resolve import reconcile
from extractor.rulebook import Rulebook, load
from extractor.wording import Wording, wording

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the gravest to the mildest."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are wanted: codes by their beginnings ("C2", "N401"), and how grave at least."""

    select: tuple[str, ...] = ()
    """Empty for all."""
    ignore: tuple[str, ...] = ()
    severity: Severity = "note"

    @classmethod
    def of(cls, select: str, ignore: str, severity: Severity) -> Choice:
        """The choice written as on the command line: codes parted by commas."""
        return cls(_codes(select), _codes(ignore), severity)

    def runs(self, code: str) -> bool:
        """Whether the check ``code`` is among those asked for."""
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))

    def strangers(self) -> tuple[str, ...]:
        """The codes asked for with which no check begins."""
        return tuple(code for code in (*self.select, *self.ignore) if not any(one.startswith(code) for one in CHECKS))

    def wants(self, finding: Finding) -> bool:
        """Whether ``finding`` is among those wanted."""
        return self.runs(finding.code) and SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.severity)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What stood in for the empty head of a draft; ``None`` where the draft says it itself or nothing was given."""

    date: str | None = None
    """ISO, whole."""
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The facts of a document as they are checked, and the head that it has of its own."""

    facts: Facts
    head: Head


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found in one document, those findings included that lie between it and another."""

    facts: Facts
    findings: tuple[Finding, ...]
    hidden: tuple[Finding, ...] = ()
    """Those of the checks asked for that are milder than wanted."""
    read_with: Mapping[str, Facts] = field(default_factory=dict)
    """The documents of the same run by their paths, so that every side of a finding can be shown."""
    published: frozenset[str] = frozenset()
    """The paths of those that were read back from a database."""
    assumed: Assumed = Assumed()

    def side(self, finding: Finding) -> Evidence | None:
        """The first evidence of ``finding`` in this document."""
        return next((side for side in finding.evidence if side.document == self.facts.document.path), None)

    def source(self, evidence: Evidence) -> Facts | None:
        """The document in which ``evidence`` stands, or ``None`` when it was not read in this run."""
        path = evidence.document
        return self.facts if path == self.facts.document.path else self.read_with.get(path)

    def is_published(self, evidence: Evidence) -> bool:
        """Whether ``evidence`` stands in a document of the database that drafts are checked against."""
        return evidence.document in self.published


def beginnings(code: str) -> tuple[str, ...]:
    """For a code with which no check begins the nearest ones: "C1", "C2" for "C9", "C201", "C202" for "C209"."""
    shared = next(n for n in range(len(code), -1, -1) if any(one.startswith(code[:n]) for one in CHECKS))
    return tuple(sorted({one[: shared + 1] for one in CHECKS if one.startswith(code[:shared])}))


def checked(
    facts: Facts, rulebook: Rulebook | None = None, today: date | None = None, words: Wording | None = None
) -> Facts:
    """``facts`` with the findings of the checks that need only the document itself, in Vietnamese or in ``words``."""
    found = check_document(facts, rulebook or load(), today)
    return replace(facts, findings=said_in(found, words) if words else found)


def found_and_checked(document: Document, language: str) -> Facts:
    """The facts of ``document``, with the findings of the checks that need only the document, in ``language``."""
    return checked(extract(document), words=wording(language))


def drafted(document: Document, registry: Path | None, day: date, issued: date | None, issuer: str | None) -> Draft:
    """The facts of ``document``, checked on ``day`` with the acts of a CSV table of one's own, and with a date and an
    issuer where its head is still empty."""
    rules = _rules(registry)
    facts = extract(document, rules)
    return Draft(checked(headed(facts, issued, issuer), rules, day), facts.head)


@cache
def _rules(registry: Path | None) -> Rulebook:
    return with_registry(load(), registry) if registry else load()


def _is_whole(date: str | None) -> bool:
    """Whether an ISO date names a day."""
    return len(date or "") == len("2026-03-05")


def headed(facts: Facts, issued: date | None = None, issuer: str | None = None) -> Facts:
    """``facts`` of a draft, with a date and an issuer put where its head is still empty.

    The day is open as well where the head has only a year or a month: "ngày    tháng    năm 2026".
    """
    head = facts.head
    own = head.date if _is_whole(head.date) else None
    return replace(
        facts,
        head=replace(
            head,
            date=own or (issued.isoformat() if issued else head.date),
            issuer=head.issuer or issuer,
        ),
    )


def assuming(reports: Sequence[Report], drafts: Sequence[Draft], day: date, issuer: str | None) -> tuple[Report, ...]:
    """``reports`` that tell which of ``day`` and ``issuer`` stood in for what ``drafts`` do not say themselves."""
    heads = {draft.facts.document.path: draft.head for draft in drafts}
    told = []
    for report in reports:
        head = heads[report.facts.document.path]
        is_taken = head.date is None or head.date != report.facts.head.date
        assumed = Assumed(day.isoformat() if is_taken else None, None if head.issuer else issuer)
        told.append(replace(report, assumed=assumed))
    return tuple(told)


def review(
    all_facts: Sequence[Facts],
    rulebook: Rulebook,
    choice: Choice,
    others: Sequence[Facts] = (),
) -> tuple[Report, ...]:
    """A report for each of the :func:`checked` documents, in the order given; findings in the order of the text.

    A finding between documents is listed under each that its evidence names. The documents are checked against
    ``others`` too, which are read back from a database and get no report.
    """
    everything = (*all_facts, *others)
    between = check_corpus(reconcile(everything, rulebook), rulebook) if everything else ()
    read = {facts.document.path: facts for facts in everything}
    published = frozenset(facts.document.path for facts in others)
    return tuple(
        replace(_report(facts, (*facts.findings, *between), choice), read_with=read, published=published)
        for facts in all_facts
    )


def said_in(findings: Sequence[Finding], words: Wording) -> tuple[Finding, ...]:
    """``findings`` with their messages and remedies in the language of ``words``."""
    return tuple(
        replace(
            finding,
            message=words.say_again(finding.message),
            remedy=finding.remedy and words.say_again(finding.remedy),
        )
        for finding in findings
    )


def worst(reports: Collection[Report]) -> Severity | None:
    """The gravest severity in any report, or ``None`` when nothing was found."""
    found = {finding.severity for report in reports for finding in report.findings}
    return next((severity for severity in SEVERITIES if severity in found), None)


def _report(facts: Facts, findings: Sequence[Finding], choice: Choice) -> Report:
    path = facts.document.path
    own = [
        _as_told_to(facts, finding) for finding in findings if choice.runs(finding.code) and _concerns(finding, path)
    ]
    starts = {
        finding: min((side.start for side in finding.evidence if side.document == path), default=0)
        for finding in own
        if choice.wants(finding)
    }
    shown = tuple(sorted(starts, key=lambda finding: (starts[finding], finding.code)))
    return Report(facts, shown, tuple(finding for finding in own if finding not in starts))


def _as_told_to(facts: Facts, finding: Finding) -> Finding:
    """A finding between documents is a note for the one that prints what is expected: the others are to be mended.

    So it is for the act itself, which bears the date that is expected.
    """
    sides = [(side.start, side.end) for side in finding.evidence if side.document == facts.document.path]
    cited = [(citation.start, citation.date) for citation in facts.citations]
    if len(sides) < len(finding.evidence) and prints_expected(finding.expected, sides, cited, facts.head.date):
        return replace(finding, severity="note")
    return finding


def _concerns(finding: Finding, path: str) -> bool:
    """A finding without evidence is about the document that was checked: something in it is missing."""
    return not finding.evidence or any(side.document == path for side in finding.evidence)


def _codes(written: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in written.split(",") if code.strip())
