"""Sums of money: their worth, what they are for, and which total they belong to."""

from __future__ import annotations

import time

import pytest
from conftest import make_document, with_tables

from extractor.checks import check_document
from extractor.facts.amounts import find_amounts
from extractor.model import Amount, Cell, Document, Table
from extractor.outline import outline
from extractor.pipeline import extract
from extractor.rulebook import load


def amounts(text: str) -> list[Amount]:
    document = make_document(text)
    found = list(find_amounts(document, outline(document, load()), load()))
    assert all(document.text[amount.start : amount.end] == amount.quote for amount in found)
    return found


@pytest.mark.parametrize(
    ("text", "value", "value_max", "comparator", "per"),
    [
        ("Hỗ trợ 1.8 tỷ cho vùng nguyên liệu.", 1_800_000_000, None, "=", None),
        ("Kinh phí từ 800 đến 1.000 triệu đồng.", 800_000_000, 1_000_000_000, "=", None),
        ("Vốn từ 500 triệu đồng đến 1,5 tỷ đồng.", 500_000_000, 1_500_000_000, "=", None),
        ("Thưởng 100 triệu đồng/sản phẩm.", 100_000_000, None, "=", "sản phẩm"),
        ("Hỗ trợ 10 triệu đồng cho mỗi gian hàng.", 10_000_000, None, "=", "gian hàng"),
        ("Thu nhập trên 75 triệu đồng/người/năm.", 75_000_000, None, ">=", "người/năm"),
        ("Hỗ trợ tối đa 300.000.000đ/dự án.", 300_000_000, None, "<=", "dự án"),
        ("Doanh thu ước khoảng 12,5 tr.đ.", 12_500_000, None, "~", None),
        ("Tổng vốn 2 nghìn tỷ đồng.", 2_000_000_000_000, None, "=", None),
        ("Kinh phí 450 ngàn đồng.", 450_000, None, "=", None),
        ("Tổng kinh phí: 7.250.000 VNĐ.", 7_250_000, None, "=", None),
    ],
)
def test_worth(text: str, value: float, value_max: float | None, comparator: str, per: str | None) -> None:
    (amount,) = amounts(text)
    assert (amount.value, amount.value_max, amount.comparator, amount.per) == (value, value_max, comparator, per)
    assert amount.currency == "VND"


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 1250/QĐ-UBND ngày 12/5/2023 về cánh đồng lớn.",
        "Hội nghị có 25 đồng chí tham dự, 3 đồng bào được biểu dương.",
        "Phấn đấu có 1 triệu lượt khách và 2 triệu cây giống.",
        "Năm 2023 đồng loạt ra quân; điện thoại 0911222333.",
        "Điều 5. Kinh phí thực hiện; Phụ lục 02.",
        "Ban tổ chức gồm năm đồng chí.",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert amounts(text) == []


def test_sharesof_a_total_in_a_list() -> None:
    total, state, people, support = amounts(
        "III. KINH PHÍ\n\n1. Tổng nhu cầu kinh phí năm 2024: 18,5 tỷ đồng, trong đó:\n\n"
        "- Ngân sách tỉnh: 11 tỷ đồng.\n\n- Vốn xã hội hóa: 7,5 tỷ đồng.\n\n2. Hỗ trợ 50 triệu đồng/mô hình."
    )
    assert (total.role, total.parent, total.stage, total.period) == ("total", None, "need", "2024")
    assert total.label == "Tổng nhu cầu kinh phí năm 2024"
    assert [part.role for part in (state, people)] == ["part", "part"]
    assert [part.parent for part in (state, people)] == [0, 0]
    assert [part.period for part in (state, people)] == ["2024", "2024"]
    assert (state.label, state.source, people.source) == ("Ngân sách tỉnh", "ngân sách tỉnh", "xã hội hóa")
    assert (support.parent, support.per) == (None, "mô hình")


