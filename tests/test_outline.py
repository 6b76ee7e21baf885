"""The outline: sections within sections, items within them, and the sentences of a block."""

from __future__ import annotations

import pytest
from conftest import make_document

from extractor.outline import Outline, outline
from extractor.rulebook import Rulebook

PLAN = """\
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
Căn cứ Quyết định số 1234/QĐ-TTg ngày 05/6/2024 của Thủ tướng Chính phủ;
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao chất lượng sản phẩm.
- Tăng thu nhập cho chủ thể.
2. Yêu cầu
a) Bám sát chỉ đạo của tỉnh
II. NỘI DUNG
1. Mục tiêu
1.1. Mục tiêu chung
Phát triển kinh tế nông thôn.
Nơi nhận:
- Như trên;
TM. ỦY BAN NHÂN DÂN
PHỤ LỤC 1
DANH MỤC SẢN PHẨM
"""


@pytest.fixture
def plan(rulebook: Rulebook) -> Outline:
    return outline(make_document(PLAN), rulebook)


def test_sections_stand_under_what_holds_them(plan: Outline) -> None:
    labels = [(s.label, s.level, s.parent is not None and plan.sections[s.parent].label) for s in plan.sections]
    assert labels[:8] == [
        ("I", 1, False),
        ("1", 2, "I"),
        ("2", 2, "I"),
        ("a", 3, "2"),
        ("II", 1, False),
        ("1", 2, "II"),
        ("1.1", 3, "1"),
        ("Nơi nhận", 1, False),
    ]


def test_a_section_ends_where_the_next_of_its_rank_begins(plan: Outline) -> None:
    first, second = (s for s in plan.sections if s.level == 1 and s.label in ("I", "II"))
    assert first.end == second.start
    assert PLAN[second.start :].startswith("II. NỘI DUNG")


def test_the_title_of_an_annex_may_stand_on_the_next_line(plan: Outline) -> None:
    assert plan.sections[-1].kind == "annex"
    assert plan.sections[-1].heading == "DANH MỤC SẢN PHẨM"


def test_items_are_blocks_of_the_section_around_them(plan: Outline) -> None:
    items = [block for block in plan.blocks if block.kind == "dash"]
    assert [plan.view.text[block.body : block.end] for block in items[:2]] == [
        "Nâng cao chất lượng sản phẩm.",
        "Tăng thu nhập cho chủ thể.",
    ]
    assert [s.heading for s in plan.headings(items[0].section)] == ["Mục đích", "MỤC ĐÍCH, YÊU CẦU"]


def test_preamble_lines_belong_to_no_section(plan: Outline) -> None:
    preamble = [block for block in plan.blocks if block.kind == "preamble"]
    assert len(preamble) == 2
    assert {block.section for block in preamble} == {None}


def test_blocks_cover_the_view_without_overlap(plan: Outline) -> None:
    assert all(a.end + 1 == b.start for a, b in zip(plan.blocks, plan.blocks[1:], strict=False))
    assert plan.blocks[-1].end + 1 == len(plan.view.text)
    assert all(plan.block_at(block.start) is block and plan.block_at(block.end) is block for block in plan.blocks)


def sentences(text: str, rulebook: Rulebook) -> list[str]:
    structure = outline(make_document(text), rulebook)
    return [structure.view.text[a:b] for block in structure.blocks for a, b in structure.sentences(block)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Có 12 sản phẩm. Năm 2025 có 15 sản phẩm.", ["Có 12 sản phẩm.", "Năm 2025 có 15 sản phẩm."]),
        ("Vốn tỉnh 5 tỷ đồng; vốn huyện 2 tỷ đồng", ["Vốn tỉnh 5 tỷ đồng;", "vốn huyện 2 tỷ đồng"]),
        ("Tổng 16.630.790.000 đồng cho TP. Cao Lãnh.", ["Tổng 16.630.790.000 đồng cho TP. Cao Lãnh."]),
        ("Đạt tỷ lệ 50%. Trong đó có 3 sao.", ["Đạt tỷ lệ 50%.", "Trong đó có 3 sao."]),
    ],
)
def test_sentences(text: str, parts: list[str], rulebook: Rulebook) -> None:
    assert sentences(text, rulebook) == parts


def test_the_sentence_around_a_place(rulebook: Rulebook) -> None:
    structure = outline(make_document("Có 12 sản phẩm. Năm 2025 có 15 sản phẩm."), rulebook)
    start, end = structure.sentence_at(structure.view.text.index("15"))
    assert structure.view.text[start:end] == "Năm 2025 có 15 sản phẩm."


def test_a_text_without_divisions_has_none(rulebook: Rulebook) -> None:
    assert outline(make_document("Chỉ một câu."), rulebook).sections == ()
    assert outline(make_document(""), rulebook).blocks == ()
