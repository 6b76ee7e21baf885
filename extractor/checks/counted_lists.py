"""P, lists: as many items follow as are announced, be they points, dashes, or the rows of a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from extractor.checks.case import Case
from extractor.model import Finding, Table

_LETTERED = re.compile(r"\(?(?P<label>[a-zđ]|\d{1,2})[.)] ?\S")
_DASHED = re.compile(r"[-+•–] ?\S")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")
_DIGIT, _NUMBERS = re.compile(r"[0-9]"), re.compile(r"\d+")
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
        if not _DIGIT.search(text, paragraph.start, paragraph.end):
            continue
        words = text[paragraph.start : paragraph.end]
        if match := case.pattern("counted_lists").search(words) if words.endswith(":") else None:
            rest = [text[one.start : one.end] for one in paragraphs[index + 1 : index + 60]]
            listed = _listed(words, rest)
            odd = any(_GOES_ON.search(one) or _SETTING.match(one) for one in listed)
            if listed and len(listed) != int(match["count"]) and not odd:
                last = paragraphs[index + _last(rest, listed)]
                yield _finding(case, match, paragraph.start, len(listed), last.start, last.end)
        table = _table_behind(case, paragraph.end)
        match = case.pattern("counted_lists", "table").search(words) if table else None
        match = match or (case.pattern("counted_lists", "caption").search(words) if table else None)
        if match and table:
            rows = _numbered(table)
            said = {int(one) for one in _NUMBERS.findall(words)}  # "12 sản phẩm của 10 chủ thể": either may be meant
            if rows and len(rows) not in said:
                start = case.view.find(table.start)
                end = text.find("\n", start)
                yield _finding(case, match, paragraph.start, len(rows), start, end if end > start else len(text))


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
        return [] if _goes_on(rest, len(found), lambda line: _is_labelled_as(line, first["label"])) else found
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


def _is_labelled_as(line: str, label: str) -> bool:
    """Whether a line begins with a letter where the label is one, with a number where that is one."""
    match = _LETTERED.match(line)
    return match is not None and match["label"].isdigit() == label.isdigit()


def _goes_on(rest: Sequence[str], count: int, is_item: Callable[[str], bool]) -> bool:
    """Whether plain lines stand between the items, so that nobody knows where the list ends."""
    return count < len(rest) and not is_item(rest[count]) and any(map(is_item, rest[count + 1 : count + 3]))


def _last(rest: Sequence[str], listed: Sequence[str]) -> int:
    """How many paragraphs behind the lead the last item stands."""
    return max(index for index, line in enumerate(rest) if line is listed[-1]) + 1


def _table_behind(case: Case, end: int) -> Table | None:
    """The table that begins soon behind a place in the view."""
    offset = case.view.origin(max(end - 1, 0)) + 1
    tables = case.facts.document.tables
    behind = bisect_left(tables, offset, key=lambda table: table.start)
    return tables[behind] if behind < len(tables) and tables[behind].start - offset < _NEAR else None


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