def test_sharesof_parts() -> None:
    found = amounts(
        "Tổng kinh phí là 30 tỷ đồng, trong đó:\n\n* Giai đoạn 2021 - 2022: 10 tỷ đồng, gồm:\n\n"
        "- Ngân sách: 6 tỷ đồng.\n\n- Vốn khác: 4 tỷ đồng.\n\n* Giai đoạn 2023 - 2025: 20 tỷ đồng."
    )
    assert [amount.parent for amount in found] == [None, 0, 1, 1, 0]
    assert [amount.period for amount in found] == [None, "2021-2022", "2021-2022", "2021-2022", "2023-2025"]


def test_sharesin_a_bracket() -> None:
    found = amounts("Tổng kinh phí năm 2023 là 9 tỷ đồng (ngân sách huyện 5 tỷ đồng; vốn đối ứng 4 tỷ đồng).")
    assert [(amount.role, amount.parent) for amount in found] == [("total", None), ("part", 0), ("part", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng kinh phí năm 2023 là 9 tỷ đồng, gồm:\n\nvốn sự nghiệp 5 tỷ đồng; vốn của hộ 4 tỷ đồng. Đã chi 8 tỷ đồng.",
        "V. KINH PHÍ\n\nTổng kinh phí năm 2023: 9 tỷ đồng. Trong đó:\n\n1. Ngân sách tỉnh: 5 tỷ đồng.\n\n"
        "2. Ngân sách huyện: 4 tỷ đồng.\n\nThuê gian hàng 10 triệu đồng.",
        "V. KINH PHÍ\n\nTổng kinh phí năm 2023: 9 tỷ đồng, trong đó:\n\nNgân sách tỉnh: 5 tỷ đồng.\n\n"
        "Ngân sách huyện: 4 tỷ đồng.\n\n2. Thuê gian hàng 10 triệu đồng.",
        "Tổng tiền thưởng năm 2023 là 9 tỷ đồng, trong đó: thưởng sản phẩm 4 sao 5 tỷ đồng, thưởng tập thể 4 tỷ đồng. "
        "Thuê gian hàng 10 triệu đồng.",
        "Tổng kinh phí năm 2023 là 9 tỷ đồng.\n\nNguồn kinh phí: ngân sách tỉnh 5 tỷ đồng; ngân sách xã 4 tỷ đồng.\n\n"
        "Thuê gian hàng 10 triệu đồng.",
        "Tổng kinh phí là 9 tỷ đồng, dự kiến. Phân kỳ: năm 2023 là 5 tỷ đồng; năm 2024 là 4 tỷ đồng.\n\n"
        "Thuê gian hàng 10 triệu đồng.",
    ],
)
def test_shareshowever_they_are_set(text: str) -> None:
    found = amounts(text)
    assert [amount.role for amount in found] == ["total", "part", "part", "other"]
    assert [amount.parent for amount in found] == [None, 0, 0, None]


def test_a_whole_is_parted_more_than_once() -> None:
    found = amounts(
        "Tổng kinh phí năm 2023 là 9 tỷ đồng. Cơ cấu nguồn vốn: ngân sách tỉnh 5 tỷ đồng; vốn của hộ 4 tỷ đồng. "
        "Trong đó, chi tập huấn 2 tỷ đồng."
    )
    assert [amount.parent for amount in found] == [None, 0, 0, 0]


def test_sharesare_those_of_the_figures_not_of_their_words() -> None:
    found = amounts(
        "4. Dự toán kinh phí năm 2024 là 900.000.000 đồng (Chín trăm triệu đồng), gồm:\n\n"
        "4.1. Ngân sách tỉnh: 500 triệu đồng.\n\n4.2. Ngân sách xã: 400 triệu đồng."
    )
    assert [amount.parent for amount in found] == [None, None, 0, 0]
    assert [amount.role for amount in found] == ["total", "total", "part", "part"]


