"""The figures of tables: their unit, year, kind and source of funds come from their column and their row."""

from __future__ import annotations

import pytest

from extractor.model import Facts
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.rulebook import Rulebook

HEAD = "UBND XÃ TÂN HÒA\nSố: 12/BC-UBND\nTân Hòa, ngày 05 tháng 12 năm 2025\nBÁO CÁO\nKết quả năm 2025\n"


def facts_of(lines: str, rulebook: Rulebook, name: str = "a.txt") -> Facts:
    return extract(read_bytes(lines.encode(), name), rulebook)


PLAN_AND_RESULT = (
    "Bảng 1. Thực hiện chỉ tiêu\nChỉ tiêu\nĐơn vị tính\nKế hoạch\nThực hiện\nTỷ lệ (%)\n"
    "Sản phẩm được công nhận\nsản phẩm\n20\n23\n115\nLớp tập huấn\nlớp\n6\n6\n100\n"
    "Vốn đã giải ngân\ntriệu đồng\n2.500\n2.312,5\n92,5\nII. PHƯƠNG HƯỚNG\nTiếp tục thực hiện.\n"
)


def test_plan_and_result_stand_in_columns_and_units_in_rows(rulebook: Rulebook) -> None:
    facts = facts_of(HEAD + PLAN_AND_RESULT, rulebook)
    assert [(i.subject, i.kind, i.value, i.unit) for i in facts.indicators if i.table] == [
        ("Sản phẩm được công nhận", "target", 20, "sản phẩm"),
        ("Sản phẩm được công nhận", "result", 23, "sản phẩm"),
        ("Sản phẩm được công nhận", "result", 115, "%"),
        ("Lớp tập huấn", "target", 6, "lớp"),
        ("Lớp tập huấn", "result", 6, "lớp"),
        ("Lớp tập huấn", "result", 100, "%"),
        ("Vốn đã giải ngân", "result", 92.5, "%"),
    ]
    assert [(a.label, a.role, a.stage, a.value) for a in facts.amounts] == [
        ("Vốn đã giải ngân", "other", "estimate", 2_500_000_000),
        ("Vốn đã giải ngân", "other", "spent", 2_312_500_000),
    ]


def page(caption: str, *rows: str) -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    return f"<html><body><p>KẾ HOẠCH</p><p>{caption}</p><table>{cells}</table></body></html>"


def test_years_stand_in_columns_and_the_unit_in_the_caption(rulebook: Rulebook) -> None:
    html = page(
        "Bảng 2. Chỉ tiêu giao các xã (ĐVT: sản phẩm)",
        "TT|Xã|Năm 2026|Năm 2027|Giai đoạn 2026 - 2027",
        "1|Xã Tân Hòa|2|3|5",
        "2|Xã Bình Lợi|1|1|2",
    )
    facts = facts_of(html, rulebook, "a.html")
    assert [(i.subject, i.value, i.unit, i.period) for i in facts.indicators] == [
        ("Xã Tân Hòa", 2, "sản phẩm", "2026"),
        ("Xã Tân Hòa", 3, "sản phẩm", "2027"),
        ("Xã Tân Hòa", 5, "sản phẩm", "2026-2027"),
        ("Xã Bình Lợi", 1, "sản phẩm", "2026"),
        ("Xã Bình Lợi", 1, "sản phẩm", "2027"),
        ("Xã Bình Lợi", 2, "sản phẩm", "2026-2027"),
    ]


BUDGET = ("TT|Nội dung|Tổng kinh phí|Ngân sách trung ương|Ngân sách tỉnh|Vốn đối ứng", "1|Tập huấn|{}|100|30|15")


@pytest.mark.parametrize(("total", "adds_up"), [("145", True), ("146", False)])
def test_sources_of_funds_are_parts_of_a_total_that_they_add_up_to(
    total: str, adds_up: bool, rulebook: Rulebook
) -> None:
    html = page("Biểu 1. Phân bổ kinh phí (Đơn vị tính: triệu đồng)", BUDGET[0], BUDGET[1].format(total))
    whole, *parts = facts_of(html, rulebook, "a.html").amounts
    assert [part.source for part in parts] == ["ngân sách trung ương", "ngân sách tỉnh", "đối ứng"]
    assert whole.role == ("total" if adds_up else "other")
    assert {part.role for part in parts} == ({"part"} if adds_up else {"other"})
    assert {part.parent for part in parts} == ({0} if adds_up else {None})


