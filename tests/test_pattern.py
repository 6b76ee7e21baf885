"""Patterns that are tried only where their matches can begin find what they would find everywhere."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor.pattern
from extractor.openings import DIGIT, LINE, openings
from extractor.pattern import Pattern
from extractor.rulebook import Rule, load
from extractor.text import small, view
from extractor.words import words_of

RULES = [rule for rules in load().topics.values() for rule in rules]
SOURCES = Path(__file__).resolve().parents[1] / "corpus" / "sources"


@pytest.fixture(autouse=True, scope="module")
def _at_once() -> Iterator[None]:
    """It pays at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractor.pattern, "_MUCH", 0)
        yield


TEXTS = [view(file.read_text(encoding="utf-8")).text for file in sorted(SOURCES.glob("*.txt"))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_is_found_everywhere(rule: Rule) -> None:
    """In all documents, and for each example: within a long line, in a line of its own, in capitals."""
    pattern = rule.pattern
    examples = [view(example.text).text for example in rule.examples]
    lines = (*examples, *(text.upper() for text in examples), "".join(examples))
    padded = [f"{filler * 400}{text}{filler}" for text in lines for filler in (". ", "x\n")]
    for text in (*TEXTS, *padded):
        middle = len(text) // 2
        for start, end in ((0, len(text)), (middle, len(text) - 10), (0, len(text) - 1)):
            everywhere = [match.regs for match in pattern.compiled.finditer(text, start, end)]
            assert [match.regs for match in pattern.finditer(text, start, end)] == everywhere


@pytest.mark.parametrize(
    ("expression", "first", "held", "of_a_line"),
    [
        (r"(?<!\w)(?:Bộ|Sở) Tài chính", ("bộ tài chí", "sở tài chí"), (), False),
        (r"(?i:ủy ban)(?! \w)", ("ủy ban",), (), False),
        (r"(?:từ )?năm \d{4}", ("năm ", "từ năm "), (), False),
        (r"\d+ sao", ("\\d",), (" sao",), True),
        (r"(?:Hai|0?[2-9]) nhóm", ("\\d", "hai nhóm"), (" nhóm",), True),
        (r"(?m:^\W{0,4}Điều) \d+", ("^",), ("điều ",), False),
        (r"[^\W\d_]{2,9} đạt \d+ sao", (), (" đạt ",), True),
        (r"\s*tổng cộng", (), ("tổng cộng",), False),
        (r"[^.]{3,9} tổng cộng", (), (" tổng cộng",), False),
        (r"[^.\n]{3,9} tổng cộng$", (), (" tổng cộng",), False),
        (r"(?m:[^.\n]{3,9} tổng cộng$)", (), (" tổng cộng",), True),
        (r"[^.\n]{3,9} tổng cộng(?!\s*\d)", (), (" tổng cộng",), False),
        (r"[^.\n]{3,9} tổng cộng(?! )", (), (" tổng cộng",), True),
        (r"(?i:đ|đồng)(?!\w)", ("đ\b", "đồng"), (), False),
        (r"\d+ ?(?:đ|đồng)(?!\w)", ("\\d",), ("đ\b", "đồng"), True),
        (r"(?:a|ăn)(?!\w) cơm", ("a cơm", "ăn cơm"), (), False),
        (r"(?:a|ăn)(?!\w\w)", (), (), False),
        (r"\w+", (), (), False),
        (r"(?:x{0,2}|ba) ?", (), (), False),
    ],
)
def test_openings(expression: str, first: tuple[str, ...], held: tuple[str, ...], of_a_line: bool) -> None:
    told = openings(re.compile(expression))
    assert (told.first, told.held, told.of_a_line) == (first, held, of_a_line)


PIECES = r"ab|[Ab]|(?i:aB)|c?|(?:ab){2}|\d|\d{2}|(?<!a)|(?=b)|\b|[^a\n]|.|\s*|(?m:$)|$|^|(a)\1|(?>ab)".split("|")
PIECES += [r"\u017fab", "(?i:sik)", r"\u0130a"]
PIECES += ["(?:a|bb|)", "(?:a|b)+", "(?>ab|a)", r"(?!\w)", r"(?:a|bb)(?!\w)"]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    st.text(alphabet="aAbBcCsS\u017fiI\u0131\u0130kK\u212a1 .\n", max_size=60),
)
def test_whatever_the_pattern(pieces: list[str], text: str) -> None:
    pattern = Pattern("".join(pieces))
    long = f"{'- ' * 200}\n{text}\n{text}"
    expected = [match.span() for match in pattern.compiled.finditer(long)]
    assert [match.span() for match in pattern.finditer(long)] == expected


def test_a_digit_behind_letters_is_none_of_them_however_many_ways_there_are() -> None:
    others = [f"sở {first}{second}" for first in "abcdeghiklmnopq" for second in "abcdeghiklmnopq"]
    pattern = Pattern(rf"mẫu\d|{'|'.join(others)}")
    text = f"{'- ' * 200}mẫu7, sở ab"
    assert [match.group() for match in pattern.finditer(text)] == ["mẫu7", "sở ab"]


def test_what_begins_nowhere_is_tried_nowhere() -> None:
    pattern = Pattern(r"(?<!\w)sở tài chính (?=\w)")
    tried = []
    pattern.match = lambda *args: tried.append(args[1])
    assert list(pattern.finditer("cục thuế, Sở Tài chính " * 40)) == []
    assert len(tried) == 40


def test_most_rules_are_tried_at_few_places() -> None:
    told = [rule.pattern.openings for rule in RULES]
    assert sum(1 for one in told if one.words) > 0.9 * len(told)
    assert sum(1 for one in told if one.first) > 0.7 * len(told)


def test_words_are_found_however_many_are_asked_for() -> None:
    text = "Số 12 và 345 của xã Mỹ An; sản phẩm của xã Tân Lập\nnăm 2024, " * 9
    asked = words_of(text)
    words = sorted({text[start : start + length].lower() for start in range(60) for length in (2, 3, 5)})
    for word in (*words, "không có", "cũng không", DIGIT, LINE):
        pattern = {DIGIT: r"\d", LINE: "(?m:^)"}.get(word, f"(?={re.escape(word)})")
        assert list(asked.any((word,))) == [match.start() for match in re.finditer(pattern, text.lower())]


def test_small_letters_stand_where_the_letters_stood() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(small(every)) == len(every)


def test_letters_that_grow_when_made_small() -> None:
    assert list(words_of("İ" * 3 + "SẢN PHẨM và sản phẩm").any(("sản phẩm",))) == [3, 15]