def test_a_rate_among_the_sharesis_a_rate() -> None:
    _, rate = amounts("Tổng kinh phí là 2 tỷ đồng, trong đó: mức thưởng sản phẩm 4 sao 20 triệu đồng.")
    assert (rate.role, rate.parent) == ("norm", None)


def test_what_is_left_out_is_that_of_the_sum_before() -> None:
    first, second = amounts("Mức thưởng sản phẩm đạt 4 sao 20 triệu đồng, 5 sao 40 triệu đồng.")
    assert (first.role, second.role) == ("norm", "norm")
    assert (first.label, second.label) == ("Mức thưởng sản phẩm đạt 4 sao", "Mức thưởng sản phẩm đạt 5 sao")


def test_the_rates_of_a_list_below_a_rate() -> None:
    found = amounts(
        "Điều 3. Mức hỗ trợ\n\n2. Thưởng một lần:\n\na) Sản phẩm đạt 5 sao: 90 triệu đồng;\n\n"
        "b) Sản phẩm đạt 4 sao: 60 triệu đồng.\n\n3. Đã giải ngân 900 triệu đồng."
    )
    assert [amount.role for amount in found] == ["norm", "norm", "other"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Đã huy động 9 tỷ đồng, còn lại 2 tỷ đồng (18%) là vốn góp của hợp tác xã.", "vốn góp của hợp tác xã"),
        ("Ngân sách xã 3 tỷ đồng; phần còn lại 1 tỷ đồng từ Quỹ khuyến nông năm 2022.", "Quỹ khuyến nông"),
        (
            "Mức chi thuê gian hàng hội chợ trong nước 9 triệu đồng/lần, ngoài nước 30 triệu đồng/lần.",
            "Mức chi thuê gian hàng hội chợ ngoài nước",
        ),
        ("Đăng ký nhãn hiệu: 70% chi phí, tối đa 30 triệu đồng.", "Đăng ký nhãn hiệu"),
        ("Đề nghị tăng mức chi họp Hội đồng từ 2 triệu đồng lên 3 triệu đồng.", "mức chi họp Hội đồng"),
    ],
)
def test_label(text: str, label: str) -> None:
    assert amounts(text)[-1].label == label


def test_words_repeat_the_figures() -> None:
    figures, words = amounts("Dự toán là 1.250.000.000 đồng (Bằng chữ: Một tỷ hai trăm năm mươi triệu đồng).")
    assert figures.value == words.value == 1_250_000_000
    assert (words.words, words.label, figures.words) == (True, figures.label, False)


def test_malformed_words_are_no_sum_but_are_not_lost() -> None:
    text = "Kinh phí 2.003.000.000 đồng (Bằng chữ: ba triệu hai tỷ đồng), gồm: tỉnh 2 tỷ đồng; huyện 3 triệu đồng."
    document = Document(id="0" * 64, path="a.txt", format="text", text=text)
    facts = extract(document)
    assert [(amount.value, amount.parent) for amount in facts.amounts] == [(2_003_000_000, None), (2e9, 0), (3e6, 0)]
    assert [(one.quote, one.of) for one in facts.unresolved] == [("Bằng chữ: ba triệu hai tỷ đồng", "amount")]
    assert [finding.code for finding in check_document(facts, load())] == ["N301"]


def test_currency_carries_on_where_it_is_left_out() -> None:
    first, second = amounts("Xuất khẩu đạt 269 triệu USD (bình quân 30 triệu/năm).")
    assert (first.currency, second.currency, second.per) == ("USD", "USD", "năm")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Tổng doanh thu của hợp tác xã đạt 4 tỷ đồng.", "result"),
        ("Mức hỗ trợ không quá 50 triệu đồng/chủ thể.", "norm"),
        ("Tổng kinh phí thực hiện: 4 tỷ đồng.", "total"),
        ("Chi 300 triệu đồng cho tập huấn.", "other"),
        ("Bán qua mạng xã hội 850 triệu đồng.", "result"),
        ("Lô hàng chè đầu tiên trị giá 45.000 USD.", "result"),
        ("Trao giải cuộc thi trị giá 5 triệu đồng.", "other"),
    ],
)
def test_role(text: str, role: str) -> None:
    assert amounts(text)[0].role == role


