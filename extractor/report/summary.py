"""The last lines of a command: what was checked, what was built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from extractor.build import Summary
from extractor.checks import CHECKS
from extractor.checks.wording import day
from extractor.review import SEVERITIES, Choice, Report
from extractor.store.related import Beside
from extractor.wording import Wording

_NAMED = 5
"""Copies that are named."""


def check_text(
    reports: Sequence[Report], choice: Choice, today: date, words: Wording, beside: Beside | None = None
) -> str:
    """How many documents and checks, how many findings of each severity and how many are hidden, against what was
    checked, and the date taken for undated drafts."""
    counts = Counter(finding.severity for finding in {f: None for report in reports for f in report.findings})
    found = ", ".join(f"{words.label(severity)}: {counts[severity]}" for severity in SEVERITIES if counts[severity])
    lines = [
        words.say(
            "Documents: {documents}, checks: {checks}, {found}",
            documents=len(reports),
            checks=sum(choice.runs(code) for code in CHECKS),
            found=found or words.say("no findings"),
        )
    ]
    if hidden := len({finding: None for report in reports for finding in report.hidden}):
        lines.append(words.say("Milder findings not shown: {count} (--severity note)", count=hidden))
    if beside:
        lines.append(
            words.say(
                "Checked against {database}, documents: {count}", database=beside.database, count=beside.documents
            )
        )
        if beside.copies:
            lines.append(words.say("Left out as copies of the files given: {count}", count=beside.copies))
    undated = [one.facts.document.path for one in reports if one.assumed.date or one.facts.head.date is None]
    if undated:
        lines.append(f"{assumed_date(today.isoformat(), words)}: {', '.join(undated)}")
    for issuer in dict.fromkeys(one.assumed.issuer for one in reports if one.assumed.issuer):
        named = [one.facts.document.path for one in reports if one.assumed.issuer == issuer]
        lines.append(f"{assumed_issuer(issuer, words)}: {', '.join(named)}")
    return "\n".join(lines)


def assumed_date(date: str, words: Wording) -> str:
    """That ``date`` (ISO) was taken for that of a draft which has none."""
    return words.say("No whole date in the head, checked as of {today}", today=day(date))


def assumed_issuer(issuer: str, words: Wording) -> str:
    """That ``issuer`` was taken for that of a draft which names none."""
    return words.say("No issuer in the head, checked as one of {issuer}", issuer=issuer)


def build_text(summary: Summary, database: Path, words: Wording) -> str:
    """What the database holds, and how long it took."""
    counts = ", ".join(f"{words.label(table)} {count}" for table, count in summary.counts.items() if count)
    if summary.unchanged:
        return words.say("Nothing is new: {database} stays as it is ({counts})", database=database, counts=counts)
    told = words.say(
        "{database} in {seconds:.1f} s: {counts}",
        database=database,
        seconds=summary.seconds,
        counts=counts,
    )
    lines = [told]
    if summary.copies:
        files = ", ".join(f"{file} ({first})" for file, first in summary.copies[:_NAMED])
        more = ", …" if len(summary.copies) > _NAMED else ""
        lines.append(
            words.say(
                "Copies of documents that other files hold, not counted: {count}: {files}",
                count=len(summary.copies),
                files=files + more,
            )
        )
    if summary.known:
        lines.append(
            words.say(
                "{known} of {documents} documents had been read before",
                known=summary.known,
                documents=summary.documents,
            )
        )
    return "\n".join(lines)
