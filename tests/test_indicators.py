"""Quantified statements: what counts as one, and what it is about."""

from __future__ import annotations

import time

import pytest
from conftest import make_document, with_tables

from extractor.facts.indicators import find_indicators
from extractor.model import Cell, Document, Indicator, Table
from extractor.outline import outline
from extractor.rulebook import load
from extractor.tables.units import count_of

PLAN = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ

Số: 87/KH-UBND

Quảng Trị, ngày 12 tháng 3 năm 2024

KẾ HOẠCH

Thực hiện Chương trình mỗi xã một sản phẩm tỉnh Quảng Trị năm 2024

Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ;

I. KẾT QUẢ THỰC HIỆN NĂM 2023

1. Tổ chức 15 lớp tập huấn cho 700 học viên. Lũy kế đến ngày 31/12/2023, tỉnh có 152 sản phẩm OCOP còn hiệu lực.

II. MỤC TIÊU

- Phân đầu công nhận từ 40 đến 45 sản phẩm, trong đó ít nhất 02 sản phẩm 5 sao.

- Có ít 60% chủ thể bán hàng trên sàn thương mại điện tử; đến năm 2025 có 80%.

Nơi nhận:

- Lưu: VT, 15 bản.
"""


REPORT = """ỦY BAN NHÂN DÂN
HUYỆN QUAN HÓA

Số: 45/BC-UBND

Quan Hóa, ngày 5 tháng 12 năm 2023

BÁO CÁO

Kết quả phát triển sản phẩm OCOP năm 2023, phương hướng, nhiệm vụ năm 2024

I. ĐẶC ĐIỂM TÌNH HÌNH

Huyện có 15 xã, diện tích 990 km2; đồng bào dân tộc thiểu số chiếm 88%. Hiện có 9 sản phẩm OCOP.

II. KẾT QUẢ THỰC HIỆN

Mở 3 lớp tập huấn. Một số chỉ tiêu chưa đạt: nâng hạng 1 sản phẩm. Sản lượng của sản phẩm OCOP năm 2022 đạt 60 tấn.

III. PHƯƠNG HƯỚNG, NHIỆM VỤ

- Công nhận mới 6 sản phẩm.

IV. KIẾN NGHỊ