def test_a_hostile_text_takes_no_time() -> None:
    text = "1." * 30_000 + " triệu " * 5_000 + "một trăm " * 8_000 + "từ " * 10_000
    begun = time.perf_counter()
    amounts(text)
    assert time.perf_counter() - begun < 5


def test_sums_in_a_table_with_its_unit_above() -> None:
    text = "Đơn vị tính: triệu đồng\nNội dung\nSố lớp\nKinh phí năm 2024\nTập huấn\n4\n1.250,5\nTổng cộng\n4\n1.250,5\n"
    rows = []
    at = 0
    for words in (
        ("Nội dung", "Số lớp", "Kinh phí năm 2024"),
        ("Tập huấn", "4", "1.250,5"),
        ("Tổng cộng", "4", "1.250,5"),
    ):
        cells = []
        for word in words:
            at = text.index(word, at)
            cells.append(Cell(word, at, at + len(word)))
            at += len(word)
        rows.append(tuple(cells))
    table = Table(text.index("Nội"), len(text), tuple(rows))
    document = with_tables(Document(id="0" * 64, path="a.docx", format="docx", text=text, tables=(table,)))
    training, total = find_amounts(document, outline(document, load()), load())
    assert (training.value, training.label, training.role, training.period) == (
        1_250_500_000,
        "Tập huấn",
        "other",
        "2024",
    )
    assert (total.value, total.role, total.quote.split()[0]) == (1_250_500_000, "total", "Tổng")


def test_a_total_for_carrying_out_a_plan_has_shareseven_where_they_do_not_add_up() -> None:
    shares = "ngân sách tỉnh 2.000 triệu đồng, vốn đối ứng 5.000 triệu đồng"
    text = f"Tổng kinh phí thực hiện Kế hoạch: 5.600 triệu đồng, trong đó: {shares}."
    total, *parts = amounts(text)
    assert total.role == "total"
    assert [(one.role, one.parent) for one in parts] == [("part", 0), ("part", 0)]


@pytest.mark.parametrize(
    ("text", "label", "source"),
    [
        ("Vốn Chương trình MTQGXDNTM: 6.464 triệu đồng.", "Vốn Chương trình MTQGXDNTM", "programme"),
        ("Vốn CTMTQG XD NTM 1.200 triệu đồng.", "Vốn CTMTQG XD NTM", "programme"),
        ("Nguồn vốn chương trình nông thôn mới: 300 triệu đồng.", "Nguồn vốn chương trình nông thôn mới", "programme"),
        ("Vốn XDNTM 450 triệu đồng.", "Vốn XDNTM", "programme"),
        ("Vốn địa phương (tỉnh, huyện): 395,9 triệu đồng.", "Vốn địa phương (tỉnh, huyện)", "ngân sách địa phương"),
        ("Vốn tự có của cơ sở (60%): 90 triệu đồng.", "Vốn tự có của cơ sở", "vốn của chủ thể"),
        ("NS tỉnh: 500 triệu đồng.", "NS tỉnh", "ngân sách tỉnh"),
        ("Nhân dân đóng góp 120 triệu đồng.", "Nhân dân đóng góp", "nhân dân đóng góp"),
        ("Kinh phí tập huấn xây dựng nông thôn mới: 80 triệu đồng.", "Kinh phí tập huấn xây dựng nông thôn mới", None),
    ],
)
def test_source_of_funds(text: str, label: str, source: str | None) -> None:
    (amount,) = amounts(text)
    programme = "chương trình mục tiêu quốc gia"
    assert (amount.label, amount.source) == (label, programme if source == "programme" else source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kinh phí: 4,2 tỷ đồng từ ngân sách tỉnh.", "ngân sách tỉnh"),
        (
            "Kinh phí: 150.000.000 đồng (Một trăm năm mươi triệu đồng) từ nguồn ngân sách tỉnh năm 2027.",
            "ngân sách tỉnh",
        ),
        ("Chi 80 triệu đồng, trích từ ngân sách huyện, cho hội chợ.", "ngân sách huyện"),
        ("Hội chợ cần 80 triệu đồng do ngân sách xã chi trả.", "ngân sách xã"),
        ("Kinh phí: 4 tỷ đồng từ ngân sách tỉnh và ngân sách huyện.", None),
        ("Kinh phí: 4 tỷ đồng từ các nguồn hợp pháp.", None),
        ("Hội chợ cần 80 triệu đồng để rà soát ngân sách xã.", None),
    ],
)
def test_source_of_funds_behind_the_sum(text: str, source: str | None) -> None:
    assert {amount.source for amount in amounts(text)} == {source}


