"""Citations in the forms in which people write them. What one rule finds is tested with the rule (test_rules.py)."""

from __future__ import annotations

import random
import time

import pytest
from conftest import make_document

from extractor.cited import citations
from extractor.facts.citations import find_citations
from extractor.model import Citation
from extractor.outline import outline
from extractor.rulebook import Rulebook


def cite(text: str, rulebook: Rulebook) -> list[Citation]:
    document = make_document(text)
    found = list(find_citations(document, outline(document, rulebook), rulebook))
    for citation in found:
        assert document.text[citation.start : citation.end] == citation.quote
    return found


def test_the_quote_runs_from_the_kind_to_the_issuer(rulebook: Rulebook) -> None:
    text = "Căn cứ Quyết định số 77/QĐ-TTg ngày 03/2/2021 của Thủ tướng Chính phủ phê duyệt Đề án phát triển làng nghề;"
    (citation,) = cite(text, rulebook)
    assert citation.quote == "Quyết định số 77/QĐ-TTg ngày 03/2/2021 của Thủ tướng Chính phủ"
    assert citation.title == "phê duyệt Đề án phát triển làng nghề"
    assert citation.preamble


@pytest.mark.parametrize(
    ("printed", "key", "repaired"),
    [
        ("QĐ-TTg", "12/QĐ-TTg", False),
        ("QÐ-TTg", "12/QĐ-TTg", True),  # U+00D0
        ("QĐ- TTg", "12/QĐ-TTg", True),
        ("QĐ–TTg", "12/QĐ-TTg", True),
        ("QĐ-TTG", "12/QĐ-TTg", True),
        ("Qđ-TTg", "12/QĐ-TTg", True),
        ("QĐTTg", "12/QĐ-TTg", True),
    ],
)
def test_worn_symbols_have_their_canonical_key(printed: str, key: str, repaired: bool, rulebook: Rulebook) -> None:
    (citation,) = cite(f"theo Quyết định số 12/{printed} ngày 05/01/2022.", rulebook)
    assert citation.key == key
    assert bool(citation.repairs) == repaired
    assert printed in citation.quote


@pytest.mark.parametrize(
    "symbol",
    [
        "QĐ-BNN-VPĐP",
        "QĐ-UBND-HC",
        "QĐ-UBND.HC",
        "TTLT-BNNPTNT-BTC",
        "TTLT/BTP-BCA-BQP-BTC-TANDTC-VKSNDTC",
        "TTr-SNN&PTNT",
        "KH-MTTQ-BTT",
        "QyĐ-UBND",
    ],
)
def test_no_key_is_cut_short(symbol: str, rulebook: Rulebook) -> None:
    for after in (" ngày 05/01/2022", ",", ".", ")", ";", "\n"):
        (citation,) = cite(f"theo văn bản số 318/{symbol}{after}", rulebook)
        assert citation.key == f"318/{symbol}"


def test_a_symbol_broken_over_lines_and_a_footnote_in_the_date(rulebook: Rulebook) -> None:
    text = (
        "Các sở, ngành tiếp tục thực hiện chính sách theo Nghị quyết số 25/2021/NQ-\nHĐND ngày\n\n"
        "¹ Kèm theo danh sách.\n\n12/7/2021 của Hội đồng nhân dân tỉnh Quảng Nam.\n"
    )
    citation = cite(text, rulebook)[0]
    assert (citation.key, citation.date) == ("25/2021/NQ-HĐND", "2021-07-12")
    assert citation.issuer == "Hội đồng nhân dân tỉnh Quảng Nam"


def test_one_issuer_for_two_acts(rulebook: Rulebook) -> None:
    text = "Quyết định 1048/QĐ-TTg ngày 21/8/2019 và Quyết định 781/QĐ-TTg ngày 08/6/2020 của Thủ tướng Chính phủ."
    first, second = cite(text, rulebook)
    assert first.issuer == second.issuer == "Thủ tướng Chính phủ"
    assert first.date == "2019-08-21"


def test_a_list_shares_what_it_says_once(rulebook: Rulebook) -> None:
    text = "UBND tỉnh Yên Bái đã ban hành các Quyết định số 79/QĐ-UBND ngày 12/01/2023; số 657/QĐ-UBND ngày 30/3/2023."
    found = cite(text, rulebook)
    assert [c.key for c in found] == ["79/QĐ-UBND", "657/QĐ-UBND"]
    assert {c.kind for c in found} == {"Quyết định"}
    assert {c.issuer for c in found} == {"Ủy ban nhân dân tỉnh Yên Bái"}


