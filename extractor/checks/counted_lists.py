"""P, lists: as many items follow as are announced, be they points, dashes, or the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from extractor.checks.case import Case
from extractor.model import Finding, Table
from extractor.numbers import words as in_words
from extractor.rulebook import Rulebook
from extractor.text import fold

_LETTERED = re.compile(r"\(?(?P<label>[a-zđ]|\d{1,2})[.)] ?\S")
_DASHED = re.compile(r"[-+•–] ?\S")
_NAMED = 8
"""Letters that tell two groups apart."""
_GROUP = re.compile(r"(?<!\w)nhóm (?!(?:sản phẩm|ngành)[,;.])", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NAMES_APART = re.compile(r",? và |, |; ")
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d]*(?: |$)){1,6}(?:[^\W\d]+ ?){0,4}")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")
_GOES_ON = re.compile(r"(?:\.\.\.|…|v\.v\.?|vân vân)[.;]?\s*$")
_SETTING = re.compile(r"\W*(?:thời gian|thời hạn|kinh phí|nguồn|địa điểm|đơn vị|cơ quan|ghi chú)", re.IGNORECASE)
"""Items that say when, where and by whom, beside those that are counted."""
_NEAR = 400
"""Characters between an announcement and its table."""


def items(case: Case) -> Iterator[Finding]:
    """P106: more or fewer items follow than are announced.

    Silent where the list breaks off with dots, and where another heading could be the next item.
    """
    paragraphs = [one for one in case.view.paragraphs if not one.note]
    text = case.view.text
    for index, paragraph in enumerate(paragraphs):
        words = text[paragraph.start : paragraph.end]
        match = case.pattern("counted_lists").search(words)
        if match:
            rest = [text[one.start : one.end] for one in paragraphs[index + 1 : index + 60]]
            listed = _listed(words, rest)
            odd = any(_GOES_ON.search(one) or _SETTING.match(one) for one in listed)
            if listed and len(listed) != int(match["count"]) and not odd:
                last = paragraphs[index + _last(rest, listed)]
                yield _finding(case, match, paragraph.start, len(listed), last.start, last.end)
        match = case.pattern("counted_lists", "table").search(words)
        match = match or case.pattern("counted_lists", "caption").search(words)
        table = _table_behind(case, paragraph.end) if match else None
        if match and table:
            rows = _numbered(table)
            if rows and len(rows) != int(match["count"]):
                start = case.view.find(table.start)
                end = text.find("\n", start)
                yield _finding(case, match, paragraph.start, len(rows), start, end if end > start else len(text))


def groups(case: Case) -> Iterator[Finding]:
    """P107: a sentence announces so many groups of products and names more or fewer."""
    for match in case.pattern("counted_lists", "groups").finditer(case.view.text):
        told = _BRACKETS.sub("", match["list"])
        named = len({fold(told[one.end() : one.end() + _NAMED]) for one in _GROUP.finditer(told)})
        named = max(named, len(set(_known_groups(case.rulebook).findall(fold(told)))))
        if named > 1 and named != int(match["count"]):
            yield Finding(
                "P107",
                "warning" if named > int(match["count"]) or "trong đó" not in match.group() else "note",
                f"Nêu {match['count']} nhóm nhưng kể {named} nhóm.",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=str(named),
                expected=match["count"],
                remedy="Đối chiếu và ghi lại số nhóm, hoặc kể đủ các nhóm.",
            )


@lru_cache(maxsize=8)
def _known_groups(rulebook: Rulebook) -> re.Pattern[str]:
    """The names of groups of products in use, without marks, the longest first."""
    rows = rulebook.table("ocop_groups")
    names = {fold(name) for row in rows for name in (row["name"], *row["aliases"].split("|")) if name}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def names(case: Case) -> Iterator[Finding]:
    """P110: a sentence announces so many names and lists more or fewer; each must begin with a capital letter."""
    for match in case.pattern("counted_lists", "names").finditer(case.view.text):
        listed = [one.strip() for one in _NAMES_APART.split(_BRACKETS.sub("", match["list"])) if one.strip()]
        count = in_words(match["count"].lower()) or int(match["count"])
        if len(listed) > 1 and len(listed) != count and all(_NAME.fullmatch(one) for one in listed):
            yield Finding(
                "P110",
                "warning",
                f"Nêu {match['count']} {match['unit']} nhưng kể {len(listed)} tên.",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=str(len(listed)),
                expected=str(count),
                remedy="Đối chiếu và ghi lại số lượng, hoặc kể đủ tên.",
            )


def acts(case: Case) -> Iterator[Finding]:
    """P112: a sentence announces so many acts and cites more or fewer, each parted from the next by a semicolon."""
    for match in case.pattern("counted_lists", "acts").finditer(case.view.text):
        start, end = case.view.span(match.start("list"), match.end("list"))
        cited = [one for one in case.facts.citations if start <= one.start < end]
        pieces = [piece for piece in match["list"].split(";") if piece.strip()]
        behind = case.view.text[match.end() : match.end() + 4]
        open_ended = behind.startswith("..") or "…" in match["list"] or match["list"].rstrip().endswith(";")
        if len(cited) == len(pieces) > 1 and not open_ended and len(cited) != int(match["count"]):
            yield Finding(
                "P112",
                "warning",
                f"Nêu {match['count']} {match['unit']} nhưng kể {len(cited)}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=str(len(cited)),
                expected=str(int(match["count"])),
                remedy="Đối chiếu và ghi lại số lượng, hoặc kể đủ các văn bản.",
            )


def _listed(lead: str, rest: Sequence[str]) -> list[str]:
    """The items below a line: those labelled in their order, or else dashes, with what stands deeper left out."""
    if not rest:
        return []
    first = _LETTERED.match(rest[0])
    own = _LETTERED.match(lead)
    if first and first["label"] in ("a", "1"):
        bracketed = rest[0].startswith("(") == lead.startswith("(")
        if own and own["label"].isdigit() == first["label"].isdigit() and bracketed:
            return []  # the items would be the lead's own sisters
        order = "abcdđeghiklmnopqrstuvxy" if first["label"] == "a" else None
        found: list[str] = []
        for line in rest:
            match = _LETTERED.match(line)
            wanted = (order[len(found)] if len(found) < len(order) else "") if order else str(len(found) + 1)
            if match and match["label"].lstrip("0") == wanted:
                found.append(line)
            elif match is None and _DASHED.match(line):
                continue  # it stands deeper
            elif match is None or match["label"].isdigit() == first["label"].isdigit():
                break
        return [] if _goes_on(rest, len(found), lambda line: _LETTERED.match(line) is not None) else found
    if _DASHED.match(rest[0]) and not _DASHED.match(lead):
        sign = rest[0][0]
        found = []
        for line in rest:
            if line[0] == sign:
                found.append(line)
            elif not _DASHED.match(line):
                break
        return [] if _goes_on(rest, len(found), lambda line: line[:1] == sign) else found
    return []


def _goes_on(rest: Sequence[str], count: int, is_item: Callable[[str], bool]) -> bool:
    """Whether plain lines stand between the items, so that nobody knows where the list ends."""
    return count < len(rest) and not is_item(rest[count]) and any(map(is_item, rest[count + 1 : count + 3]))


def _last(rest: Sequence[str], listed: Sequence[str]) -> int:
    """How many paragraphs behind the lead the last item stands."""
    return max(index for index, line in enumerate(rest) if line is listed[-1]) + 1


def _table_behind(case: Case, end: int) -> Table | None:
    offset = case.view.span(max(end - 1, 0), end)[1]
    behind = (table for table in case.facts.document.tables if 0 <= table.start - offset < _NEAR)
    return next(behind, None)


def _numbered(table: Table) -> list[str]:
    """The ordinals of the rows of a table that are numbered from 1 on without a gap; nothing when they are not."""
    column = next((index for index, one in enumerate(table.columns) if one.meaning == "number"), None)
    if column is None:
        return []
    found = [row[column].text.strip(" .)") for row in table.rows if column < len(row)]
    numbers = [one.lstrip("0") for one in found if _NUMBER.fullmatch(one)]
    return numbers if numbers == [str(n + 1) for n in range(len(numbers))] else []


def _finding(case: Case, match: re.Match[str], start: int, listed: int, first: int, last: int) -> Finding:
    return Finding(
        "P106",
        "warning",
        f"Nêu {match['count']} {match['unit']} nhưng liệt kê {listed}.",
        (
            case.words(*case.view.span(start + match.start(), start + match.end())),
            case.words(*case.view.span(first, last)),
        ),
        found=str(listed),
        expected=str(int(match["count"])),
        remedy="Đối chiếu và ghi lại số lượng, hoặc bổ sung, bỏ bớt mục trong danh sách.",
    )
