"""Findings that a person has looked at and accepts: by code and words, so that they survive edits around them.

A file of them is TOML: ``[[accepted]]`` tables with ``code``, ``quote`` (words of the evidence) and ``reason``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.checks import CHECKS
from extractor.model import Finding
from extractor.review import Report
from extractor.text import fold

_KEYS = frozenset(("code", "quote", "reason"))


class AcceptedError(ValueError):
    """A file of accepted findings that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted finding: the code of its check, and words that its evidence holds, whatever their case and marks."""

    code: str
    quote: str
    reason: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether ``finding`` is of the check, and one of its sides holds the words."""
        wanted = _plain(self.quote)
        return finding.code == self.code and any(wanted in _plain(side.quote) for side in finding.evidence)


def load(path: Path) -> tuple[Accepted, ...]:
    """The accepted findings of a file. Raises AcceptedError when it is no such file, or names no check."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AcceptedError(f"{path.name} cannot be read as TOML: {error}") from error
    found = []
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        where = f"{path.name}: entry {number}"
        if not isinstance(row, dict) or not {"code", "quote"} <= row.keys() <= _KEYS:
            raise AcceptedError(f"{where} needs code and quote, and may have reason, nothing else")
        entry = Accepted(*(str(row.get(key, "")).strip() for key in ("code", "quote", "reason")))
        if entry.code not in CHECKS:
            raise AcceptedError(f"{where}: there is no check {entry.code}")
        if not entry.quote:
            raise AcceptedError(f"{where}: the quote is empty")
        found.append(entry)
    return tuple(found)


def without(
    reports: Sequence[Report], accepted: Sequence[Accepted], runs: Callable[[str], bool] = lambda code: True
) -> tuple[tuple[Report, ...], tuple[Accepted, ...]]:
    """The reports without what is accepted, and the entries, of checks that were run, that cover nothing any more."""
    used = {entry for entry in accepted for report in reports for finding in report.findings if entry.covers(finding)}
    left = tuple(
        replace(report, findings=tuple(f for f in report.findings if not any(entry.covers(f) for entry in accepted)))
        for report in reports
    )
    return left, tuple(entry for entry in accepted if entry not in used and runs(entry.code))


def _plain(words: str) -> str:
    return " ".join(fold(words).split())
