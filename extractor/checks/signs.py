"""W, writing: signs stand at the word before them, and the text ends with its closing mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Evidence, Finding
from extractor.pattern import Pattern
from extractor.spans import Spans

_SHOWN = 6
"""Places of one document that are told."""
_AROUND = 24
_AWAY = Pattern(r"(?<=[^\W\d_]{2}) (?:[,;](?= )|[.:;,](?=\n|$)|\./\.)")
_DOUBLED = Pattern(r"(?<=[^\W\d_]{2}) ?(?:,,|;;|,;|;,|;\.|,\.|:;|::|\.;|\.:)(?![.,…])")
_JOINED = Pattern(r"(?<=[a-zđà-ỹ]{2})[,;](?=[^\W\d_]{2})")
_BLANK = re.compile(r"\s")
_ADDRESS = Pattern(r"@|www\.|https?:|\.(?:vn|com|gov|net|org)\b", re.IGNORECASE)
_CLOSING = re.compile(r"\. ?/ ?\.|/\.")
_RECIPIENTS = re.compile(r"^\W*nơi nhận\b", re.IGNORECASE | re.MULTILINE)
_BEFORE, _BEHIND = 700, 600
"""Where the mark may stand when a copy has put the columns at the end of a document one into the other."""
_SENTENCE = re.compile(r"[a-zđà-ỹ)%”\"]\s*[.;]?\s*(?:\*[^*]{1,20}\*)?$")
_LONG = 60


def misplaced(case: Case) -> Iterator[Finding]:
    """W103: a blank before a sign, none behind it, or two signs that exclude each other."""
    text = case.view.text
    addresses = Spans(_addresses(text))
    found = sorted(
        (match.span(), what)
        for pattern, what in ((_AWAY, "cách"), (_DOUBLED, "lặp"), (_JOINED, "liền"))
        for match in pattern.finditer(text)
        if not addresses.hold(match.start()) and _is_printed(case, match)
    )
    if found:
        yield Finding(
            "W103",
            "note",
            f"Dấu câu đặt chưa đúng ở {len(found)} chỗ: có khoảng trắng phía trước, thiếu khoảng trắng phía sau, "
            "hoặc hai dấu liền nhau.",
            tuple(_shown(case, start, end) for (start, end), _ in found[:_SHOWN]),
            found=str(len(found)),
            remedy="Đặt dấu câu sát chữ đứng trước, cách chữ đứng sau một khoảng trắng; bỏ dấu thừa.",
        )


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses of people and pages stand: from one blank to the next."""
    for match in _ADDRESS.finditer(text):
        end = _BLANK.search(text, match.end())
        before = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start()))
        yield before + 1, end.start() if end else len(text)


def _is_printed(case: Case, match: re.Match[str]) -> bool:
    """Whether nothing stands there in the document that the view leaves out, such as the number of a footnote."""
    start, end = case.view.span(match.start(), match.end())
    printed = case.facts.document.text[start:end]
    return "\n" not in printed and printed.strip() == match.group().strip()


def _shown(case: Case, start: int, end: int) -> Evidence:
    """A sign with the words around it, within its line."""
    text = case.view.text
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line = text.find("\n", end)
    high = min(line if line >= 0 else len(text), end + _AROUND)
    low = text.rfind(" ", low, start - 1) + 1 or low
    return case.words(*case.view.span(low, high))


def unclosed(case: Case) -> Iterator[Finding]:
    """S211: the text of a document ends without "./." before its recipients."""
    head, text = case.facts.head, case.view.text
    recipients = _RECIPIENTS.search(text)
    if not recipients or not head.symbol or is_normative(case):
        return
    around = text[max(recipients.start() - _BEFORE, 0) : recipients.end() + _BEHIND]
    last = next(
        (
            one
            for one in reversed(case.view.paragraphs)
            if one.end <= recipients.start() and one.end - one.start > _LONG
        ),
        None,
    )
    if last and not _CLOSING.search(around) and _SENTENCE.search(text, last.start, last.end):
        yield Finding(
            "S211",
            "note",
            "Nội dung văn bản không có dấu kết thúc “./.”.",
            (case.words(*case.view.span(max(last.end - 2 * _LONG, last.start), last.end)),),
            remedy="Ghi “./.” sau chữ cuối cùng của nội dung.",
        )