def test_a_part_of_a_table_names_its_total_among_the_sums_of_the_prose(rulebook: Rulebook) -> None:
    html = page("Tổng kinh phí thực hiện là 900 triệu đồng. Biểu 1 (ĐVT: triệu đồng)", *BUDGET).replace("{}", "145")
    amounts = facts_of(html, rulebook, "a.html").amounts
    parts = [one for one in amounts if one.parent is not None]
    assert len(parts) == 3
    assert {amounts[one.parent].value for one in parts if one.parent is not None} == {145_000_000}


def test_a_heading_of_a_plan_is_no_unit(rulebook: Rulebook) -> None:
    facts = facts_of(
        page("Bảng 1", "Xã|Kế hoạch 2025|Thực hiện 2025", "Tân Hòa|10|12", "Bình Lợi|8|7"), rulebook, "a.html"
    )
    assert not [one for one in facts.indicators if one.table]


def test_bounds_and_places_in_cells(rulebook: Rulebook) -> None:
    table = page(
        "Bảng 1. Chỉ tiêu năm 2025",
        "Đơn vị|Số sản phẩm|Tỷ lệ chủ thể bán hàng trực tuyến (%)",
        "Huyện Mù Cang Chải|9|≥ 60",
        "Xã Tân Hòa|8|>=45",
        "Toàn tỉnh|17|50",
    )
    found = facts_of(table, rulebook, "a.html").indicators
    assert [(one.value, one.comparator, one.place) for one in found] == [
        (9, "=", "Huyện Mù Cang Chải"),
        (60, ">=", "Huyện Mù Cang Chải"),
        (8, "=", "Xã Tân Hòa"),
        (45, ">=", "Xã Tân Hòa"),
        (17, "=", None),
        (50, "=", None),
    ]


def test_rows_of_counts_are_parts_of_their_total(rulebook: Rulebook) -> None:
    html = page(
        "Bảng 3. Số sản phẩm theo xã (ĐVT: sản phẩm)",
        "TT|Xã|Tổng số|3 sao|4 sao|Kinh phí (triệu đồng)",
        "1|Xã Tân Hòa|7|4|3|120",
        "2|Xã Bình Lợi|5|4|2|80",
        "Tổng cộng|Tổng cộng|12|8|6|200",
    )
    facts = facts_of(html, rulebook, "a.html")
    values = [(i.value, i.parent is not None and facts.indicators[i.parent].value) for i in facts.indicators]
    assert values == [(7, 12), (4, 7), (3, 7), (5, 12), (4, 8), (2, False), (12, False), (8, False), (6, False)]
    assert {i.place for i in facts.indicators} == {"Xã Tân Hòa", "Xã Bình Lợi", None}
    assert [(a.value / 1e6, a.role, a.parent) for a in facts.amounts] == [
        (120, "part", 2),
        (80, "part", 2),
        (200, "total", None),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("TT|Nội dung|Nguồn vốn|Kinh phí năm 2026", "1|Tập huấn|NS tỉnh|100", "2|Hội chợ|Vốn CTMTQG NTM|80"),
        ("TT|Nguồn vốn|Nội dung|Kinh phí năm 2026", "1|NS tỉnh|Tập huấn|100", "2|Vốn CTMTQG NTM|Hội chợ|80"),
    ],
)
def test_a_column_names_the_source_of_funds_of_each_row(rows: tuple[str, ...], rulebook: Rulebook) -> None:
    found = facts_of(page("Biểu 2. Kinh phí (ĐVT: triệu đồng)", *rows), rulebook, "a.html").amounts
    assert [(one.label, one.source) for one in found] == [
        ("Tập huấn", "ngân sách tỉnh"),
        ("Hội chợ", "chương trình mục tiêu quốc gia"),
    ]


def test_a_row_names_its_own_source_and_an_unknown_one_stands_as_written(rulebook: Rulebook) -> None:
    own = page(
        "Biểu 2 (ĐVT: triệu đồng)",
        "TT|Nguồn|Kinh phí",
        "1|Ngân sách xã|100",
        "2|Quỹ Thi đua|20",
        "3|NS xã + xã hội hóa|9",
        "Tổng cộng|Tổng cộng|129",
    )
    found = facts_of(own, rulebook, "a.html").amounts
    assert [(one.label, one.source) for one in found] == [
        ("Ngân sách xã", "ngân sách xã"),
        ("Quỹ Thi đua", "Quỹ Thi đua"),
        ("NS xã + xã hội hóa", "NS xã + xã hội hóa"),
        ("Tổng cộng", None),
    ]
    tasks = page("Biểu 3 (ĐVT: triệu đồng)", "TT|Nội dung|Kinh phí", "1|Ngân sách xã|100", "2|Tập huấn|20")
    assert [one.source for one in facts_of(tasks, rulebook, "a.html").amounts] == ["ngân sách xã", None]


