"""Figures that share words: series with one unit, fractions, totals that add up, comparisons."""

from __future__ import annotations

import itertools
import time

import pytest
from conftest import make_document
from test_amounts import amounts
from test_indicators import indicators

from extractor.facts.amounts.adding_up import adding_up
from extractor.model import Amount, Section
from extractor.pipeline import extract

MILLION = 1_000_000


def test_a_series_with_one_unit() -> None:
    found = amounts("Mức thưởng cho sản phẩm đạt 3 sao, 4 sao và 5 sao lần lượt là 12, 18 và 30 triệu đồng/sản phẩm.")
    assert [(one.quote, one.value, one.per, one.label) for one in found] == [
        ("12", 12 * MILLION, "sản phẩm", "Mức thưởng cho sản phẩm đạt 3 sao"),
        ("18", 18 * MILLION, "sản phẩm", "Mức thưởng cho sản phẩm đạt 4 sao"),
        ("30 triệu đồng/sản phẩm", 30 * MILLION, "sản phẩm", "Mức thưởng cho sản phẩm đạt 5 sao"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kinh phí các năm 2022, 2023 và 2024 tương ứng là 700, 850 và 900 triệu đồng.",
        "Kinh phí đã bố trí là 700, 850 và 900 triệu đồng cho các năm 2022, 2023 và 2024.",
    ],
)
def test_a_series_over_years(text: str) -> None:
    assert [(one.value, one.period) for one in amounts(text)] == [
        (700 * MILLION, "2022"),
        (850 * MILLION, "2023"),
        (900 * MILLION, "2024"),
    ]


def test_a_series_of_things_shares_its_bound() -> None:
    found = indicators("Phấn đấu các năm 2026, 2027 và 2028 công nhận được ít nhất 8, 10 và 14 sản phẩm mới.")
    assert [(one.value, one.comparator, one.period) for one in found] == [
        (8, ">=", "2026"),
        (10, ">=", "2027"),
        (14, ">=", "2028"),
    ]
    assert {one.subject for one in found} == {"sản phẩm mới"}


@pytest.mark.parametrize(
    "text",
    [
        "Theo khoản 2, 3 và 5 sản phẩm được hỗ trợ.",
        "Các năm 2021, 2022 và 15 sản phẩm khác.",
        "Tại các Điều 4, 6 và 20 triệu đồng nêu trên.",
        "Ngày 5, 6 và 12 hợp tác xã tham gia.",
    ],
)
def test_numbers_of_something_else_are_no_series(text: str) -> None:
    assert len(indicators(text)) + len(amounts(text)) == 1


def test_a_sum_out_of_another() -> None:
    for text in ("Đã giải ngân 640/815 triệu đồng.", "Đã giải ngân 640 triệu đồng/815 triệu đồng."):
        paid, whole = amounts(text)
        assert (paid.value, paid.role, paid.parent) == (640 * MILLION, "part", 1)
        assert (whole.value, whole.role, whole.per) == (815 * MILLION, "total", None)


def test_from_so_much_on() -> None:
    (one,) = amounts("Doanh thu của hợp tác xã đạt từ 2 tỷ đồng trở lên.")
    assert (one.quote, one.comparator, one.value) == ("từ 2 tỷ đồng trở lên", ">=", 2000 * MILLION)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nhân dân góp 2 tỷ 75 triệu đồng.", 2_075 * MILLION),
        ("Quyết toán 1 tỷ 200 triệu 500 nghìn đồng.", 1_200_500_000),
    ],
)
def test_a_sum_in_several_units(text: str, value: int) -> None:
    assert [one.value for one in amounts(text)] == [value]


def test_a_sum_whose_second_part_is_more_than_one_of_its_first_is_none() -> None:
    facts = extract(make_document("Dự toán 3 tỷ 1.200 triệu đồng."))
    assert facts.amounts == ()
    assert [(one.quote, one.why) for one in facts.unresolved] == [("3 tỷ 1.200 triệu đồng", "số tiền không đọc được")]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Phấn đấu có từ 50 sản phẩm đạt sao.", ">="),
        ("Tỷ lệ phụ nữ đạt từ 40%.", ">="),
        ("Tỷ lệ tăng từ 40% lên 60%.", "="),
        ("Thu hút khách từ 12 tỉnh.", "="),
        ("Tỉnh ước đón 20 triệu lượt khách.", "~"),
    ],
)
def test_from_so_many_on(text: str, comparator: str) -> None:
    assert indicators(text)[0].comparator == comparator