def test_each_sum_behind_sums_has_its_own_source() -> None:
    found = amounts("Hội chợ cần 3 tỷ đồng từ ngân sách tỉnh, 1 tỷ đồng từ ngân sách huyện.")
    assert [amount.source for amount in found] == ["ngân sách tỉnh", "ngân sách huyện"]
    whole, *_ = amounts("Kinh phí: 4 tỷ đồng từ ngân sách tỉnh 3 tỷ đồng và ngân sách huyện 1 tỷ đồng.")
    assert whole.source is None


@pytest.mark.parametrize(
    ("second", "label", "source"),
    [
        ("huy động từ các hợp tác xã", "huy động từ các hợp tác xã", "hợp tác xã"),
        ("hợp tác xã đóng góp", "hợp tác xã đóng góp", "hợp tác xã"),
        ("huy động từ doanh nghiệp", "huy động từ doanh nghiệp", "vốn doanh nghiệp"),
        ("các chủ thể đóng góp", "các chủ thể đóng góp", "vốn của chủ thể"),
    ],
)
def test_a_second_source_joined_with_and(second: str, label: str, source: str) -> None:
    first, other = amounts(f"Nguồn kinh phí: ngân sách xã 300 triệu đồng và {second} 300 triệu đồng.")
    assert first.source == "ngân sách xã"
    assert (other.label, other.source) == (label, source)


def test_what_is_sold_by_cooperatives_is_no_source_of_funds() -> None:
    (sold,) = amounts("Doanh thu từ các hợp tác xã đạt 300 triệu đồng.")
    assert sold.source is None


@pytest.mark.parametrize("words", ["Một tỷ năm trăm triệu đồng", "Một tỷ sáu trăm triệu đồng"])
def test_a_sum_in_words_is_for_what_its_figures_are_for(words: str) -> None:
    figures, said = amounts(f"Nhu cầu vốn năm 2027 là 1,5 tỷ đồng (bằng chữ: {words}).")
    assert figures.label == said.label == "Nhu cầu vốn năm 2027"
    assert (figures.role, figures.stage) == (said.role, said.stage) == ("total", "need")


def test_rates_in_a_row_share_their_bound_and_what_they_are() -> None:
    first, second = amounts("Hỗ trợ tối đa 50 triệu đồng/sản phẩm đạt 4 sao, 30 triệu đồng/sản phẩm đạt 3 sao.")
    assert (first.comparator, second.comparator) == ("<=", "<=")
    assert (first.label, second.label) == ("Hỗ trợ", "Hỗ trợ: đạt 3 sao")
    _, other = amounts("Hỗ trợ tối đa 50 triệu đồng/sản phẩm đạt 4 sao, khen thưởng 30 triệu đồng/sản phẩm đạt 3 sao.")
    assert (other.comparator, other.label) == ("=", "khen thưởng")
    *_, third = amounts("Hỗ trợ tối đa 5 triệu đồng/sản phẩm 5 sao; 3 triệu đồng/hộ nghèo và 2 triệu đồng/hộ khác.")
    assert (third.comparator, third.label) == ("<=", "Hỗ trợ: khác")
    _, yearly = amounts("Hỗ trợ tối đa 50 triệu đồng/sản phẩm, 30 triệu đồng/hộ nghèo.")
    assert yearly.comparator == "<="
    _, apart = amounts("Hỗ trợ tối đa 50 triệu đồng/sản phẩm. 30 triệu đồng/năm chi cho hội chợ.")
    assert apart.comparator == "="


