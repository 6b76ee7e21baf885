"""What an engine reads of a scan that is not printed there: specks, and marks cut off their letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.readers.engine import Seen
from extractor.readers.specks import printed


def line(number: int, *words: str, top: float = 100, sure: float = 0.96) -> list[Seen]:
    """Words of 60 × 24 pixels side by side on one line."""
    return [
        Seen(word, 80 * place, top, 80 * place + 60, top + 24, sure, (str(number),)) for place, word in enumerate(words)
    ]


def said(words: list[Seen]) -> str:
    return " ".join(word.text for word in printed(words))


@pytest.mark.parametrize("sign", ["‹", "›", "^", "`", "\\", "⁄"])
def test_signs_that_no_act_has_are_specks(sign: str) -> None:
    assert said(line(1, "Nghị", sign, "định", "số", "15/2023/NĐ-CP")) == "Nghị định số 15/2023/NĐ-CP"


@pytest.mark.parametrize(("sure", "left"), [(0.65, "Nơi nhận: CHỦ TỊCH"), (0.93, "Nơi nhận: ; CHỦ TỊCH")])
def test_signs_alone_that_are_unsure_are_specks(sure: float, left: str) -> None:
    words = line(1, "Nơi", "nhận:", ";", "CHỦ", "TỊCH")
    words[2] = replace(words[2], confidence=sure)
    assert said(words) == left


def test_words_and_figures_that_are_unsure_stay() -> None:
    assert said(line(1, "Số:", "54", "/KH-UBND", sure=0.45)) == "Số: 54 /KH-UBND"
    assert said(line(1, "x", "-", "%", sure=0.8)) == "x - %"
    assert said(line(1, "x", sure=0.2)) == ""


def test_letters_far_smaller_than_the_others_are_specks() -> None:
    words = line(1, "CHỦ", "TỊCH", "í", "4", "-", "x")
    tiny = [replace(word, bottom=word.top + 3) for word in words[2:5]]
    small = replace(words[5], bottom=words[5].top + 10)
    assert said([*words[:2], *tiny, small, *line(2, "Đặng", "Văn", "Minh")]) == "CHỦ TỊCH - x Đặng Văn Minh"


def mark(letter: str, above: int, top: float = 90) -> Seen:
    """A mark of 12 × 14 pixels over a word of ``line``."""
    return Seen(letter, 80 * above + 24, top, 80 * above + 36, top + 14, 0.9, ("marks",))


@pytest.mark.parametrize(
    ("marks", "read", "meant"),
    [
        ([("À", 0), ("Ấ", 2)], ["Trân", "Hoàng", "Tuân"], "Trần Hoàng Tuấn"),
        ([("á", 1)], ["Lê", "Ha"], "Lê Há"),
        ([("Ả", 0)], ["ỦY", "BAN"], "ỦY BAN"),
        ([("À", 0)], ["Trần", "Nam"], "Trần Nam"),
        ([("Ã", 1)], ["Lê", "15"], "Ã Lê 15"),
        ([("À", 0)], ["Hoai", "Thu"], "Hoai Thu"),
    ],
)
def test_marks_that_were_cut_off_go_back_to_their_letters(
    marks: list[tuple[str, int]], read: list[str], meant: str
) -> None:
    assert said([*(mark(letter, above) for letter, above in marks), *line(1, *read)]) == meant


def test_a_small_letter_elsewhere_is_no_mark() -> None:
    assert said([mark("À", 0, top=10), *line(1, "Trân")]) == "À Trân"
    beside = replace(mark("ở", 0), line=("2",))
    assert said([*line(2, "Phát", "triển", top=76), beside, *line(1, "Trân")]) == "Phát triển ở Trân"
    whole = replace(mark("à", 0), bottom=114)
    assert said([whole, *line(1, "Trân")]) == "à Trân"


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("ngày.", "30", "ngày 30"),
        ("NGÀY,", "30/6/2025;", "NGÀY 30/6/2025;"),
        ("tháng.", "6", "tháng 6"),
        ("năm.", "2025", "năm 2025"),
        ("năm.", "2025);", "năm 2025);"),
        ("năm.", "2.", "năm. 2."),
        ("năm.", "20", "năm. 20"),
        ("ngày.", "2025", "ngày. 2025"),
        ("công.", "30", "công. 30"),
    ],
)
def test_a_stop_at_the_end_of_a_line_within_a_date_is_a_speck(above: str, below: str, text: str) -> None:
    assert said([*line(1, above), *line(2, below, top=140)]) == text
    assert said(line(1, above, below)) == f"{above} {below}"
