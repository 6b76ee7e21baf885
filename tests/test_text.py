"""The matching view: what a pattern sees of a text, and the way back to it."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from extractor.text import fold, normalise, view, year_ranges

SOURCES = sorted((Path(__file__).parent.parent / "corpus" / "sources").glob("*.txt"))


def paragraphs(text: str) -> list[str]:
    return view(text).text.splitlines()


WRAPPED = """\
Thực hiện Chương trình mỗi xã một sản phẩm trên địa bàn tỉnh, Ủy ban nhân
dân tỉnh yêu cầu các sở, ngành, địa phương tập trung triển khai Quyết định số
1234/QĐ-TTg ngày 05 tháng 6 năm 2024 của Thủ tướng Chính phủ và các văn bản
hướng dẫn của bộ, ngành trung ương; kịp thời báo cáo kết quả về cơ quan thường
trực của Chương trình để tổng hợp.
Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh về
Văn phòng điều phối nông thôn mới tỉnh để được hướng dẫn."""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    first, second = paragraphs(WRAPPED)
    assert "Quyết định số 1234/QĐ-TTg ngày 05 tháng 6 năm 2024 của Thủ tướng Chính phủ" in first
    assert first.endswith("để tổng hợp.")
    assert second.startswith("Trong quá trình")


def test_double_spaced_lines_are_one_paragraph() -> None:
    first, second = paragraphs(WRAPPED.replace("\n", "\n\n"))
    assert "Quyết định số 1234/QĐ-TTg" in first
    assert second.startswith("Trong quá trình")


@pytest.mark.parametrize("number", ["", "12\n", "- 12 -\n", "\n\n  12\n\n"])
def test_a_page_break_inside_a_sentence_is_mended(number: str) -> None:
    text = (
        "Phấn đấu đến hết năm 2027 toàn tỉnh có ít nhất 120 sản phẩm được công nhận theo Quyết định số\n"
        f"{number}\f1234/QĐ-UBND ngày 05/6/2024 của Ủy ban nhân dân tỉnh."
    )
    assert "Quyết định số 1234/QĐ-UBND ngày 05/6/2024" in view(text).text


def test_a_new_item_after_a_page_break_stays_an_item() -> None:
    assert paragraphs("- Sản phẩm nhóm thực phẩm\n\f- Sản phẩm nhóm đồ uống") == [
        "- Sản phẩm nhóm thực phẩm",
        "- Sản phẩm nhóm đồ uống",
    ]


def test_a_footnote_inside_a_paragraph_comes_after_it() -> None:
    lines = WRAPPED.splitlines()
    page_end = ["1", *lines[3:4], " " * 30, "1", "Ban hành kèm theo Công văn số 55/SNN-PTNT."]
    matching = view("\n".join([*lines, *lines[:3], *page_end, "\f" + lines[4]]))
    body, note = matching.paragraphs[2:]
    assert matching.text[body.start : body.end] == " ".join(lines[:5])
    assert matching.text[note.start : note.end] == "Ban hành kèm theo Công văn số 55/SNN-PTNT."
    assert note.note
    assert not body.note


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("hoà, Hoà, HOÀ, thuỷ, uỷ ban", "hòa, Hòa, HÒA, thủy, ủy ban"),
        ("hoàn thành, quý, quỳ, khoáng, toàn", "hoàn thành, quý, quỳ, khoáng, toàn"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("2021 – 2025, 3‑5, 4−6", "2021 - 2025, 3-5, 4-6"),
        ("919⁄QĐ", "919/QĐ"),
        ("**Căn cứ** Quyết định *số* 919", "Căn cứ Quyết định số 919"),
        ("một\u00a0sản \t phẩm", "một sản phẩm"),
        ("Nghị\u00ad quyết\u200b số", "Nghị quyết số"),
        ("theo quy định¹² hiện hành", "theo quy định hiện hành"),
        ("diện tích 12 km²", "diện tích 12 km²"),
    ],
)
def test_what_looks_alike_is_one(text: str, seen: str) -> None:
    assert view(text).text == seen + "\n"


def test_normalise_keeps_the_length() -> None:
    text = "**Uỷ ban** nhân dân tỉnh Hoà Bình – QÐ⁄UBND¹ \u00ad\u200b hoà"
    assert len(normalise(text)) == len(text)


def test_fold_keeps_the_length_and_drops_marks_and_case() -> None:
    text = "Đồng Tháp: ĐẶNG THUỲ, Ðồng, 60 SẢN PHẨM"
    assert fold(text) == "dong thap: dang thuy, dong, 60 san pham"
    assert len(fold(text)) == len(text)


def leads_back(text: str) -> None:
    """Every character of the view but the joints is, in normal form, the one that it leads back to."""
    matching, normal = view(text), normalise(text)
    for offset, char in enumerate(matching.text):
        if char not in " \n":
            assert normal[matching.origin(offset)] == char, f"offset {offset} of the view"
    for paragraph in matching.paragraphs:
        assert matching.text[paragraph.end] == "\n"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_place_of_a_corpus_document_leads_back(source: Path) -> None:
    leads_back(unicodedata.normalize("NFC", source.read_text(encoding="utf-8")))


@pytest.mark.parametrize("seed", range(40))
def test_every_place_of_any_text_leads_back(seed: int) -> None:
    pieces = [
        "Quyết định",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\f",
        "**",
        "¹",
        "\u00ad",
        "– ",
        "12",
        "a) ",
        "hoà",
        "QÐ",
        ".",
        ";",
        "|",
        "\t",
    ]
    dice = random.Random(seed)
    leads_back("".join(dice.choice(pieces) for _ in range(400)))


def test_every_kept_place_of_the_source_is_found_in_the_view() -> None:
    matching = view(WRAPPED)
    for offset in range(0, len(matching.text), 7):
        if matching.text[offset] not in " \n":
            assert matching.find(matching.origin(offset)) == offset


def test_a_span_is_exclusive_at_its_end() -> None:
    matching = view("Căn cứ  Quyết   định số 919")
    start = matching.text.index("Quyết định")
    first, last = matching.span(start, start + len("Quyết định"))
    assert matching.source[first:last] == "Quyết   định"


@pytest.mark.parametrize("text", ["", " ", "\n\n\f\n", "\u00ad"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert view(text).text == ""
    assert view(text).origin(0) == 0


def test_running_heads_and_feet_do_not_part_a_sentence() -> None:
    page = "UBND tỉnh Hòa Bình - Kế hoạch OCOP\n{}\n11/22/26, 9:10 AM - Trang {}/3\n"
    text = "\f".join(
        [
            page.format("Tổng kinh phí là 3.500 triệu đồng, gồm ngân sách tỉnh 1.200 triệu đồng và ngân sách", 1),
            page.format("huyện 2.300 triệu đồng, bố trí trong dự toán hằng năm của các đơn vị có liên quan và", 2),
            page.format("của các xã.", 3),
        ]
    )
    paragraphs = view(text).text.splitlines()
    assert paragraphs[0].endswith(
        "và ngân sách huyện 2.300 triệu đồng, bố trí trong dự toán hằng năm của các đơn vị có liên quan và của các xã."
    )
    assert "Trang" not in view(text).text


def test_year_ranges_have_one_dash() -> None:
    assert year_ranges("2021 - 2025, 2021-2025, 2026—2030") == "2021–2025, 2021–2025, 2026–2030"
    assert year_ranges("số 2021-2025/KH, ngày 12-2025, 2023-02-24") == "số 2021-2025/KH, ngày 12-2025, 2023-02-24"