def test_fractions_in_words() -> None:
    found = indicators("Xã đạt 42 trên tổng số 46 chỉ tiêu; chỉ 1 trong 5 hợp tác xã được vay vốn.")
    assert [(one.value, one.of, one.unit) for one in found] == [(42, 46, "chỉ tiêu"), (1, 5, "hợp tác xã")]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Hỗ trợ mỗi hợp tác xã 45 triệu đồng.", "hợp tác xã"),
        ("Mỗi sản phẩm được hỗ trợ không quá 25 triệu đồng.", "sản phẩm"),
        ("Ngân sách huyện hằng năm bố trí tối thiểu 600 triệu đồng.", "năm"),
        ("Mỗi huyện chọn hai xã; tổng kinh phí là 900 triệu đồng.", None),
    ],
)
def test_a_sum_for_each(text: str, per: str | None) -> None:
    assert [one.per for one in amounts(text)] == [per]


def test_parts_that_add_up_need_no_words() -> None:
    text = (
        "Nguồn lực của Đề án 9.000 triệu đồng do các bên đóng góp. Ngân sách tỉnh 4.100 triệu đồng; "
        "ngân sách huyện 2.400 triệu đồng; vốn của chủ thể 2.500 triệu đồng."
    )
    whole, *parts = amounts(text)
    assert [one.parent for one in parts] == [0, 0, 0]
    assert whole.role == "total"
    assert {one.role for one in parts} == {"part"}
    near = amounts(text.replace("2.500", "2.600"))  # they do not add up: nothing is guessed
    assert all(one.parent is None for one in near)


def test_a_total_over_the_clauses_below() -> None:
    text = "\n".join(
        (
            "Điều 1. Phân bổ kinh phí thực hiện Chương trình là 10.500 triệu đồng.",
            "Điều 2. Nội dung phân bổ",
            "1. Hỗ trợ phát triển sản phẩm: 6.200 triệu đồng, cụ thể:",
            "a) Chuẩn hóa sản phẩm: 4.000 triệu đồng;",
            "b) Hỗ trợ bao bì: 2.200 triệu đồng.",
            "2. Đào tạo, tập huấn: 1.800 triệu đồng.",
            "3. Truyền thông: 2.500 triệu đồng.",
        )
    )
    found = amounts(text)
    assert [(one.value or 0) // MILLION for one in found] == [10500, 6200, 4000, 2200, 1800, 2500]
    assert [one.parent for one in found] == [None, 0, 1, 1, 0, 0]


def test_an_average_is_no_part() -> None:
    found = amounts(
        "Tổng kinh phí 3.600 triệu đồng (bình quân mỗi năm 1.200 triệu đồng), gồm vốn tỉnh 3.000 triệu đồng."
    )
    assert [(one.role, one.parent) for one in found] == [("total", None), ("other", None), ("part", 0)]


def test_sums_that_are_compared() -> None:
    compared = "bằng 96% kế hoạch (50 tỷ đồng), tăng 20% so với năm 2021 (40 tỷ đồng)"
    now, plan, before = amounts(f"Doanh thu của các chủ thể đạt 48 tỷ đồng, {compared}.")
    assert plan.label == "kế hoạch Doanh thu của các chủ thể"
    assert (before.period, before.role) == ("2021", "result")
    assert now.role == plan.role == "result"


def _sum(value: float, role: str = "other", section: int | None = None) -> Amount:
    return Amount(start=0, end=0, quote="", value=value, role=role, section=section)


def test_adding_up_is_exact_and_near() -> None:
    """However many parts there are they are found, and none where the sum is another by one đồng."""
    for count in range(3, 30):
        parts = [_sum(1000 + 7 * number * number) for number in range(count)]
        total = sum(one.value or 0 for one in parts)
        assert [one.parent for one in adding_up([_sum(total), *parts], ())] == [None, *[0] * count]
        assert [one.parent for one in adding_up([*parts, _sum(total)], ())] == [*[count] * count, None]
        assert all(one.parent is None for one in adding_up([_sum(total + 1), *parts], ()))


def test_two_sums_are_parts_of_what_is_called_a_total_alone() -> None:
    two = [_sum(20), _sum(10)]
    assert [one.parent for one in adding_up([_sum(30), *two], ())] == [None, None, None]
    assert [one.parent for one in adding_up([_sum(30, "total"), *two], ())] == [None, 0, 0]


def test_adding_up_takes_little_time() -> None:
    sections = tuple(
        Section(start=0, end=0, level=1, kind="number", label=None, heading="", parent=index - 1 if index % 5 else None)
        for index in range(400)
    )
    many = [_sum(1 + index % 97, section=index % 400) for index in range(8000)]
    begun = time.process_time()
    adding_up(many, sections)
    assert time.process_time() - begun < 5


def test_ties_go_to_sums_that_stand_there() -> None:
    """No sum is a part of itself or of its own part, whatever the figures are."""
    for values in itertools.product((1, 2, 3), repeat=5):
        found = adding_up([_sum(value, "total") for value in values], ())
        for index, one in enumerate(found):
            seen = {index}
            parent = one.parent
            while parent is not None:
                assert parent not in seen, values
                seen.add(parent)
                parent = found[parent].parent


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "Doanh thu bình quân của hợp tác xã đạt 3 tỷ đồng, tăng 15% so với năm 2022.",
            ["Doanh thu bình quân của hợp tác xã tăng so với năm 2022"],
        ),
        (
            "Công nhận 44 sản phẩm mới, đạt 110% kế hoạch và tăng 10% so với cùng kỳ.",
            ["sản phẩm mới", "kế hoạch sản phẩm mới", "sản phẩm mới tăng so với cùng kỳ"],
        ),
        ("Có 33 hợp tác xã, tăng 5 hợp tác xã so với năm 2020.", ["hợp tác xã", "hợp tác xã tăng so với năm 2020"]),
        ("Số hộ nghèo giảm từ 8 hộ xuống 5 hộ.", ["hộ nghèo", "hộ nghèo"]),
        ("Sản phẩm chế biến sâu chiếm 35% tổng số sản phẩm.", ["Sản phẩm chế biến sâu"]),
        ("Đào tạo, bồi dưỡng: mở 6 lớp cho cán bộ.", ["lớp cho cán bộ"]),
        ("Đào tạo, bồi dưỡng: đã mở được 6 lớp.", ["lớp đào tạo, bồi dưỡng"]),
        ("Phấn đấu khách du lịch đạt 1,2 triệu lượt.", ["khách du lịch"]),
        ("Tỷ lệ hài lòng cao hơn 3 điểm phần trăm so với năm 2021.", ["Tỷ lệ hài lòng cao so với năm 2021"]),
    ],
)
def test_what_compares_is_named_by_what_it_compares(text: str, subjects: list[str]) -> None:
    assert [one.subject for one in indicators(text)] == subjects