Tổ chức tối thiểu 2 đợt đánh giá.
"""


def found(document: Document) -> list[Indicator]:
    document = with_tables(document)
    indicators = list(find_indicators(document, outline(document, load()), load()))
    assert all(document.text[one.start : one.end] == one.quote for one in indicators)
    return indicators


def indicators(text: str) -> list[Indicator]:
    return found(make_document(text))


def test_a_plan() -> None:
    classes, learners, products, more, stars, shops, later = indicators(PLAN)
    assert [one.kind for one in (classes, learners, products)] == ["result"] * 3
    assert [one.kind for one in (more, stars, shops, later)] == ["target"] * 4
    assert [one.period for one in (classes, learners, products)] == ["2023", "2023", None]
    assert [one.period for one in (more, stars, shops, later)] == ["2024", "2024", "2024", "2025"]
    assert (products.scope, classes.scope) == ("in_force", "year")
    assert (more.value, more.value_max, stars.comparator, stars.parent) == (40, 45, ">=", 3)
    assert (shops.comparator, shops.subject) == (">=", "chủ thể bán hàng trên sàn thương mại điện tử")


def test_a_report_that_looks_ahead() -> None:
    communes, area, minority, products, classes, raised, tons, more, rounds = indicators(REPORT)
    assert [one.kind for one in (communes, area, minority)] == ["context"] * 3
    assert [one.kind for one in (products, classes, raised, tons)] == ["result"] * 4
    assert [one.kind for one in (more, rounds)] == ["target"] * 2
    assert [one.period for one in (products, classes, raised, tons)] == [None, "2023", "2023", "2022"]
    assert [one.period for one in (more, rounds)] == ["2024", None]


def test_a_share_of_what_was_counted_before_it() -> None:
    _, share = indicators("Lao động thường xuyên: 146 người, trong đó nữ chiếm 60%.")
    assert share.subject == "Lao động thường xuyên, trong đó nữ"


def test_a_report_on_a_term_looks_to_the_next() -> None:
    head = PLAN.split("KẾ HOẠCH")[0].replace("KH-UBND", "BC-UBND")
    title = "BÁO CÁO\n\nKết quả Chương trình OCOP giai đoạn 2021 - 2025, định hướng giai đoạn 2026 - 2030\n\n"
    (planned,) = indicators(f"{head}{title}III. PHƯƠNG HƯỚNG\n\nMỗi năm công nhận mới 6 sản phẩm.")
    assert (planned.kind, planned.period) == ("target", "2026-2030")


def test_a_letter_that_looks_ahead_within_the_year() -> None:
    head = PLAN.split("KẾ HOẠCH")[0].replace("KH-UBND", "UBND-NN")
    done, planned = indicators(
        head + "V/v kết quả Chương trình OCOP 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024\n\n"
        "1. Kết quả\n\nCông nhận 7 sản phẩm.\n\n2. Nhiệm vụ 6 tháng cuối năm\n\nRà soát 9 sản phẩm."
    )
    assert (done.kind, done.period) == ("result", "2024")
    assert (planned.kind, planned.period) == ("target", "2024")


def test_the_period_of_a_plan_that_looks_further() -> None:
    title = "ĐỀ ÁN\n\nPhát triển sản phẩm OCOP tỉnh Lào Cai giai đoạn 2021 - 2025, định hướng đến năm 2030\n\n"
    share, total, more = indicators(
        PLAN.split("KẾ HOẠCH")[0] + title + "I. CHÍNH SÁCH\n\nHỗ trợ 60% chi phí kiểm nghiệm.\n\n"
        "II. MỤC TIÊU ĐẾN NĂM 2024\n\n- Lũy kế có 90 sản phẩm, trong đó 12 sản phẩm 4 sao."
    )
    assert [one.period for one in (share, total, more)] == ["2021-2025", "2024", "2024"]
    assert [one.kind for one in (share, total, more)] == ["target"] * 3


def test_a_task_sets_a_target() -> None:
    title = "QUYẾT ĐỊNH\n\nVề việc công nhận sản phẩm OCOP năm 2022\n\n"
    recognized, checked = indicators(
        PLAN.split("KẾ HOẠCH")[0] + title + "Điều 1. Công nhận 8 sản phẩm.\n\n"
        "Điều 2. Giao Sở Công Thương theo dõi; bảo đảm 100% sản phẩm có tem."
    )
    assert (recognized.kind, recognized.period) == ("result", "2022")
    assert (checked.kind, checked.period) == ("target", None)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 12/QĐ-UBND ngày 15/6/2023 của tỉnh Sơn La.",
        "Sản phẩm đạt 3 sao, hạng 4 sao; sao thứ 5.",
        "Giai đoạn 2021-2025 huyện ưu tiên làng nghề; năm 2023 xã Hòa Bắc về đích.",
        "Lao động từ 15 tuổi trở lên.",
        "Điện thoại: 0233.3852529; số tài khoản 1900 1234.",
        "Điều 12 Luật số 45/2019/QH14; khoản 2 Điều 5; Phụ lục 03.",
        "Mỗi xã một sản phẩm.",
        "Hỗ trợ 100 triệu đồng/sản phẩm, 20 triệu đồng cho mỗi mô hình.",
        "Thời gian 36 tháng, 05 phút/kỳ, 08 giờ 30 phút.",
        "Nhà số 7 ấp 3, phường 5, thôn 2 xã Ia Kênh.",
        "(Danh mục mô hình đợt 1, giai đoạn 2)",
        "Tại kỳ họp thứ 8 Hội đồng nhân dân; lần thứ 3; tiêu chuẩn ISO 9001.",
        "Theo các Điều 5, 6 và 7 Nghị định này; khoản 2, 3 Quyết định số 12/QĐ-UBND.",
        "Nghị quyết Trung ương 5 khóa IX về kinh tế tập thể; kỳ họp 6 khóa XV; Thông tư 05 hợp đồng mẫu.",
    ],
)
def test_what_is_no_indicator(text: str) -> None:
    assert indicators(text) == []


@pytest.mark.parametrize(
    ("text", "value", "value_max", "of", "unit", "comparator"),
    [
        ("Có 34/52 sản phẩm được công nhận lại.", 34, None, 52, "sản phẩm", "="),
        ("Khoảng 2/3 số xã có sản phẩm.", 2, None, 3, "xã", "~"),
        ("Nâng cấp 15 - 20 sản phẩm.", 15, 20, None, "sản phẩm", "="),
        ("Đạt không dưới 1.500 lượt khách.", 1500, None, None, "lượt khách", ">="),
        ("Có tối thiểu một mô hình du lịch.", 1, None, None, "mô hình", ">="),
        ("Hộ nghèo chiếm chưa đến 3,5%.", 3.5, None, None, "%", "<="),
        ("Tập huấn cho 12 doanh nghiệp, hợp tác xã.", 12, None, None, "doanh nghiệp, hợp tác xã", "="),
        ("Tổ chức hội chợ từ 1 - 2 lần/năm.", 1, 2, None, "lần/năm", "="),
        ("Dân số 1,2 triệu người.", 1.2, None, None, "triệu người", "="),
        ("Diện tích 250 ha trở lên.", 250, None, None, "ha", ">="),
        ("Có 80 phần trăm chủ thể tham gia.", 80, None, None, "%", "="),
        ("Kiểm tra, xử lý 03 vụ về nhãn hàng hóa.", 3, None, None, "vụ", "="),
        ("Sản phẩm được đánh giá: ≥ 06 sản phẩm.", 6, None, None, "sản phẩm", ">="),
        ("Tỷ lệ hồ sơ trả lại ≤5%.", 5, None, None, "%", "<="),
        ("Số chủ thể tham gia > 20 chủ thể.", 20, None, None, "chủ thể", ">="),
        ("Số lượng đơn hàng trực tuyến đạt 1.200 đơn hàng.", 1200, None, None, "đơn hàng", "="),
        ("Tỷ lệ khiếu nại: <1,5%.", 1.5, None, None, "%", "<="),
    ],
)
def test_figures(
    text: str, value: float, value_max: float | None, of: float | None, unit: str, comparator: str
) -> None:
    (one,) = indicators(text)
    assert (one.value, one.value_max, one.of, one.unit, one.comparator) == (value, value_max, of, unit, comparator)


def test_a_paragraph_of_the_text_may_open_like_the_preamble() -> None:
    opening, sessions, trained = indicators(
        "Căn cứ Quyết định số 919/QĐ-TTg phê duyệt 12 chỉ tiêu của Chương trình;\n\n"
        "Căn cứ Kế hoạch số 15/KH-UBND về phát triển 40 sản phẩm.\n\n"
        "Thực hiện Chương trình\n\nI. CÔNG TÁC CHỈ ĐẠO\n\n"
        "Căn cứ Kế hoạch số 15/KH-UBND, huyện đã ban hành 08 văn bản, mở 06 cuộc họp cho 30 đại biểu."
    )
    assert [one.value for one in (opening, sessions, trained)] == [8, 6, 30]
    (letter,) = indicators("Kính gửi: Sở Công Thương\n\nThực hiện Công văn số 5/SCT, phòng đã tổ chức 04 phiên chợ.")
    assert letter.value == 4


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Giảm số thôn chưa có nhà văn hóa xuống còn 4 thôn.", "thôn chưa có nhà văn hóa"),
        ("Có 03 xã (Yên Thành, Phú Gia, Hội Sơn) chưa có hợp tác xã.", "xã chưa có hợp tác xã"),
        ("Huyện có 06 sản phẩm đạt 4 sao gồm Miến dong An Khê và Chè dây Ka Long.", "sản phẩm đạt 4 sao"),
        ("Thu hồi 02 sản phẩm là Mắm tép Hà Yên và Nem nướng Đông Sơn.", "sản phẩm"),
        ("Cấp nhãn hiệu cho 05 sản phẩm như nấm rơm, mật ong.", "sản phẩm"),
        ("Công nhận 08 sản phẩm 3 sao tại Quyết định số 77/QĐ-UBND ngày 02/3/2023.", "sản phẩm 3 sao"),
        ("Đến 30/6/2023, huyện có 19 sản phẩm OCOP.", "sản phẩm OCOP"),
        ("Chủ thể: 04 tổ hợp tác, 02 doanh nghiệp.", "tổ hợp tác"),
        ("Nhóm thực phẩm: 04 sản phẩm.", "Nhóm thực phẩm"),
        ("(Tổng cộng: 21 sản phẩm)", "sản phẩm"),
        ("Bình quân mỗi năm xây dựng 3 mô hình/năm.", "mô hình"),
        ("Ngân sách 8 tỷ đồng, còn lại 2 tỷ đồng (20%) là vốn vay của hợp tác xã.", "vốn vay của hợp tác xã"),
        ("Ban hành 09 văn bản, tổ chức 04 đoàn kiểm tra.", "văn bản"),
        ("Ký 14 hợp đồng tiêu thụ với tổng giá trị 3 tỷ đồng.", "hợp đồng tiêu thụ"),
        ("- Hỗ trợ đăng ký, bảo hộ nhãn hiệu: 70%.", "Hỗ trợ đăng ký, bảo hộ nhãn hiệu"),
        ("Xã Hòa Bình được thành lập trên cơ sở sáp nhập 02 xã.", "xã"),
        ("Huyện rộng và đông dân, có 11 xã.", "xã"),
        ("Công nhận 11 sản phẩm mới, vượt 03 sản phẩm.", "sản phẩm mới"),
        ("Doanh thu tại 09 điểm bán là 7 tỷ đồng.", "điểm bán"),
        ("Lũy kế đến nay toàn thành phố có 21 sản phẩm.", "sản phẩm"),
        ("Mở 01 phiên chợ với quy mô lớn.", "phiên chợ"),
        ("Kiểm tra tại 12 huyện, thành phố.", "huyện, thành phố"),
        ("Kiểm nghiệm: 70% chi phí, tối đa 5 triệu đồng.", "chi phí"),
        ("Giải ngân đạt 91% kế hoạch vốn.", "kế hoạch vốn"),
        ("Cả xã có 9 sản phẩm mới, trên tổng số 20 sản phẩm.", "sản phẩm mới"),
    ],
)
def test_subject(text: str, subject: str) -> None:
    assert indicators(text)[0].subject == subject


def test_the_subject_of_the_next_line_is_its_own() -> None:
    first, second = indicators("II. MỤC TIÊU\n\n- Sản phẩm mới: ≥ 5 sản phẩm.\n\n- Nâng hạng: 3 sản phẩm.")
    assert (first.subject, second.subject) == ("Sản phẩm mới", "Nâng hạng")


@pytest.mark.parametrize("worn", ["Phấn đấu", "Phần đấu", "phân đầu", "phần đầu", "PHẤN ĐẤU"])
def test_worn_words_are_known(worn: str) -> None:
    (one,) = indicators(f"{worn} có 20 sản phẩm mới.")
    assert one.kind == "target"


def test_the_clause_goes_before_the_heading() -> None:
    now, then = indicators("I. KẾT QUẢ NĂM 2022\n\n- Có 30 sản phẩm được công nhận. Phấn đấu năm 2024 có 50 sản phẩm.")
    assert (now.kind, now.period) == ("result", "2022")
    assert (then.kind, then.period) == ("target", "2024")


def test_years_that_tell_things_apart_are_no_period() -> None:
    (one,) = indicators("I. KẾT QUẢ NĂM 2022\n\nCó 34/52 sản phẩm OCOP năm 2019 được công nhận lại.")
    assert one.period == "2022"


def test_a_line_that_leads_in() -> None:
    (one,) = indicators("1. Nội dung\n\nPhấn đấu đến cuối năm 2027:\n\n- Có 90 sản phẩm được chứng nhận.")
    assert (one.kind, one.period) == ("target", "2027")


def test_figures_up_to_now() -> None:
    one, part = indicators("Tính đến ngày 30/6/2024, huyện có 45 chủ thể. Trong đó, có 12 chủ thể là hợp tác xã.")
    assert (one.scope, one.as_of, one.period) == ("cumulative", "2024-06-30", None)
    assert (part.parent, part.period) == (0, None)


def test_elsewhere_is_context() -> None:
    country, other, own = indicators(PLAN.split("I. KẾT")[0] + "Cả nước có 9.000 sản phẩm. Tỉnh Hà Giang có 150 sản "
                                     "phẩm. Tỉnh Quảng Trị có 120 sản phẩm.")  # fmt: skip
    assert [one.kind for one in (country, other)] == ["context", "context"]
    assert own.kind != "context"


def test_breakdowns() -> None:
    found_ = indicators(
        "Toàn huyện có 38 sản phẩm (6 sản phẩm 4 sao, 32 sản phẩm 3 sao) của 27 chủ thể, gồm 21 HTX và 6 hộ."
    )
    assert [one.parent for one in found_] == [None, 0, 0, None, 3, 3]


def test_a_list_below_its_whole() -> None:
    found_ = indicators(
        "1. Có 38 chủ thể, gồm:\n\n- Hợp tác xã: 21 chủ thể.\n\n- Hộ kinh doanh: 17 chủ thể.\n\n2. Mở 3 lớp."
    )
    assert [one.parent for one in found_] == [None, 0, 0, None]
    assert [one.subject for one in found_[1:3]] == ["Hợp tác xã", "Hộ kinh doanh"]


def test_names_behind_a_part_part_nothing() -> None:
    found_ = indicators("Công nhận 31 sản phẩm, trong đó 04 sản phẩm 4 sao gồm Chè Ô Long, Miến; 27 sản phẩm 3 sao.")
    assert [one.parent for one in found_] == [None, 0, 0]


def test_the_number_of_things_from_and_to() -> None:
    found_ = indicators("Số xã có sản phẩm được công nhận tăng từ 8 xã lên 10 xã.")
    assert [one.subject for one in found_] == ["xã có sản phẩm được công nhận"] * 2


def test_a_table_that_lost_its_grid() -> None:
    cells = ["Bảng 2: Số lượng chủ thể theo loại hình", "TT", "Loại hình", "Số lượng", "Tỷ lệ (%)"]
    cells += ["1", "Hợp tác xã", "21", "77,8", "2", "Hộ kinh doanh", "6", "22,2", "Tổng", "27", "100"]
    rows = [(one.subject, one.value, one.unit) for one in indicators("\n\n".join(cells)) if one.table]
    assert rows == [
        ("Hợp tác xã", 21, "chủ thể"),
        ("Hợp tác xã", 77.8, "%"),
        ("Hộ kinh doanh", 6, "chủ thể"),
        ("Hộ kinh doanh", 22.2, "%"),
        ("Tổng", 27, "chủ thể"),
        ("Tổng", 100, "%"),
    ]


def test_a_table_with_its_grid() -> None:
    text = "Biểu 1\nHuyện\nSố sản phẩm\nSố sao\nHải Lăng\n12\n4\n"
    head, row = (
        tuple(Cell(words, text.index(words), text.index(words) + len(words)) for words in line)
        for line in (("Huyện\n", "Số sản phẩm", "Số sao"), ("Hải Lăng", "12", "4"))
    )
    document = Document(
        id="0" * 64, path="a.docx", format="docx", text=text, tables=(Table(7, len(text), (head, row)),)
    )
    (one,) = [one for one in found(document) if one.table]
    assert (one.subject, one.value, one.unit, one.quote.split()[-1]) == ("Hải Lăng", 12, "sản phẩm", "12")


@pytest.mark.parametrize(
    ("heading", "caption", "unit"),
    [
        ("Số lượng", "Số lượng lớp tập huấn", "lớp tập huấn"),
        ("Tỷ lệ (%)", "", "%"),
        ("Kế hoạch (sản phẩm)", "", "sản phẩm"),
        ("Điểm", "Kết quả chấm điểm sản phẩm", None),
        ("Hạng sao", "", None),
        ("Kinh phí (triệu đồng)", "", None),
        ("Ghi chú", "Số lượng sản phẩm", None),
    ],
)
def test_units_of_columns(heading: str, caption: str, unit: str | None) -> None:
    assert count_of(heading, caption, load()) == unit


def test_a_sentence_without_end_takes_no_time() -> None:
    begun = time.perf_counter()
    assert len(indicators("Có " + ", ".join(["12 sản phẩm của các xã miền núi"] * 900))) == 900
    assert time.perf_counter() - begun < 8


def test_a_baseline_among_the_goals_is_a_result() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 12/KH-UBND\n\nSơn La, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\n\n"
        "Phát triển sản phẩm OCOP năm 2024\n\nII. MỤC TIÊU\n\n"
        "- Đến hết năm 2023, toàn tỉnh có 132 sản phẩm OCOP.\n\n- Năm 2024 có thêm 25 sản phẩm OCOP.\n"
    )
    assert [(one.value, one.kind) for one in found(make_document(text))] == [(132, "result"), (25, "target")]


@pytest.mark.parametrize(
    ("goal", "subject"),
    [
        ("Giảm tỷ lệ hộ nghèo từ 25% xuống còn dưới 10% vào cuối năm 2027.", "tỷ lệ hộ nghèo"),
        ("Phấn đấu nâng tỷ lệ chủ thể là nữ từ 25% lên 40% năm 2027.", "tỷ lệ chủ thể là nữ"),
        ("Đến năm 2027, kéo giảm tỷ lệ hộ nghèo từ 25% xuống 10%.", "tỷ lệ hộ nghèo"),
    ],
)
def test_where_a_goal_sets_out_from_is_of_no_year_of_the_goal(goal: str, subject: str) -> None:
    before, goal_of_2027 = indicators(f"KẾ HOẠCH\n\nPhát triển OCOP năm 2027\n\nII. MỤC TIÊU\n\n{goal}\n")
    assert (before.kind, before.period, before.scope, before.subject) == ("result", None, None, subject)
    assert (goal_of_2027.kind, goal_of_2027.period, goal_of_2027.subject) == ("target", "2027", subject)


def test_where_a_goal_sets_out_from_has_the_year_that_it_names() -> None:
    for when in ("năm 2024", "(năm 2024)"):
        before, goal = indicators(f"II. MỤC TIÊU\n\nGiảm tỷ lệ hộ nghèo từ 25% {when} xuống còn 10% vào năm 2027.\n")
        assert (before.kind, before.period, goal.period) == ("result", "2024", "2027")


def test_a_change_keeps_its_verb_where_it_goes_from_nowhere() -> None:
    (share,) = indicators("II. MỤC TIÊU\n\nGiảm tỷ lệ hộ nghèo bình quân 1%/năm.\n")
    assert share.subject == "Giảm tỷ lệ hộ nghèo"
