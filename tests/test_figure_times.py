"""When a figure holds, and what kind it is: clause, list, bracket, earlier sentence, heading, title."""

from __future__ import annotations

import pytest
from test_amounts import amounts
from test_indicators import indicators


def _report(body: str, heading: str = "II. KẾT QUẢ THỰC HIỆN NĂM 2023", title: str = "năm 2023") -> str:
    head = "ỦY BAN NHÂN DÂN\nTỈNH YÊN BÁI\n\nSố: 15/BC-UBND\n\nYên Bái, ngày 20 tháng 12 năm 2023\n\nBÁO CÁO\n\n"
    return f"{head}Kết quả thực hiện Chương trình mỗi xã một sản phẩm {title}\n\n{heading}\n\n{body}\n"


@pytest.mark.parametrize(
    ("body", "period", "scope"),
    [
        ("Đến hết năm 2023, toàn tỉnh có 210 sản phẩm.", None, "cumulative"),
        ("Đến ngày 30/11/2023, tỉnh công nhận 210 sản phẩm.", None, "cumulative"),
        ("Từ đầu năm đến ngày 30/11/2023, tỉnh công nhận 35 sản phẩm.", "2023", "year"),
        ("Quý III/2022, tỉnh công nhận 35 sản phẩm.", "2022", "year"),
        ("Trong quý II năm 2022, tỉnh công nhận 35 sản phẩm.", "2022", "year"),
        ("Qua hai đợt của năm 2021 và năm 2022, tỉnh công nhận 35 sản phẩm.", "2021-2022", None),
        ("Năm 2021 thí điểm, các năm tiếp theo công nhận 35 sản phẩm.", "2023", "year"),
        ("Lũy kế, nâng tổng số lên 210 sản phẩm.", None, "cumulative"),
        ("Toàn tỉnh có 81 làng nghề.", None, None),
    ],
)
def test_time_of_a_result(body: str, period: str | None, scope: str | None) -> None:
    (one,) = indicators(_report(body))
    assert (one.kind, one.period, one.scope) == ("result", period, scope)


def test_the_last_day_of_a_target() -> None:
    text = _report("Đến ngày 31/12/2026 phải đạt: công nhận 40 sản phẩm.", "III. YÊU CẦU VỀ KẾT QUẢ")
    (one,) = indicators(text)
    assert (one.kind, one.period) == ("target", "2026")


def test_years_in_a_bracket_are_those_of_its_figures() -> None:
    text = _report("Mở 30 lớp (năm 2021: 12 lớp, năm 2022: 18 lớp), vượt 3 lớp so với dự kiến.", title="2021 - 2022")
    found = indicators(text.replace("NĂM 2023", "GIAI ĐOẠN 2021 - 2022"))
    assert [one.period for one in found] == ["2021-2022", "2021", "2022", "2021-2022"]


def test_from_one_year_to_another() -> None:
    found = amounts("Thu nhập bình quân tăng từ 41 triệu đồng năm 2019 lên 52 triệu đồng năm 2022.")
    assert [one.period for one in found] == ["2019", "2022"]


def test_the_time_of_what_is_compared_with() -> None:
    found = indicators(_report("Tỷ lệ xã có sản phẩm đạt 88%, bằng 105% cả năm 2022 và tăng 6% so với cùng kỳ."))
    assert {one.period for one in found} == {"2023"}