def test_higher_by_so_much_is_no_bound() -> None:
    assert [
        one.comparator for one in indicators("Tỷ lệ này cao hơn 4% so với năm trước, thấp hơn 2% so với tỉnh bạn.")
    ] == [
        "=",
        "=",
    ]


@pytest.mark.parametrize("unit", ["sản phâm", "hop tác xã", "chu thể", "doanh nghiêp"])
def test_names_that_lost_their_marks(unit: str) -> None:
    (one,) = indicators(f"Toàn huyện có 27 {unit} tham gia.")
    assert (one.value, one.unit) == (27, unit)


def test_lists_of_things_are_one_unit() -> None:
    found = indicators(
        "Huyện có 96 thôn, buôn, tổ dân phố; tổ chức 12 hội nghị, lớp tập huấn cho 300 cán bộ, hội viên."
    )
    assert [one.unit for one in found] == ["thôn, buôn, tổ dân phố", "hội nghị, lớp tập huấn", "cán bộ, hội viên"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Có 41 sản phẩm, tăng 12 sản phẩm so với năm 2022, trong đó có 35 sản phẩm 3 sao và 6 sản phẩm 4 sao.", 41),
        ("Công nhận 31 sản phẩm/kế hoạch 25 sản phẩm; trong đó có 7 sản phẩm 4 sao và 24 sản phẩm 3 sao.", 31),
        ("Có 20 sản phẩm (giảm 3 sản phẩm so với năm trước), trong đó có 15 sản phẩm 3 sao, 5 sản phẩm 4 sao.", 20),
    ],
)
def test_parts_are_not_those_of_a_change_or_a_plan(text: str, whole: int) -> None:
    found = indicators(text)
    assert found[0].value == whole
    assert [one.parent for one in found[-2:]] == [0, 0]


def test_parts_of_what_was_done_and_not_of_what_was_planned() -> None:
    done, plan, *parts = amounts(
        "Tổng kinh phí là 900 triệu đồng/950 triệu đồng, trong đó vốn tỉnh 500 triệu đồng và vốn huyện 400 triệu đồng."
    )
    assert (done.role, done.parent, plan.label) == ("total", None, "kế hoạch Tổng kinh phí")
    assert [(one.parent, one.source) for one in parts] == [(0, parts[0].source), (0, parts[1].source)]
    assert parts[1].label == "vốn huyện"


def test_a_number_of_things_times_a_rate() -> None:
    rate, paid = amounts("Tiền thưởng: 40 sản phẩm x 10 triệu đồng = 400 triệu đồng.")
    assert (rate.per, rate.role, rate.value) == ("sản phẩm", "norm", 10 * MILLION)
    assert (paid.per, paid.value) == (None, 400 * MILLION)


def test_a_share_said_again() -> None:
    found = indicators("Có 89/101 xã có sản phẩm OCOP, đạt 88,1%.")
    assert [one.subject for one in found] == ["xã có sản phẩm OCOP"] * 2


def test_what_is_to_be_reached_later_is_no_result() -> None:
    head = "KẾ HOẠCH\n\nYên Bái, ngày 10 tháng 02 năm 2024\n\nI. MỤC TIÊU\n\n"
    found = indicators(f"{head}Tăng tỷ lệ sản phẩm có mã vạch từ 60% năm 2022 lên 95% vào năm 2025.")
    assert [(one.kind, one.period) for one in found] == [("result", "2022"), ("target", "2025")]