def test_a_title_in_capitals_over_two_lines_keeps_the_date(rulebook: Rulebook) -> None:
    text = "BÃI BỎ MỘT SỐ ĐIỀU CỦA QUYẾT ĐỊNH SỐ\n12/2019/QĐ-UBND NGÀY 26 THÁNG 9 NĂM 2019 CỦA ỦY BAN NHÂN DÂN TỈNH\n"
    (citation,) = cite(text, rulebook)
    assert (citation.key, citation.kind, citation.date) == ("12/2019/QĐ-UBND", "Quyết định", "2019-09-26")


def test_the_amending_act_stands_in_the_relation(rulebook: Rulebook) -> None:
    text = (
        "Quyết định số 781/QĐ-TTg ngày 08/6/2020 của Thủ tướng Chính phủ sửa đổi, bổ sung Phụ lục "
        "Quyết định số 1048/QĐ-TTg ngày 21/8/2019 của Thủ tướng Chính phủ."
    )
    amending, amended = cite(text, rulebook)
    assert (amending.relation, amending.by) == ("mentions", None)
    assert (amended.relation, amended.by) == ("amends", "781/QĐ-TTg")


def test_a_title_ends_where_the_sentence_goes_on(rulebook: Rulebook) -> None:
    text = (
        "Căn cứ Kế hoạch số 14/KH-UBND ngày 10/01/2024 của UBND tỉnh Phú Yên về phát triển sản phẩm OCOP, "
        "định hướng đến năm 2030 nhằm nâng cao thu nhập của người dân."
    )
    (citation,) = cite(text, rulebook)
    assert citation.title == "phát triển sản phẩm OCOP, định hướng đến năm 2030"


def test_a_lost_term_is_corrected_and_the_key_keeps_what_is_printed(rulebook: Rulebook) -> None:
    (citation,) = cite("Nghị quyết số 100/2015/QH ngày 12/11/2015 của Quốc hội", rulebook)
    assert (citation.key, citation.corrected) == ("100/2015/QH", "100/2015/QH13")


def test_a_law_for_a_code(rulebook: Rulebook) -> None:
    (citation,) = cite("Tổ hợp tác hoạt động theo Luật Lao động 2019.", rulebook)
    assert (citation.key, citation.corrected) == ("Luật Lao động 2019", "Bộ luật Lao động 2019")


def test_a_numbered_law_is_known_by_its_bare_name_later(rulebook: Rulebook) -> None:
    found = cite("Căn cứ Luật Nhà ở số 27/2023/QH15;\n\nViệc hỗ trợ theo quy định của Luật Nhà ở.", rulebook)
    assert [c.key for c in found] == ["27/2023/QH15", "27/2023/QH15"]
    assert [c.short for c in found] == [False, True]


def test_a_dated_law_is_known_by_its_bare_name_later(rulebook: Rulebook) -> None:
    found = cite("Căn cứ Luật Thương mại ngày 14/6/2005;\n\nCác bên thực hiện theo Luật Thương mại.", rulebook)
    assert [(c.key, c.short) for c in found] == [("Luật Thương mại 2005", False), ("Luật Thương mại 2005", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Số: 46/KH-UBND",
        "Mức hỗ trợ 75 triệu đồng/HTX, 05 phút/kỳ, đạt 34/52 sản phẩm ngày 12/5/2023.",
        "Theo pháp luật về hợp tác xã, luật sư tư vấn cho 20 hộ.",
        "Số liệu theo Biểu 02/BC-OCOP; tư vấn theo Hợp đồng số 12/2022/HĐ-TV.",
    ],
)
def test_what_is_no_citation(text: str, rulebook: Rulebook) -> None:
    assert cite(text, rulebook) == []


HOSTILE = (
    *(
        "Quyết định số ",
        "1/",
        "12/QĐ-",
        "Luật ",
        "Luật a ",
        "của Ban Chỉ đạo ",
        "sửa đổi, bổ sung ",
        "26-NQ/TW ",
        "(",
        "“",
    ),
    *(
        "/2018/NĐ-CP",
        "Điều 5, ",
        "khoản 1 và ",
        "Nghị định trên ",
        "ngày 01/8/2022 ",
        "QH15/",
        "TTLT-BNN-",
        "¹ ",
        "\n1. ",
    ),
    *(
        "một số điều của ",
        "UBND tỉnh ",
        "về ",
        "; ",
        "và 52, 57 ",
        "Căn cứ ",
        "của ",
        "HĐND-",
        " - ",
        "9",
        "Đ",
        "tại ",
        "số ",
    ),
)


