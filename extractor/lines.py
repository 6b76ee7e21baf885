"""Puts lines back into paragraphs: joins hard-wrapped ones, mends sentences broken by a page, moves footnotes out.

Works on two texts of equal length: the one read, and its normal form, in which what a match must not see is NUL.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

DROPPED = "\0"
"""Stands in the normal form for what the matching view leaves out."""

Slices = list[tuple[int, int]]

_LINE = re.compile(r"[^\n\f]+")
_STARTS = re.compile(
    r"[-+•–] ?\S|\* |\(?[0-9]{1,2}\)\.? |[0-9]{1,2}\. |[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.? (?!triệu|tỷ|tỉ|đồng|nghìn|%)"
    r"|[IVXLC]{1,6}\. |[a-zđ]\) |(?:Điều|Chương|Phần|Mục|Phụ lục|Bảng|Biểu) [0-9IVXLC]+(?:[.:]|$)"
    r"|(?:Phần|PHẦN) (?:thứ|THỨ) "
    r"|(?:PHẦN|CHƯƠNG|MỤC|PHỤ LỤC|BẢNG|BIỂU) [0-9IVXLC]+"
    r"|(?:Căn cứ|Xét đề nghị|Theo đề nghị|Nơi nhận|Kính gửi)\b|(?:TM|KT|TL|TUQ|Q)\. ?[A-ZĐÁỦ]"
)
_ENDS = (".", ";", ":", "!", "?", "…")
_CLOSING = "\"”')]"
_MARK_ALONE = re.compile(r"[0-9]{1,2}$")
_RAISED = re.compile(r"[¹²³⁰⁴-⁹]")
_NOTE = re.compile(r"[¹²³⁰⁴-⁹]+ ?(?=\S)")
_EDGE = 2
"""How many lines at the head and at the foot of a page may be running ones."""
_SHAPE = 5
"""How many letters a running line has at least, so that no cell of a table is taken for one."""
_DIGITS = re.compile(r"[\W\d_]+")
_PAGE_NUMBER = re.compile(r"-? ?(?:Trang )?[0-9]{1,4}(?: ?/ ?[0-9]{1,4})? ?-?$")
_RULE = re.compile(r"\s*(?: {20,}|_{10,})\s*$")
_OPEN = ("ngày", "số", "tháng", "năm", "Điều", "khoản", "của", "và", "tại", "theo", "đến", "từ", "là", "với", "cho")
_OPEN_SIGNS = (",", "(")
_OPEN_END = re.compile(rf"\b(?:{'|'.join(_OPEN)})$")
_BROKEN_SYMBOL = re.compile(r"[0-9]/(?:[A-ZĐa-z]{1,6}-)?$|/[A-ZĐ][A-ZĐa-z-]{0,12}-$")
"""A number and symbol broken over two lines: "25/2021/NQ-" / "HĐND"."""
_TAIL = 40
"""How many characters at the end of a line tell whether it is broken."""
_BROKEN_NAME = re.compile(
    r"của(?<!\wcủa) (?:Phó )?(?:Thủ tướng|Bộ trưởng|Thống đốc|Chủ nhiệm|Tổng Thanh tra|Chủ tịch|Giám đốc|Bộ|Sở|Chi cục"
    r"|Cục|Ban Thường vụ|Ban Chấp hành|Thường trực)$"
)
"""An office whose body stands on the next line: "của Thủ tướng" / "Chính phủ"."""
_BROKEN_DATE = re.compile(r"\b(?:ngày|tháng)$|tháng [0-9]{1,2} năm$")


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    """As a match sees it, without blanks around."""
    gap: int
    """1: follows at once; 2: after blank lines; 3: after a page break."""
    starts: bool
    """Starts as a paragraph does."""
    continues: bool
    """Starts as only the middle of a sentence does."""
    complete: bool

    @classmethod
    def of(cls, start: int, end: int, text: str, gap: int) -> _Line:
        starts = _STARTS.match(text) is not None
        complete = text.rstrip(_CLOSING).endswith(_ENDS)
        return cls(start, end, text, gap, starts, text[:1].islower() and not starts, complete)


@dataclass(slots=True)
class _Wrap:
    """How a text is wrapped: for each gap, the length of a full line, or 0 where lines are not wrapped at that gap."""

    widths: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: list[_Line]) -> _Wrap:
        wrap = cls()
        pairs = {1: 0, 2: 0}
        broken: dict[int, list[int]] = {1: [], 2: []}
        before: _Line | None = None
        for line in lines:
            length = len(before.text) if before is not None else 0
            if before is not None and length > 40 and line.gap < 3:
                pairs[line.gap] += 1
                if line.continues and not before.complete:
                    broken[line.gap].append(length)
            before = line
        for gap, lengths in broken.items():
            if len(lengths) >= 3 and len(lengths) > 0.25 * pairs[gap]:
                wrap.widths[gap] = sorted(lengths)[len(lengths) // 2]
        if wrap.widths:
            wrap.widths[3] = min(wrap.widths.values())
        return wrap

    def calls_note(self, line: _Line) -> bool:
        """Whether a number alone under ``line`` may be the mark of a footnote, and not a cell of a table."""
        return bool(self.widths) and len(line.text) >= 25 and not line.complete

    def joins(self, before: _Line, line: _Line) -> bool:
        """Whether ``line`` goes on where ``before`` was cut off."""
        width = self.widths.get(line.gap, 0)
        full = bool(width) and len(before.text) >= (0.6 if line.continues else 0.8) * width
        if before.complete and not (full and before.text.endswith(";") and line.continues):
            return False
        if line.starts:
            return False
        last = before.text[-_TAIL:]
        if ("/" in last and _BROKEN_SYMBOL.search(last)) or (line.text[0].isdigit() and _BROKEN_DATE.search(last)):
            return True
        if _BROKEN_NAME.search(last) and line.text[0].isalpha() and not line.text.isupper():
            return True
        if full:
            return not (before.text.isupper() and not line.text.isupper())
        if len(before.text) < 50 and not (width and line.continues):
            return False
        return line.continues or (_is_open(last) and not line.text.isupper())


def _is_open(words: str) -> bool:
    """Whether ``words`` end as no sentence does."""
    return words.endswith(_OPEN_SIGNS) or (words.endswith(_OPEN) and _OPEN_END.search(words) is not None)


def flow(text: str, normal: str) -> Iterator[tuple[Slices, bool]]:
    """The paragraphs in reading order, as slices of the text; the flag is true for a footnote.

    A footnote comes after the paragraph in which, or after which, it was printed.
    """
    lines = list(_lines(text, normal))
    wrap = _Wrap.of([line for line in lines if line.text])
    if not wrap.widths and not _RAISED.search(text):
        yield from (([(line.start, line.end) for line in paragraph], False) for paragraph in _paragraphs(lines, wrap))
        return
    for paragraph, notes in _streams(text, lines, wrap):
        yield [(line.start, line.end) for line in paragraph], False
        for note in notes:
            yield [(line.start, line.end) for line in note], True


def _lines(text: str, normal: str) -> Iterator[_Line]:
    paged = "\f" in normal
    running = _running(normal) if paged else frozenset()
    places = list(_places(normal))
    previous = last = 0
    for index, (number, start, end) in enumerate(places):
        body = normal[start:end].replace(DROPPED, "").strip()
        if not body and not _RULE.match(text, start, end):
            continue
        if not paged:
            gap = min(number - last, 2)
        elif start in running or (_PAGE_NUMBER.match(body) and _at_page_edge(normal, places, index)):
            continue
        else:
            between = normal[previous:start]
            gap = 3 if "\f" in between else min(between.count("\n"), 2)
        yield _Line.of(start, end, body, gap)
        previous, last = end, number


def _places(normal: str) -> Iterator[tuple[int, int, int]]:
    """The lines that are not empty: the number of each among all lines, where it begins and ends."""
    start = 0
    for number, line in enumerate(normal.replace("\f", "\n").split("\n")):
        end = start + len(line)
        if line:
            yield number, start, end
        start = end + 1


def _running(normal: str) -> set[int]:
    """Where lines begin that stand at the head or foot of half of the pages or more; numbers in them do not count."""
    edges: list[tuple[str, int]] = []
    begin = 0
    pages = normal.split("\f")
    for page in pages if len(pages) > 1 else ():
        lines = [match for match in _LINE.finditer(page) if match.group().strip(f" {DROPPED}")]
        on_edge = {match.start(): match for match in (*lines[:_EDGE], *lines[-_EDGE:])}
        shapes = {_shape(match.group()): begin + start for start, match in on_edge.items()}
        edges.extend(shapes.items())
        begin += len(page) + 1
    counts = Counter(shape for shape, _ in edges)
    return {
        start
        for shape, start in edges
        if counts[shape] >= 2 and 2 * counts[shape] >= len(pages) and len(shape) >= _SHAPE
    }


def _shape(line: str) -> str:
    """A line without what changes from page to page; one that is hardly more than figures, a time say, as it is."""
    letters = _DIGITS.sub("", line).casefold()
    return letters if len(letters) >= _SHAPE else line.strip() if len(line.strip()) >= 2 * _SHAPE else ""


def _at_page_edge(normal: str, places: list[tuple[int, int, int]], index: int) -> bool:
    _, start, end = places[index]
    left = normal[places[index - 1][2] if index else 0 : start]
    right = normal[end : places[index + 1][1] if index + 1 < len(places) else len(normal)]
    return "\f" in left or "\f" in right or not index or index + 1 == len(places)


def _paragraphs(lines: list[_Line], wrap: _Wrap) -> Iterator[list[_Line]]:
    """The paragraphs of a text in which no footnote is called and none stands."""
    body: list[_Line] = []
    for line in lines:
        if not line.text:  # a rule across the page
            continue
        if body and wrap.joins(body[-1], line):
            body.append(line)
            continue
        if body:
            yield body
        body = [line]
    yield body


def _streams(text: str, lines: list[_Line], wrap: _Wrap) -> Iterator[tuple[list[_Line], list[list[_Line]]]]:
    """Each paragraph of the body with the footnotes that belong behind it."""
    body: list[_Line] = []
    notes: list[list[_Line]] = []
    called = noted = 0
    in_note = False
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if not line.text:  # the rule above the notes of a page
            in_note = bool(called and after)
            continue
        mark = int(line.text) if _MARK_ALONE.match(line.text) else 0
        if mark and mark == noted + 1 and mark <= called and after is not None and after.gap == 1:
            in_note, noted = True, mark
            notes.append([])
            continue
        if mark and mark == called + 1 and line.gap == 1 and body and wrap.calls_note(body[-1]):
            called = mark
            continue
        if _NOTE.match(text[line.start : line.end].strip()):
            in_note = True
            notes.append([line])
            continue
        if in_note and notes and (not notes[-1] or _note_goes_on(notes[-1][-1], line, body, wrap, called)):
            notes[-1].append(line)
            continue
        in_note = False
        unfinished = notes[-1] if not called and notes and notes[-1] and not notes[-1][-1].complete else None
        if body and (wrap.joins(body[-1], line) or _inline(lines, index, called)):
            body.append(line)
        elif unfinished and line.continues and body and body[-1].complete:
            unfinished.append(line)
        else:
            if body:
                yield from _split_note_paragraphs(body, [n for n in notes if n is not unfinished], wrap)
            body, notes = [line], [unfinished] if unfinished else []
    yield from _split_note_paragraphs(body, notes, wrap)


def _inline(lines: list[_Line], index: int, called: int) -> bool:
    """Whether the line before was the mark of a note called in the middle of a sentence."""
    return called > 0 and lines[index - 1].text == str(called) and not lines[index].starts


def _note_goes_on(last: _Line, line: _Line, body: list[_Line], wrap: _Wrap, called: int) -> bool:
    if called and 2 in wrap.widths:  # double-spaced: a line that follows at once stands on the next page
        return line.gap == 2 or _MARK_ALONE.match(last.text) is not None
    if last.text.endswith(":") and line.text[:1] in "-+":
        return True
    if last.text[:1] in "-+" and line.text[:1] == last.text[:1] and line.gap == 1:
        return True
    if line.starts:
        return False
    if line.gap == 1 and wrap.widths.get(1):
        return not last.complete
    return line.continues and not last.complete and not (body and not body[-1].complete)


def _split_note_paragraphs(
    body: list[_Line], notes: list[list[_Line]], wrap: _Wrap
) -> Iterator[tuple[list[_Line], list[list[_Line]]]]:
    """A note of several paragraphs (a list, say) becomes several."""
    parted: list[list[_Line]] = []
    for note in notes:
        for line in note:
            begins = line.gap != 1 or line.starts
            if line is note[0] or (begins and not wrap.joins(parted[-1][-1], line)):
                parted.append([])
            parted[-1].append(line)
    yield body, parted
