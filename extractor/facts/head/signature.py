"""Who signs a document, and in what office."""

from __future__ import annotations

import re

from extractor.facts.head.page import head_rules
from extractor.rulebook import Rulebook

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|')*(?: [^\W\d_](?:[^\W\d_]|')*){1,4}$")
_COLUMNS = re.compile(r" {3,}|\t+")
_SIGNED = re.compile(r"\(?(?:đã ký|ký tên|ký|đã ký)\)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


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
        for below in lines[index : index + 8]:
            if below.isupper():
                role = role_of(below, rulebook) or role
            elif _is_signature(below):
                continue
            elif _NAME.match(below) and all(word[0].isupper() for word in below.split()):
                return _office(role), below
            else:
                break
    return None, None


def _is_signature(line: str) -> bool:
    """Whether a line says that it is signed, or is what an engine makes of a signature: no two words stand in it."""
    return bool(_SIGNED.match(line)) or len(_WORD.findall(line)) < 2


def right_column(text: str) -> list[str]:
    """The right half of lines set in two columns, from the list of recipients on: there stands the signature."""
    after = re.search(r"Nơi nhận ?:", text)
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
