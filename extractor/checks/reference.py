"""The check reference: a page for each check, in Markdown, in ``rules/checks``; the English ones in ``en`` there."""

from __future__ import annotations

from extractor.checks.catalogue import CHECKS
from extractor.shipped import folder

_HEADING = "## "
_FOLDERS = {"vi": ("checks",), "en": ("checks", "en")}


def page(code: str, language: str = "vi") -> str:
    """The page of a check in Vietnamese ("vi") or English ("en").

    Raises KeyError with the known codes when there is none.
    """
    if code not in CHECKS:
        raise KeyError(f"There is no check {code}; there are {', '.join(CHECKS)}")
    return folder("rules").joinpath(*_FOLDERS[language], f"{code}.md").read_text(encoding="utf-8")


def title(code: str, language: str = "vi") -> str:
    """What the check looks for: the heading of its page, without the code."""
    return page(code, language).partition("\n")[0].partition(": ")[2]


def requirement(code: str, language: str = "vi") -> str:
    """What must hold: the first section of the page, without its heading."""
    _, first, *_ = f"\n{page(code, language)}".split(f"\n{_HEADING}")
    return first.partition("\n")[2].strip()
