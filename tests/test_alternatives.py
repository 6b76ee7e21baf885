"""Many words as one pattern: it finds what trying word after word finds."""

from __future__ import annotations

import random
import re

import pytest

from extractor.alternatives import any_of


@pytest.mark.parametrize("flags", [re.NOFLAG, re.IGNORECASE])
def test_it_finds_what_the_longest_word_first_finds(flags: re.RegexFlag) -> None:
    luck = random.Random(7)
    for _ in range(300):
        words = {"".join(luck.choices("abcđ (.", k=luck.randint(1, 5))) for _ in range(luck.randint(1, 12))}
        one_by_one = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
        at_once = any_of([re.escape(sign) for sign in word] for word in sorted(words))
        text = "".join(luck.choices("abcđABĐ (.", k=80))
        for behind in ("", "a", "(?!b)"):
            plain = [m.span() for m in re.finditer(f"(?:{one_by_one}){behind}", text, flags)]
            assert [m.span() for m in re.finditer(f"(?:{at_once}){behind}", text, flags)] == plain, words


def test_one_word() -> None:
    assert re.fullmatch(any_of([["x", "y"]]), "xy")
    assert not re.fullmatch(any_of([["x", "y"]]), "x")
