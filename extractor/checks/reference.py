"""The check reference: a page for each check, in Markdown, kept in ``rules/checks``."""

from __future__ import annotations

from extractor.checks.catalogue import CHECKS
from extractor.shipped import folder

_HEADING = "## "


def page(code: str) -> str:
    """The page of a check.

    Raises KeyError with the known codes when there is none.
    """
    if code not in CHECKS:
        raise KeyError(f"There is no check {code}; there are {', '.join(CHECKS)}")
    return (folder("rules") / "checks" / f"{code}.md").read_text(encoding="utf-8")


def requirement(code: str) -> str:
    """What must hold: the first section of the page, without its heading."""
    _, first, *_ = f"\n{page(code)}".split(f"\n{_HEADING}")
    return first.partition("\n")[2].strip()
