"""S3, recipients: who is given a task is sent the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Finding, Section
from extractor.text import fold

_TASKS = "to chuc thuc hien"
_SENT = 900
"""Characters of a list of recipients."""


def left_out(case: Case) -> Iterator[Finding]:
    """S304: offices under the heading on who does what are not among the recipients, not one of their kind."""
    sections = case.facts.sections
    recipients = next((one for one in sections if one.kind == "recipients"), None)
    if recipients is None or is_normative(case) or not case.facts.head.symbol:
        return
    listed = case.facts.document.text[recipients.start : min(recipients.end, recipients.start + _SENT)]
    kinds = [rule for rule in case.rulebook.rules("recipients") if rule.values.get("use") is None]
    if case.pattern("recipients", "all").search(" ".join(listed.split())):
        return
    given = [one for one in sections if one.parent is not None and _TASKS in fold(sections[one.parent].heading)]
    sent, lacking = " ".join(listed.split()), list[Section]()
    for rule in kinds:
        told = [one for one in given if rule.pattern.match(" ".join(one.heading.split()))]
        if len(told) >= int(rule.values.get("fewest") or 1) and not rule.pattern.search(sent):
            lacking.extend(told[1:] if rule.values.get("fewest") else told[:1])  # the first may have written it
    if lacking:
        text = case.facts.document.text
        names = "; ".join(re.split(r"[:;,.(]", " ".join(one.heading.split()))[0].strip() for one in lacking)
        yield Finding(
            "S304",
            "note",
            f"Nơi nhận không có đơn vị được giao nhiệm vụ: {names}.",
            (
                case.words(recipients.start, recipients.start + len(listed)),
                *(case.words(one.start, text.find("\n", one.start)) for one in lacking),
            ),
            found=names,
            remedy="Ghi các đơn vị được giao nhiệm vụ vào Nơi nhận.",
        )
