"""What a document says of itself: number, kind, title, issuer, place, date, signer, the years it covers."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from extractor.facts.citations.symbols import canonical
from extractor.facts.geography import level_of, province_of, with_place
from extractor.facts.head.doubt import believed, poorly_read
from extractor.facts.head.handwriting import legible
from extractor.facts.head.issuer import read_issuer
from extractor.facts.head.page import OPENING, head_rules
from extractor.facts.head.shouted import as_set
from extractor.facts.head.signature import lone_name, read_signature, right_column
from extractor.facts.head.title import as_sentence, read_title, split_type, type_line
from extractor.kept import kept
from extractor.model import Document, Head
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook
from extractor.tables.surroundings import is_line

__all__ = ["find_head", "unrecognised"]

_LETTERHEAD = 12
"""Lines of the head where none names its kind."""


@kept
def find_head(document: Document, outline: Outline, rulebook: Rulebook) -> Head:
    """The head of ``document``; what it does not state, and what an engine cannot have read, is ``None``."""
    head = believed(_as_read(document, outline, rulebook), document, rulebook)
    head = replace(head, level=level_of(head.issuer, rulebook))
    start, end = _period(head.title or "", rulebook)
    province = province_of(head, outline.view.text, rulebook)
    return replace(head, province=province, period_start=start, period_end=end)


def unrecognised(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[str]:
    """The warning that the head of a scan cannot be what is printed."""
    yield from poorly_read(_as_read(document, outline, rulebook), document, rulebook)


@kept
def _as_read(document: Document, outline: Outline, rulebook: Rulebook) -> Head:
    """The head as it was read, without what follows from its fields."""
    blocks = [block for block in outline.blocks if not block.note]
    lines = [outline.text(block).strip(" |") for block in blocks]
    kinds = [block.kind for block in blocks]
    at = type_line(lines, kinds, rulebook)
    letterhead = _LETTERHEAD if at is None else at
    lines = as_set(lines, letterhead)
    opening = [line.strip(" |") for line in legible(document, outline, blocks[:OPENING])[0]]
    head = _numbers(as_set(opening, letterhead), rulebook)
    title_end = 0
    if at is not None:
        doc_type, rest = split_type(lines[at], rulebook)
        above = [rest] if rest else []
        below = at + 1 - len(above)
        title, title_end = read_title(above + lines[at + 1 :], kinds[below:], rulebook)
        for index in range(at + 1, min(below + title_end, at + 1 + OPENING)):
            if _of_table(outline.view.origin(blocks[index].start), lines[index], document, rulebook):
                title, title_end = read_title(above + lines[at + 1 : index], kinds[below:index], rulebook)
                break
        title = title or head.title
        head = replace(head, doc_type=doc_type, title=title and as_sentence(title, document.text, rulebook))
        title_end += at
    elif head.title:
        head = replace(head, doc_type="Công văn")
    issuer = read_issuer(lines, kinds, at, title_end, rulebook)
    issuer = issuer and with_place(issuer, head, outline.view.text, rulebook)
    role, signer = read_signature(lines, rulebook)
    if signer is None:
        role, signer = read_signature(right_column(document.text), rulebook)
    signer = signer or _listing(lines, "signer", rulebook) or lone_name(document, rulebook)
    last = max(title_end, at + 1) if at is not None else _LETTERHEAD * bool(issuer)
    repairs = _repairs(blocks[:last], outline)
    return replace(head, issuer=issuer, signer=signer, signer_role=role, repairs=repairs)


def _repairs(blocks: list[Block], outline: Outline) -> tuple[str, ...]:
    """What an engine misread in the lines of a head."""
    spans = (outline.view.span(block.start, block.end) for block in blocks)
    return tuple(dict.fromkeys(said for span in spans for said in outline.view.repairs(*span)))


def _of_table(start: int, line: str, document: Document, rulebook: Rulebook) -> bool:
    """Whether a line stands in a table, or above one as its caption or unit: it is none of the title."""
    return document.table_at(start) is not None or is_line("caption", line, rulebook) or is_line("unit", line, rulebook)


def _numbers(lines: list[str], rulebook: Rulebook) -> Head:
    """Number, place and date from the opening lines; a site's list of properties only where these are silent."""
    head = Head()
    for where in ("opening", "listing"):
        for rule in head_rules(rulebook, where):
            for line in lines:
                anywhere = where == "listing" or line.startswith("Số")  # number, place and date may share a line
                if match := rule.pattern.search(line) if anywhere else rule.pattern.match(line):
                    head = _fill(head, match.groupdict(), rulebook)
                    break
    return head


def _fill(head: Head, groups: dict[str, str | None], rulebook: Rulebook) -> Head:
    if groups.get("symbol") and head.symbol is None:
        symbol = canonical(groups["symbol"] or "", rulebook)
        head = replace(head, number=groups["number"], symbol=symbol, year=groups.get("year"))
    elif "month" in groups and head.date is None:
        head = replace(
            head, date=_iso(groups["year"], groups["month"], groups["day"]), place=groups.get("place") or head.place
        )
    elif groups.get("title") and head.title is None:
        head = replace(head, title=(groups["title"] or "").strip(" .;"))
    return head


def _iso(year: str | None, month: str | None, day: str | None) -> str | None:
    if not year:
        return None
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _listing(lines: list[str], field: str, rulebook: Rulebook) -> str | None:
    for rule in head_rules(rulebook, "listing"):
        for line in lines[:OPENING]:
            if field in rule.pattern.groupindex and (match := rule.pattern.search(line)):
                return match[field]
    return None


def _period(title: str, rulebook: Rulebook) -> tuple[int | None, int | None]:
    """The first and the last year that a title names as covered."""
    starts: list[int] = []
    ends: list[int] = []
    for rule in head_rules(rulebook, "title"):
        for match in rule.pattern.finditer(title):
            if "start" in match.groupdict():
                starts.append(int(match["start"]))
            ends.append(int(match["end"]))
        if starts and rule.id == "period-year":
            break
    return (min(starts) if starts else None), (max(ends) if ends else None)
