"""The last lines of a check: what was checked, against what, as of when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from extractor.checks import CHECKS
from extractor.checks.wording import day
from extractor.review import SEVERITIES, Choice, Report
from extractor.store.related import Beside
from extractor.wording import Wording


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
