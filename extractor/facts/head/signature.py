"""Who signs a document, and in what office."""

from __future__ import annotations

import re

from extractor.facts.head.page import head_rules
from extractor.model import Document, Page
from extractor.rulebook import Rulebook

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|')*(?: [^\W\d_](?:[^\W\d_]|')*){1,4}$")
_COLUMNS = re.compile(r" {3,}|\t+")
_SIGNED = re.compile(r"\(?(?:đã ký|ký tên|ký|đã ký)\)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_RECIPIENTS = re.compile(r"Nơi nhận ?:")
_LINE = re.compile(r"(?m)^.+$")


def in_capitals(lines: list[str]) -> list[tuple[int, str]]:
    """The lines set in capitals, with their places."""
    return [(index, line) for index, line in enumerate(lines) if line.isupper() and len(line) < 100]


def role_of(line: str, rulebook: Rulebook) -> str | None:
    """The office that a line in capitals names, or ``None``."""
    rule = next((r for r in head_rules(rulebook, "closing") if r.id == "signature-role"), None)
    match = rule.pattern.match(line) if rule else None
    return match["role"] if match else None


def read_signature(lines: list[str], rulebook: Rulebook) -> tuple[str | None, str | None]:
    """The signer's office and name: the name under the last office of the first signature."""
    capacity = next((r for r in head_rules(rulebook, "closing") if r.id == "signature-capacity"), None)
    for index, line in in_capitals(lines):
        signs = capacity is not None and capacity.pattern.match(line)
        if not signs and not role_of(line, rulebook):
            continue
        role: str | None = None
        shouted: tuple[str | None, str | None] = None, None
        for below in lines[index : index + 8]:
            if below.isupper():
                role = role_of(below, rulebook) or role
                if role and not shouted[1] and _is_name_in_capitals(below, rulebook):
                    shouted = _office(role), below.title()
            elif _is_signature(below):
                continue
            elif _NAME.match(below) and all(word[0].isupper() for word in below.split()):
                return _office(role), below
            else:
                break
        if shouted[1]:
            return shouted
    return None, None


def _is_name_in_capitals(line: str, rulebook: Rulebook) -> bool:
    """Whether a line in capitals is a person, and no body that begins with a word which is a family name too."""
    return _is_person(line.title(), rulebook) and not rulebook.compile("(?i){no_person}").match(line)


def _is_signature(line: str) -> bool:
    """Whether a line says that it is signed, or is what an engine makes of a signature: no two words stand in it."""
    return bool(_SIGNED.match(line)) or len(_WORD.findall(line)) < 2


def lone_name(document: Document, rulebook: Rulebook) -> str | None:
    """The one name of a person that stands alone on the right of a scanned page with the recipients.

    There it is the signer's, though an engine cannot read the office above it through the seal.
    """
    for page in document.pages:
        text = document.text[page.start : page.end]
        if not page.ocr or not page.width or not _RECIPIENTS.search(text):
            continue
        lines = [(page.start + line.start(), line.group().strip()) for line in _LINE.finditer(text)]
        names = [line for start, line in lines if _is_person(line, rulebook) and _on_the_right(start, page)]
        if len(names) == 1:
            return names[0]
    return None


def _is_person(line: str, rulebook: Rulebook) -> bool:
    words = line.split()
    family = {name for row in rulebook.table("family_names") for name in row["names"].split("|")}
    return len(words) > 2 and words[0] in family and bool(_NAME.match(line)) and all(map(str.istitle, words))


def _on_the_right(start: int, page: Page) -> bool:
    """Whether the word that begins there stands in the right half of its page, or almost."""
    return any(word.start <= start < word.end and word.x0 > 0.45 * (page.width or 0) for word in page.words)


def right_column(text: str) -> list[str]:
    """The right half of lines set in two columns, from the list of recipients on: there stands the signature."""
    after = _RECIPIENTS.search(text)
    lines = text[after.start() :].splitlines() if after else []
    return [parts[-1].strip() for line in lines if len(parts := _COLUMNS.split(line)) > 1 and parts[-1].strip()]


def _office(role: str | None) -> str | None:
    """ "PHÓ CHỦ TỊCH" as "Phó Chủ tịch"."""
    if role is None:
        return None
    words = role.lower()
    for prefix in ("phó ", "quyền "):
        if words.startswith(prefix):
            return prefix.capitalize() + words.removeprefix(prefix).capitalize()
    return words.capitalize()
