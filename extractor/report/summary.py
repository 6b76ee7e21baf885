"""The last lines of a command: what was checked, what was built, what a reference is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from extractor.build import Summary
from extractor.checks import CHECKS
from extractor.model import Citation, Instrument
from extractor.review import SEVERITIES, Choice, Report
from extractor.wording import Wording


def check_text(reports: Sequence[Report], choice: Choice, today: date, words: Wording) -> str:
    """How many documents and checks, how many findings of each severity, and the date taken for undated drafts."""
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
    undated = ", ".join(report.facts.document.path for report in reports if report.facts.head.date is None)
    if undated:
        lines.append(
            words.say(
                "No date in the head, checked as of {today}: {documents}", today=today.isoformat(), documents=undated
            )
        )
    return "\n".join(lines)


def build_text(summary: Summary, database: Path, words: Wording) -> str:
    """What the database holds, and how long it took."""
    counts = ", ".join(f"{words.label(table)} {count}" for table, count in summary.counts.items() if count)
    return words.say(
        "{database} in {seconds:.1f} s: {counts}",
        database=database,
        seconds=summary.seconds,
        counts=counts,
    )


def references_text(citations: Iterable[Citation], known: Iterable[Instrument], words: Wording) -> str:
    """Each reference: its parts, then what the table of acts knows of it."""
    acts = {act.slug: act for act in known}
    return "\n\n".join(_reference(citation, acts.get(citation.instrument or ""), words) for citation in citations)


def _reference(citation: Citation, act: Instrument | None, words: Wording) -> str:
    names = (
        "kind",
        "number",
        "year",
        "symbol",
        "date",
        "issuer",
        "title",
        "pinpoint",
        "form",
        "corrected",
        "instrument",
    )
    parts = {name: value for name in names if (value := getattr(citation, name))}
    lines = [citation.key, *(f"  {words.label(name)}: {words.label(str(value))}" for name, value in parts.items())]
    if act is None or act.certainty is None:
        return "\n".join((*lines, f"  {words.say('Not in the table of known acts.')}"))
    known = ", ".join(filter(None, (act.issuer, act.date, act.title)))
    return "\n".join((*lines, f"  {words.say('Known')} ({words.label('certainty ' + act.certainty)}): {known}"))