def hostile_units() -> list[str]:
    """Pieces of references, alone and put together by chance (always the same)."""
    chance = random.Random(919)
    return [*HOSTILE, *("".join(chance.choices(HOSTILE, k=chance.randint(2, 5))) for _ in range(25))]


@pytest.mark.parametrize("unit", hostile_units())
def test_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    """Eight times the text, all in one paragraph or nearly, costs about eight times the time: nothing backtracks."""

    def cost(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        best = 1e9
        for _ in range(2):
            begun = time.process_time()
            citations(text)
            best = min(best, time.process_time() - begun)
        return best / length

    small, large = cost(1500), cost(12000)
    assert large < 3 * small + 5e-6, (small, large)


def test_a_footnote_stands_to_its_act_as_the_words_that_call_it(rulebook: Rulebook) -> None:
    text = (
        "UBND huyện đã kịp thời triển khai thực hiện¹, bảo đảm đúng tiến độ.\n\n"
        "¹ Quyết định số 12/QĐ-TTg ngày 05/01/2022 của Thủ tướng Chính phủ.\n"
    )
    (citation,) = cite(text, rulebook)
    assert citation.relation == "implements"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("theo Quyết định số 12⁄QĐ-TTg", "12/QĐ-TTg"),  # U+2044
        ("theo Quyết định số 12/QĐ-ТТg", "12/QĐ-TTg"),  # Cyrillic letters
        ("theo **Quyết định số 12/QĐ-TTg**", "12/QĐ-TTg"),
        ("theo Quyết định số *12/QĐ-TTg* ngày 05/01/2022", "12/QĐ-TTg"),
        ("theo Quyết định số 12/QĐ-TTg¹ ngày 05/01/2022", "12/QĐ-TTg"),
        ("theo Quyết định số 12/QĐ-TTg1 ngày 05/01/2022", "12/QĐ-TTg"),
        ("theo Quyết đnh số 12/QĐ-TTg", "12/QĐ-TTg"),
        ("theo Nghị đinh số 98/2018/ND-CP", "98/2018/NĐ-CP"),
        ("theo Nghị định số 98/2018/NĐ CP", "98/2018/NĐ-CP"),
        ("theo Nghị định số 98/2018/NĐ-CPngày 05/7/2018", "98/2018/NĐ-CP"),
        ("theo Nghị quyết số 43/2022/QHl5", "43/2022/QH15"),
        ("theo Quyết định số 12/QĐ\u00ad-\u00adTTg", "12/QĐ-TTg"),
        ("QUYẾT ĐỊNH SỐ 12/QĐ-TTg", "12/QĐ-TTg"),
    ],
)
def test_noise_is_repaired_and_said(text: str, key: str, rulebook: Rulebook) -> None:
    (citation,) = cite(text, rulebook)
    assert citation.key == key
    assert citation.corrected is None
    printed = "".join(citation.quote.split()).strip("*")
    assert bool(citation.repairs) == (key not in printed or "đnh" in printed or "đinh" in printed)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Báo cáo số 639/BC-UBPLTP15 ngày 09/7/2025", "639/BC-UBPLTP15"),
        ("Quyết định số 8202/QĐ-BCA-C06 ngày 07/10/2025", "8202/QĐ-BCA-C06"),
        ("Thông tư số 04/1999/TT-BCA(C13) ngày 29/04/1999", "04/1999/TT-BCA(C13)"),
        ("Nghị quyết số 522b/NQ-UBTVQH13 ngày 16/8/2012", "522b/NQ-UBTVQH13"),
        ("Nghị quyết số 66.7/2025/NQ-CP ngày 15/11/2025", "66.7/2025/NQ-CP"),
        ("Thông tư số 15a/2020/TT-BTC ngày 01/3/2020", "15a/2020/TT-BTC"),
        ("Nghị quyết liên tịch số 01/2014/NQLT/CP-UBTƯMTTQVN", "01/2014/NQLT/CP-UBTƯMTTQVN"),
        ("Quyết định số 2790/QĐHC-CTUBND ngày 31/10/2019", "2790/QĐHC-CTUBND"),
        ("Luật số 21-LCT/HDNN8 ngày 30/06/1989", "21-LCT/HDNN8"),
    ],
)
def test_figures_and_letters_that_belong_to_a_symbol_stay(text: str, key: str, rulebook: Rulebook) -> None:
    (citation,) = cite(text, rulebook)
    assert citation.key == key


def test_a_short_form_is_of_the_issuer_it_names(rulebook: Rulebook) -> None:
    found = cite(
        "Tỉnh ủy ban hành Nghị quyết số 18-NQ/TU; HĐND tỉnh ban hành Nghị quyết số 18/2021/NQ-HĐND.\n\n"
        "Nghị quyết 18 của Tỉnh ủy được quán triệt; Nghị quyết 18 của HĐND tỉnh được bố trí kinh phí.",
        rulebook,
    )
    assert [(c.key, c.short) for c in found[2:]] == [("18-NQ/TU", True), ("18/2021/NQ-HĐND", True)]


