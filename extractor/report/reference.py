"""A check explained: its page, with what the list of checks says of it."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import CHECKS, Check, page, title
from extractor.checks.procedure import Nature
from extractor.wording import Wording


def check_page(code: str, words: Wording) -> str:
    """The page of the check ``code`` in Markdown, below its heading how grave its findings are and of what kind."""
    heading, _, rest = page(code, words.language).partition("\n")
    return f"{heading}\n\n{' '.join(_facts(CHECKS[code], words))}\n{rest}".rstrip()


def check_list(beginning: str, words: Wording) -> str:
    """A line for each check whose code begins so: code, severity, title; empty when there is none."""
    listed = [check for check in CHECKS.values() if check.code.startswith(beginning)]
    return "\n".join(
        f"{check.code}  {words.label(check.severity)}  {title(check.code, words.language)}" for check in listed
    )


def _facts(check: Check, words: Wording) -> Iterator[str]:
    yield words.say("Severity: at most {severity}.", severity=words.label(check.severity))
    if check.severity == "error" and check.copying:
        kinds = ", ".join(words.label(kind) for kind in sorted(check.copying))
        yield words.say("In copies ({kinds}): at most {severity}.", kinds=kinds, severity=words.label("warning"))
    yield words.say("Checked between documents.") if check.scope == "corpus" else words.say("Checked in each document.")
    natures: dict[Nature, str] = {
        "form": words.say("A matter of form."),
        "content": words.say("A matter of content."),
        "issuer": words.say("Form or content: the issuer decides."),
    }
    yield natures[check.nature]