def test_an_aside_does_not_hold_for_the_next_sentence() -> None:
    found = indicators(_report("Tổ chức 40 lớp; riêng năm 2022 là 12 lớp. Phát hành 500 tờ rơi."))
    assert [one.period for one in found] == ["2023", "2022", "2023"]


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Công nhận 31 sản phẩm/kế hoạch 25 sản phẩm.", ["result", "target"]),
        ("Công nhận 31 sản phẩm (kế hoạch giao 25 sản phẩm).", ["result", "target"]),
        ("Kết quả đạt 124% so với mục tiêu đề ra (25 sản phẩm).", ["result", "target"]),
        ("Chỉ tiêu tỉnh giao cho huyện trong năm là 8 sản phẩm, đã có 6 sản phẩm.", ["target", "result"]),
        ("Đến nay có 131 sản phẩm, đạt 163% mục tiêu Đề án, gồm 117 sản phẩm 3 sao.", ["result", "result", "result"]),
        ("Mục tiêu 3 làng du lịch, mới hoàn thành 2 làng.", ["target", "result"]),
    ],
)
def test_what_was_planned_beside_what_was_reached(body: str, kinds: list[str]) -> None:
    assert [one.kind for one in indicators(_report(body))] == kinds


@pytest.mark.parametrize(
    "body",
    [
        "Huyện có 16 xã, thị trấn, 186 thôn, trên 40.000 hộ.",
        "Toàn tỉnh gồm 08 huyện và 02 thành phố, 173 xã, phường.",
    ],
)
def test_the_parts_of_a_place_are_context(body: str) -> None:
    assert {one.kind for one in indicators(_report(body))} == {"context"}


def test_what_a_place_reached_is_a_result() -> None:
    assert {one.kind for one in indicators(_report("Toàn tỉnh có 16 xã đạt chuẩn, 5 xã nâng cao."))} == {"result"}


def test_an_overview_of_results_is_no_context() -> None:
    heading = "I. KHÁI QUÁT KẾT QUẢ THỰC HIỆN NĂM 2023"
    (one,) = indicators(_report("Hội đồng công nhận 24 sản phẩm.", heading))
    assert one.kind == "result"
    found = indicators(_report("Vùng có 24 dân tộc anh em, 300 làng.", "I. KHÁI QUÁT CHUNG"))
    assert {one.kind for one in found} == {"context"}


def test_what_a_target_sets_out_from_is_a_result() -> None:
    text = _report("Nâng tỷ lệ chủ thể có mã vạch từ 63% lên 85%.", "III. MỤC TIÊU NĂM 2024")
    assert [(one.kind, one.value) for one in indicators(text)] == [("result", 63), ("target", 85)]


@pytest.mark.parametrize(
    ("body", "scope"),
    [
        ("Đến năm 2027, toàn tỉnh có ít nhất 300 sản phẩm.", "cumulative"),
        ("Đến năm 2027, công nhận thêm ít nhất 30 sản phẩm.", "year"),
        ("Năm 2027 công nhận 30 sản phẩm.", "year"),
    ],
)
def test_scope_of_a_target(body: str, scope: str) -> None:
    (one,) = indicators(_report(body, "III. MỤC TIÊU"))
    assert (one.kind, one.scope, one.period) == ("target", scope, "2027")


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (
            "Dẫn đầu là huyện Văn Yên với 12 sản phẩm, thị xã Nghĩa Lộ (9 sản phẩm).",
            ["huyện Văn Yên", "thị xã Nghĩa Lộ"],
        ),
        ("Huyện Văn Yên tổ chức hội nghị, công nhận 12 sản phẩm.", [None]),
        ("Toàn tỉnh có 12 sản phẩm.", [None]),
    ],
)
def test_places_of_figures(body: str, places: list[str | None]) -> None:
    assert [one.place for one in indicators(_report(body))] == places


def test_the_day_of_a_plan_is_not_that_of_a_result() -> None:
    plan, done = indicators(_report("So với mục tiêu đến năm 2025 (45 sản phẩm), đã đạt 10 sản phẩm."))
    assert (plan.kind, plan.period) == ("target", "2025")
    assert (done.kind, done.as_of) == ("result", None)


def test_the_day_of_what_is_in_force() -> None:
    (one,) = indicators(_report("Lũy kế đến hết ngày 31/12/2023, tỉnh có 171 sản phẩm OCOP còn hiệu lực."))
    assert (one.scope, one.as_of, one.period) == ("in_force", "2023-12-31", None)