def test_this_law_is_another_law_only_where_one_stands_near(rulebook: Rulebook) -> None:
    near = "KẾ HOẠCH\n\nTuyên truyền Luật Hợp tác xã năm 2023, nhất là điểm đ khoản 3 Điều 107 của Luật này."
    (_, back) = cite(near, rulebook)
    assert (back.key, back.pinpoint, back.short) == ("Luật Hợp tác xã 2023", "điểm đ khoản 3 Điều 107", True)
    joined = "LUẬT\n\nThực hiện theo Luật Đất đai năm 2024 và Luật này."
    assert [c.key for c in cite(joined, rulebook)] == ["Luật Đất đai 2024"]
    unknown = "Thực hiện theo Luật Đất đai năm 2024. Điều 3 của Luật này quy định khác."
    assert len(cite(unknown, rulebook)) == 1, "what kind of document it is, nobody has said"


def test_a_reference_in_capitals(rulebook: Rulebook) -> None:
    text = (
        "BAN HÀNH KÈM THEO THÔNG TƯ SỐ 23/2013/TT-BKHCN NGÀY 26 THÁNG 9 NĂM 2013 CỦA BỘ TRƯỞNG BỘ KHOA HỌC VÀ CÔNG NGHỆ"
    )
    (citation,) = cite(text, rulebook)
    assert (citation.kind, citation.date) == ("Thông tư", "2013-09-26")
    assert citation.issuer == "BỘ TRƯỞNG BỘ KHOA HỌC VÀ CÔNG NGHỆ"


DECISION = "QUYẾT ĐỊNH\n\nVề việc công nhận sản phẩm OCOP\n\n"


@pytest.mark.parametrize(
    ("first", "relations"),
    [
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 01/6/2025; Căn cứ", ["implements", "basis", "basis"]),
        ("Căn cứ Kế hoạch số 12/KH-UBND ngày 01/6/2025 về OCOP; Căn cứ", ["basis", "basis", "basis"]),
        ("Căn cứ Kế hoạch số 12/KH-UBND ngày 01/6/2025; Thực hiện", ["basis", "implements", "implements"]),
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 01/6/2025, ban hành theo", ["implements", "mentions", "mentions"]),
    ],
)
def test_a_line_of_the_preamble_may_begin_within_a_paragraph(
    first: str, relations: list[str], rulebook: Rulebook
) -> None:
    found = cite(
        f"{DECISION}{first} Quyết định số 7/QĐ-UBND và Quyết định số 8/QĐ-UBND;\n\nĐiều 1. Công nhận.\n", rulebook
    )
    assert [citation.relation for citation in found] == relations
    assert all(citation.preamble for citation in found)


def test_no_preamble_begins_within_an_article(rulebook: Rulebook) -> None:
    text = f"{DECISION}Điều 1. Các sở triển khai; Căn cứ Quyết định số 7/QĐ-UBND, các huyện báo cáo.\n"
    (citation,) = cite(text, rulebook)
    assert (citation.relation, citation.preamble) == ("mentions", False)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("cut", "goes_on", "issuer"),
    [
        ("Thủ tướng", "Chính phủ", "Thủ tướng Chính phủ"),
        ("Bộ trưởng", "Bộ Công Thương", "Bộ trưởng Bộ Công Thương"),
        ("Bộ", "Công Thương", "Bộ Công Thương"),
        ("Chủ tịch", "UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh"),
    ],
)
def test_an_issuer_broken_over_two_lines(cut: str, goes_on: str, issuer: str, gap: str, rulebook: Rulebook) -> None:
    text = f"Căn cứ Quyết định số 919/QĐ-TTg ngày 01 tháng 8 năm 2022 của {cut}{gap}{goes_on} phê duyệt Chương trình;\n"
    (citation,) = cite(text, rulebook)
    assert (citation.issuer, citation.title) == (issuer, "phê duyệt Chương trình")


def test_an_office_at_the_end_of_a_line_stays_above_a_heading_in_capitals(rulebook: Rulebook) -> None:
    text = "Căn cứ Quyết định số 919/QĐ-TTg ngày 01 tháng 8 năm 2022 của Thủ tướng\n\nCHÍNH PHỦ PHÊ DUYỆT ĐỀ ÁN\n"
    assert cite(text, rulebook)[0].issuer == "Thủ tướng"