def test_a_total_from_several_sources_is_of_none_of_them() -> None:
    (total,) = amounts("Tổng kinh phí từ ngân sách tỉnh, ngân sách xã và xã hội hóa là 20 tỷ đồng.")
    assert (total.role, total.source) == ("total", None)


@pytest.mark.parametrize(
    ("text", "funding"),
    [
        ("Tổng kinh phí thực hiện: 4 tỷ đồng.", True),
        ("Hỗ trợ 50 triệu đồng/chủ thể.", True),
        ("Chi 300 triệu đồng cho tập huấn.", True),
        ("Dự án do JICA tài trợ 2 triệu USD.", True),
        ("Doanh thu bán hàng đạt 18 tỷ đồng.", False),
        ("Giá trị sản xuất ngành chè đạt 900 tỷ đồng.", False),
        ("Kim ngạch xuất khẩu đạt 12 triệu USD.", False),
        ("Mỗi năm bán sang Nhật Bản 2 triệu USD.", False),
        ("Giá bán bình quân 250.000 đồng/kg.", False),
        ("Chè búp khô có giá 300.000 đồng/kg.", False),
        ("Hợp tác xã có vốn điều lệ 5 tỷ đồng.", False),
        ("Dư nợ cho vay đạt 45 tỷ đồng.", False),
    ],
)
def test_money_that_is_given_and_other_money(text: str, funding: bool) -> None:
    assert [amount.funding for amount in amounts(text)] == [funding]


def test_parts_of_other_money_are_none_that_is_given() -> None:
    found = amounts("Tổng doanh thu 30 tỷ đồng, trong đó: HTX Sen 10 tỷ đồng, HTX Bưởi 20 tỷ đồng.")
    assert [amount.funding for amount in found] == [False, False, False]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Hỗ trợ 500.000.000 đồng (Năm trăm triệu đồng).", [False, True]),
        ("Hỗ trợ 500.000.000 đồng (Bằng chữ: năm triệu đồng).", [False, True]),
        ("Thưởng 5 sao: một trăm triệu đồng.", [False]),
        ("Chi 20 triệu đồng; thưởng thêm: một trăm triệu đồng.", [False, False]),
    ],
)
def test_words_in_brackets_are_the_sum_before_them(text: str, again: list[bool]) -> None:
    assert [amount.again for amount in amounts(text)] == again


def test_what_is_aimed_at_was_not_reached() -> None:
    reached, planned = amounts("Tổng doanh số đạt 672 tỷ đồng (Đề án đề ra 200 tỷ đồng).")
    assert (reached.stage, planned.stage, planned.role) == (None, "estimate", "result")
    (aim,) = amounts("Phấn đấu đến năm 2025 doanh thu đạt 40 tỷ đồng.")
    assert (aim.role, aim.stage) == ("result", "estimate")


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        (
            "Tổng kinh phí đã thực hiện: 7.900 triệu đồng, gồm: ngân sách trung ương 2.000 triệu đồng, "
            "ngân sách tỉnh 3.400 triệu đồng, vốn của chủ thể 2.500 triệu đồng.",
            ["spent"] * 4,
        ),
        (
            "Tổng dự toán kinh phí: 900 triệu đồng, trong đó: ngân sách tỉnh 500 triệu đồng, "
            "đã giải ngân 300 triệu đồng.",
            ["budget", "budget", "spent"],
        ),
    ],
)
def test_parts_that_tell_no_stage_are_at_that_of_their_total(text: str, stages: list[str]) -> None:
    assert [one.stage for one in amounts(text)] == stages