def test_turnover_in_a_table_is_a_result_whatever_its_column(rulebook: Rulebook) -> None:
    html = page(
        "Biểu 4. Doanh thu của các chủ thể (ĐVT: triệu đồng)",
        "TT|Chủ thể|Kinh phí hỗ trợ|Doanh thu",
        "1|HTX Sen|50|900",
    )
    support, sold = facts_of(html, rulebook, "a.html").amounts
    assert (sold.role, sold.funding) == ("result", False)
    assert (support.role, support.funding) == ("other", True)


def results_under(heading: str, rulebook: Rulebook) -> list[tuple[str, float, str]]:
    """What is read as a result below ``heading``, the money of the rows with it."""
    head = "Chỉ tiêu|Đơn vị tính|Kế hoạch|Thực hiện|Tỷ lệ (%)".replace("Thực hiện", heading)
    rows = ("Chủ thể OCOP|chủ thể|20|18|90", "Vốn hỗ trợ bao bì|triệu đồng|500|450|90")
    facts = facts_of(page("Bảng 1", head, *rows), rulebook, "a.html")
    counts = [(i.subject, i.value, i.unit) for i in facts.indicators if i.kind == "result" and i.unit != "%"]
    return counts + [(a.label, a.value, a.currency) for a in facts.amounts if a.stage == "spent"]


@pytest.mark.parametrize(
    "heading",
    ["Thực hiện", "Kết quả", "Kết quả thực hiện", "Kết quả đạt được", "KẾT QUẢ", "Kết quả năm 2023", "Hiệu quả"],
)
def test_a_column_of_results_counts_what_its_rows_state(heading: str, rulebook: Rulebook) -> None:
    assert results_under(heading, rulebook) == [
        ("Chủ thể OCOP", 18, "chủ thể"),
        ("Vốn hỗ trợ bao bì", 450_000_000, "VND"),
    ]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Hiệu quả kinh tế", None),
        ("Sản xuất hoa quả", None),
        ("Thu nhập nhà trường", None),
        ("Số quả", "quả"),
        ("Sản lượng (quả)", "quả"),
        ("Tổng số hộ", "hộ"),
        ("Hộ tham gia", "hộ"),
        ("Kết quả (hộ)", "hộ"),
    ],
)
def test_a_unit_in_a_heading_is_no_end_of_a_longer_word(heading: str, unit: str | None, rulebook: Rulebook) -> None:
    facts = facts_of(page("Bảng 1", f"Xã|{heading}", "Xã Tân Hòa|10", "Xã Bình Lợi|8"), rulebook, "a.html")
    assert {column.unit for table in facts.document.tables for column in table.columns[1:]} == {unit}


def test_a_result_of_ranking_stays_a_rank(rulebook: Rulebook) -> None:
    html = page("Bảng 1", "Tên sản phẩm|Kế hoạch|Kết quả", "Mật ong Tân Hòa|4|3", "Chè xanh Bình Lợi|3|3")
    (table,) = facts_of(html, rulebook, "a.html").document.tables
    assert table.columns[2].meaning == "stars"


def plans_of(heading: str, rulebook: Rulebook) -> set[tuple[str, str | None]]:
    """Kind and period of what stands below ``heading`` and "Thực hiện" in a report on 2025."""
    head = f"Chỉ tiêu|Đơn vị tính|{heading}|Thực hiện"
    html = page("Bảng 1", head, "Chủ thể OCOP|chủ thể|20|18", "Lớp tập huấn|lớp|6|5")
    report = html.replace("<p>KẾ HOẠCH</p>", "<p>BÁO CÁO</p><p>Kết quả thực hiện Chương trình OCOP năm 2025</p>")
    return {(one.kind, one.period) for one in facts_of(report, rulebook, "a.html").indicators if one.table}


@pytest.mark.parametrize("heading", ["Kế hoạch", "Kế hoạch giao", "Mục tiêu", "Chỉ tiêu giao"])
def test_a_plan_beside_what_was_done_is_of_the_same_year(heading: str, rulebook: Rulebook) -> None:
    assert plans_of(heading, rulebook) == {("target", "2025"), ("result", "2025")}


def test_a_plan_of_another_time_keeps_it(rulebook: Rulebook) -> None:
    assert plans_of("Kế hoạch năm 2026", rulebook) == {("target", "2026"), ("result", "2025")}
    assert ("target", "2025") not in plans_of("Kế hoạch năm sau", rulebook)
    assert ("target", "2025") not in plans_of("Kế hoạch năm tới", rulebook)
    assert ("target", "2025") not in plans_of("Mục tiêu giai đoạn", rulebook)
