"""The kind of a document and its title (tên loại, trích yếu)."""

from __future__ import annotations

import re
from functools import cache

from extractor.facts.citations.anchors import sentence_case
from extractor.facts.head.page import NATION, OPENING, RULED
from extractor.rulebook import Rulebook
from extractor.text import fold

_ABOUT = re.compile(r"(?i)(?:v/v:?|về việc|về|\(?v/v) ")
_BODY = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo|Kính gửi|Để|Nhằm|Triển khai thực hiện (?:Quyết|Nghị|Kế|Công))\b")
_DIVISIONS = ("part", "roman", "number", "article", "letter-capital", "chapter", "preamble")


@cache
def _types(rulebook: Rulebook) -> tuple[re.Pattern[str], dict[str, str]]:
    """The kinds of documents without marks, which a scan confuses: a pattern for a line's start, and their names."""
    names = {re.sub(r" *[(/].*", "", row["name_vi"]) for row in rulebook.table("doc_types")}
    names |= {row["kind"] for row in rulebook.table("kinds")}
    plain = {fold(name): sentence_case(name) for name in names}
    kinds = "|".join(re.escape(name) for name in sorted(plain, key=lambda n: (-len(n), n)))
    more = "|".join(fold(row["words"]) for row in rulebook.table("doc_type_words"))
    return re.compile(rf"(?P<type>{kinds})(?: (?P<more>{more}))?(?:$|[:.] ?|(?= ve | v/v))"), plain


def type_line(lines: list[str], kinds: list[str], rulebook: Rulebook) -> int | None:
    """Where the kind of the document stands among its first lines, or ``None``."""
    for index, line in enumerate(lines[: 2 * OPENING]):
        if split_type(line, rulebook)[0] and not RULED.match(line):
            return index
        if kinds[index] in ("roman", "article", "part") and index > 5:
            return None
    return None


def split_type(line: str, rulebook: Rulebook) -> tuple[str | None, str]:
    """A line's kind of document and the title that follows it on the line ("Phụ lục 13: BÁO CÁO …" too)."""
    line = re.sub(r"^(?:Phụ lục|PHỤ LỤC)(?: [0-9IVX]+)?[:.] ?", "", line)
    pattern, names = _types(rulebook)
    match = pattern.match(fold(line))
    if not match or len(line) > 300 or not line[: match.end()].isupper():
        return None, ""
    return " ".join([names[match["type"]], *line[match.end("type") : match.end("more")].lower().split()]), line[
        match.end() :
    ].strip()


def read_title(lines: list[str], kinds: list[str], rulebook: Rulebook) -> tuple[str | None, int]:
    """The lines of the title joined, and how many they are."""
    taken: list[str] = []
    skipped = 0
    for line, kind in zip(lines, kinds, strict=False):
        if not taken and (RULED.match(line) or NATION.search(line)):
            skipped += 1
            continue
        ends = (
            RULED.match(line)
            or line.startswith("(")
            or (_BODY.match(line) and (taken or line.endswith((";", ",", ":"))))
        )
        if taken and (
            kind in _DIVISIONS
            or _is_issuer(line, rulebook)
            or line.endswith(":")
            or line.isupper() != taken[0].isupper()
        ):
            break
        if ends or (
            taken and (taken[-1].endswith(".") or len(" ".join(taken)) > 400 or (len(line) > 250 and len(taken) > 1))
        ):
            break
        taken.append(line)
    title = _ABOUT.sub("", " ".join(taken), count=1) if _ABOUT.match(" ".join(taken)) else " ".join(taken)
    return (title.strip(" .;") or None), len(taken) + skipped


def _is_issuer(line: str, rulebook: Rulebook) -> bool:
    return line.isupper() and bool(rulebook.compile(r"(?i:{issuer})[;,.]?$").match(line.title()))


def as_sentence(title: str, text: str) -> str:
    """A title in capitals as the text writes it elsewhere, else with one capital; names of places keep theirs."""
    if not title.isupper():
        return title[:1].upper() + title[1:]
    words = title.split(" ")
    for size in range(len(words), 3, -1):
        tail = " ".join(words[-size:])
        if found := re.search(re.escape(tail).replace(r"\ ", r"\s+"), _uncapped(text), re.IGNORECASE):
            lead = " ".join(words[:-size]).lower()
            whole = f"{lead} {' '.join(found.group().split())}".strip()
            return whole[:1].upper() + whole[1:]
    return title[:1] + title[1:].lower()


@cache
def _uncapped(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.isupper())
