"""spaCy and underthesea behind their doors: nothing is rewritten, every place is a place in the text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractor.language import Gazetteer, is_word, pipeline, words
from extractor.rulebook import Rulebook, load

TEXTS = [
    "Công ty TNHH Vạn Xuân  tham gia hội chợ;\tgiá 1.250,5 đồng/kg.\n\nHoà Bình, hòa bình (OCOP)…",
    "  blanks at both ends  ",
    "QĐ-UBND/2023, “ngoặc kép” – gạch",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_tokenizer_keeps_the_text(text: str) -> None:
    assert pipeline({"x": ["hội chợ"]})(text).text == text


@pytest.mark.parametrize("text", TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end].strip() == text[word.start : word.end] != "" for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert "".join(text[word.start : word.end] for word in found).replace(" ", "") == "".join(text.split())


def test_words_are_segmented_and_tagged() -> None:
    text = "Hợp tác xã tham gia hội chợ"
    assert [(text[word.start : word.end], word.tag) for word in words(text)][-2:] == [
        ("tham gia", "V"),
        ("hội chợ", "N"),
    ]


def test_a_long_text_is_tagged_in_pieces() -> None:
    text = "sản phẩm, " * 3000
    assert len([word for word in words(text) if text[word.start : word.end] == "sản phẩm"]) == 3000


def test_the_longest_phrase_wins_whatever_its_case() -> None:
    text = "Nước mắm Cự Nham, mắm tôm và GẠO nếp"
    found = Gazetteer({"1": ["mắm", "nước mắm", "mắm tôm", "gạo"]}).find(text)
    assert [text[entry.start : entry.end] for entry in found] == ["Nước mắm", "mắm tôm", "GẠO"]


def test_of_two_phrases_that_overlap_the_first_counts() -> None:
    known = Gazetteer({"1": ["tổ yến", "yến tinh chế tươi"], "6": ["khu du lịch"]})
    text = "Tổ yến tinh chế tươi"
    assert [text[entry.start : entry.end] for entry in known.find(text)] == ["Tổ yến"]
    assert known.at_start(text) == known.find(text)[0]
    assert known.at_start("của tổ yến") is None
    assert known.at_start("khu dân cư") is None
    assert known.at_start("") is None


def test_the_dictionary_knows_words_in_either_spelling_of_the_tone() -> None:
    assert is_word("Vật tư")
    assert is_word("hòa bình")
    assert not is_word("tân qui")


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = "import sys, extractor.facts; print(sorted({'spacy', 'underthesea'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("row", load().table("product_context"), ids=lambda row: f"{row['gives']}-{row['value']}")
def test_words_of_status_and_rank(row: dict[str, str], rulebook: Rulebook) -> None:
    pattern = rulebook.compile(row["pattern"])
    assert pattern.search(row["example"])
    assert not pattern.search(row["counterexample"])
