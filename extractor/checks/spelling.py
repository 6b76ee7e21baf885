"""W, writing: no word stands twice, no bracket is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.checks.case import Case
from extractor.language import is_word, words
from extractor.model import Finding

_TWICE = re.compile(r"(?<![\w-])(?P<word>[a-zđà-ỹ]++(?: [a-zđà-ỹ]++)?) (?P=word)(?![\w-])")
_OPENS = re.compile(r"[()]")
_LISTED = re.compile(r"(?:^|(?<=[\s;,.:“\"]))\(?(?:\d{1,2}|[a-zđ]\d?|[ivx]{1,4})\)(?=\s|$)", re.MULTILINE)
"""Labels such as "a)", whose bracket closes nothing."""
_LABEL = 6
"""Characters before the bracket of the longest label."""
_SHOWN = 60
_SYLLABLE = 12
_NOUN = "N"
_ALONE = ("V", "E", "R", "C", "Cc")
"""Parts of speech of underthesea."""


def doubled(case: Case) -> Iterator[Finding]:
    """W101: a word stands twice; words that are formed so ("luôn luôn") are left alone.

    A syllable that stands twice again and again, and never alone, is half of a name ("mác mác").
    """
    text = case.view.text
    for match in _TWICE.finditer(text):
        pair = match.group()
        joins = any(one.end() == match.end() for one in case.pattern("doubled_words").finditer(text, *_around(match)))
        right = is_word(pair) or _is_name(text, match["word"]) or (_formed(text, match) and not joins)
        if len(match["word"]) > 1 and not right:
            yield Finding(
                "W101",
                "warning",
                f"“{match['word']}” được ghi hai lần liền nhau.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=match["word"],
                found=pair,
                remedy="Bỏ từ thừa, hoặc ghi lại từ đúng.",
            )


def _around(match: re.Match[str]) -> tuple[int, int]:
    return max(match.start() - 2 * _SYLLABLE, 0), match.end()


@lru_cache(maxsize=256)
def _is_name(text: str, said: str) -> bool:
    """Whether ``said``, which stands twice somewhere in ``text``, is half of a name there."""
    word = re.escape(said)
    alone = re.search(rf"(?<![\w-])(?<!{word} ){word}(?! {word})(?![\w-])", text)
    again = len(re.findall(rf"(?<![\w-]){word} {word}(?![\w-])", text)) > 1
    return alone is None and (again or words(said)[0].tag.startswith(_NOUN))


def _formed(text: str, match: re.Match[str]) -> bool:
    """Whether two words meet here: the second begins one ("hành vi vi phạm"), or the first ends one and the second is a
    verb or a preposition that stands alone ("bước tiếp theo theo quy định")."""
    word = match["word"]
    if word == "số" and re.match(r" \d", text[match.end() : match.end() + 2]):  # "Luật Chuyển đổi số số 148/2025/QH15"
        return True
    following = re.match(r" ([^\W\d_]+)", text[match.end() : match.end() + _SYLLABLE])
    if following and is_word(f"{word} {following[1]}"):
        return True
    before = re.search(r"([^\W\d_]+) $", text[max(match.start() - _SYLLABLE, 0) : match.start()])
    ends = before is not None and is_word(f"{before[1]} {word}")
    return ends and words(word)[0].tag in _ALONE


def _ends_label(text: str, sign: int, start: int, end: int) -> bool:
    """Whether a closing bracket of a paragraph is that of a label."""
    near = _LISTED.finditer(text, max(sign - _LABEL, start), min(sign + 2, end))
    return any(label.end() == sign + 1 for label in near)


def open_brackets(case: Case) -> Iterator[Finding]:
    """W102: in a paragraph a bracket is opened that is not closed, or closed that was not opened."""
    text = case.view.text
    for start, end, _ in case.view.paragraphs:
        if not text.count("(", start, end) and not text.count(")", start, end):
            continue
        open_: list[int] = []
        stray: list[int] = []
        for sign in _OPENS.finditer(text, start, end):
            if sign.group() == "(":
                open_.append(sign.start())
            elif open_:
                open_.pop()
            else:
                stray.append(sign.start())
        stray = [sign for sign in stray if not _ends_label(text, sign, start, end)]
        if len(open_) + len(stray) == 1:  # more than one: the paragraph was cut in copying
            place = (open_ or stray)[0]
            before, behind = (place, min(place + _SHOWN, end)) if open_ else (max(place - _SHOWN, start), place + 1)
            shown = case.words(*case.view.span(before, behind))
            what = "mở mà không đóng" if open_ else "đóng mà không mở"
            yield Finding(
                "W102",
                "warning",
                f"Dấu ngoặc đơn {what}.",
                (shown,),
                found=text[place],
                remedy="Thêm dấu ngoặc còn thiếu, hoặc bỏ dấu thừa.",
            )
