"""Between documents, and within one: legal forms of a producer, stars of a product, figures of one result."""

from __future__ import annotations

import pytest
from check_texts import between, headed, words

from extractor.rulebook import Rulebook

REPORT = {"number": "61/BC-UBND", "kind": "BÁO CÁO", "title": "Kết quả phát triển sản phẩm năm 2022"}


def told(*lines: str, day: str = "15/3/2023") -> str:
    return headed("\n\n".join(lines), day, **REPORT)


def ranked(
    stars: str, producer: str = "HTX Suối Giàng", act: str = "", day: str = "15/3/2023", name: str = "Chè tuyết"
) -> str:
    """A document with a table of recognised products."""
    rows = (
        f"TT\tTên sản phẩm\tChủ thể\tHạng sao\n1\t{name}\t{producer}\t{stars}\n2\tMật ong rừng\tHTX Ong Xanh\t3 sao\n"
    )
    return headed(f"Danh sách sản phẩm được công nhận{act}:\n\n{rows}", day, **REPORT)


@pytest.mark.parametrize(
    ("texts", "quotes"),
    [
        (
            [told("Công ty TNHH Quế Văn Yên đầu tư lò sấy; Công ty cổ phần Quế Văn Yên bán 20 tấn quế.")],
            ["Công ty TNHH Quế Văn Yên", "Công ty cổ phần Quế Văn Yên"],
        ),
        (
            [told("Hỗ trợ HTX Mật ong Púng Luông in nhãn."), told("Hỗ trợ Tổ hợp tác Mật ong Púng Luông in nhãn.")],
            ["HTX Mật ong Púng Luông", "Tổ hợp tác Mật ong Púng Luông"],
        ),
    ],
    ids=["in one document", "in two documents"],
)
def test_p101_one_name_with_two_legal_forms(texts: list[str], quotes: list[str], rulebook: Rulebook) -> None:
    (finding,) = between("P101", texts, rulebook)
    assert (finding.severity, words(finding)) == ("warning", quotes)


@pytest.mark.parametrize(
    "texts",
    [
        [told("Công ty TNHH Quế Văn Yên đầu tư lò sấy; Công ty TNHH MTV Quế Văn Yên bán 20 tấn quế.")],
        [told("HTX Mật ong Púng Luông và hộ kinh doanh Mật ong Púng Luông cùng dự hội chợ.")],
        [
            told("HTX Hoa Ban in nhãn."),
            told("Công ty cổ phần Hoa Ban in nhãn.").replace("YÊN BÁI", "SƠN LA").replace("Yên Bái", "Sơn La"),
        ],
        [told("Liên kết giữa HTX Dâu tằm Trấn Yên và Công ty cổ phần Dâu tằm tơ Yên Bái.")],
    ],
    ids=["written in another way", "a household of that name", "another province", "another name"],
)
def test_p101_silent(texts: list[str], rulebook: Rulebook) -> None:
    assert not between("P101", texts, rulebook)


def test_p101_where_nobody_knows_the_province(rulebook: Rulebook) -> None:
    named = "Hỗ trợ Công ty TNHH Quế Đá Chồng in nhãn; Công ty cổ phần Quế Đá Chồng dự hội chợ."
    (finding,) = between("P101", [named], rulebook)
    assert words(finding) == ["Công ty TNHH Quế Đá Chồng", "Công ty cổ phần Quế Đá Chồng"]
    first, _, second = named.partition("; ")
    assert not between("P101", [first, second], rulebook), "they may be of two provinces"


def test_p101_leaves_a_namesake_whose_address_is_in_another_province(rulebook: Rulebook) -> None:
    head = "UBND TỈNH SƠN LA\nSố: 12/BC-UBND\nSơn La, ngày 05 tháng 12 năm 2023\nBÁO CÁO\nKết quả\n\n"
    own, other = "Chè của HTX Tà Xùa Xanh đạt 4 sao.", "Bán cho Công ty TNHH Tà Xùa Xanh{} 5 tấn chè."
    assert between("P101", [f"{head}{own}\n\n{other.format('')}\n"], rulebook)
    assert not between("P101", [f"{head}{own}\n\n{other.format(', quận Hà Đông, TP Hà Nội')}\n"], rulebook)


def test_c202_leaves_to_c206_what_an_authority_knows(rulebook: Rulebook) -> None:
    act = "Căn cứ Quyết định số 919/QĐ-TTg ngày {} của Thủ tướng Chính phủ phê duyệt Chương trình mỗi xã một sản phẩm."
    texts = [told(act.format("01/8/2022")), told(act.format("11/8/2022"))]
    assert not between("C202", texts, rulebook)
    (finding,) = between("C206", texts, rulebook)
    assert finding.found == "2022-08-11"


def test_p101_a_firm_that_was_converted(rulebook: Rulebook) -> None:
    text = told("Công ty TNHH Quế Văn Yên chuyển đổi thành Công ty cổ phần Quế Văn Yên từ ngày 02/5/2022.")
    assert not between("P101", [text], rulebook)


@pytest.mark.parametrize(
    "texts",
    [
        [ranked("4 sao"), ranked("3 sao", day="20/10/2023")],
        [
            ranked("4 sao", "Hợp tác xã Suối Giàng", " theo Quyết định số 733/QĐ-UBND ngày 04/01/2023"),
            ranked("5 sao", "HTX Suối Giàng", " theo Quyết định số 733/QĐ-UBND ngày 04/01/2023"),
        ],
    ],
    ids=["in one year", "by one decision"],
)
def test_p108_a_product_with_two_ranks(texts: list[str], rulebook: Rulebook) -> None:
    (finding,) = between("P108", texts, rulebook)
    assert finding.severity == "warning"
    assert len(finding.evidence) == 2
    assert all("Chè tuyết" in side for side in words(finding))
    assert {side.document for side in finding.evidence} == {"a.txt", "b.txt"}


@pytest.mark.parametrize(
    "texts",
    [
        [ranked("4 sao"), ranked("4 sao", day="20/10/2023")],
        [ranked("3 sao", day="15/3/2022"), ranked("4 sao")],
        [ranked("4 sao"), ranked("3 sao", "HTX Phình Hồ")],
        [ranked("4 sao"), ranked("3 sao", name="Chè tuyết hộp 100g")],
        [
            ranked("4 sao"),
            told("Phấn đấu đưa sản phẩm Chè tuyết của HTX Suối Giàng đạt 5 sao; dự kiến đánh giá vào quý IV."),
        ],
    ],
    ids=["the same rank", "another year", "another producer", "another product", "what is planned"],
)
def test_p108_silent(texts: list[str], rulebook: Rulebook) -> None:
    assert not between("P108", texts, rulebook)


DONE = "Năm 2022, toàn tỉnh đã công nhận {} sản phẩm OCOP đạt 4 sao."


@pytest.mark.parametrize(
    ("first", "second", "figures"),
    [
        (DONE.format(24), DONE.format(27), {"24", "27"}),
        (
            "Kết quả năm 2022: tỉnh đã tổ chức 12 lớp tập huấn cho chủ thể.",
            "Trong năm 2022, tỉnh đã tổ chức 15 lớp tập huấn cho chủ thể.",
            {"12", "15"},
        ),
    ],
    ids=["products", "classes"],
)
def test_n501_one_result_with_two_figures(first: str, second: str, figures: set[str], rulebook: Rulebook) -> None:
    (finding,) = between("N501", [told(first), told(second, day="20/6/2023")], rulebook)
    assert finding.severity == "warning"
    assert set(str(finding.found).split(", ")) == figures
    assert {side.document for side in finding.evidence} == {"a.txt", "b.txt"}
    assert all(any(figure in side for figure in figures) for side in words(finding))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (DONE.format(24), DONE.format(24)),
        (DONE.format(24), DONE.format(31).replace("2022", "2021")),
        (DONE.format(24), DONE.format(30).replace("đã", "phấn đấu")),
        (DONE.format(24), DONE.format("khoảng 25")),
        (DONE.format(24), DONE.format(9).replace("toàn tỉnh", "huyện Lục Yên")),
        ("Đến hết quý II năm 2022 đã tổ chức 06 lớp tập huấn.", "Cả năm 2022 đã tổ chức 15 lớp tập huấn."),
    ],
    ids=["the same", "another year", "a target", "about", "another place", "half of the year"],
)
def test_n501_silent(first: str, second: str, rulebook: Rulebook) -> None:
    assert not between("N501", [told(first), told(second, day="20/6/2023")], rulebook)


def test_n501_two_provinces_have_figures_of_their_own(rulebook: Rulebook) -> None:
    other = told(DONE.format(27)).replace("YÊN BÁI", "SƠN LA").replace("Yên Bái", "Sơn La")
    assert not between("N501", [told(DONE.format(24)), other], rulebook)


def test_c202_knows_the_papers_of_two_districts_apart(rulebook: Rulebook) -> None:
    proposed = "Theo đề nghị của Trưởng phòng Nông nghiệp và Phát triển nông thôn tại Tờ trình số 19/TTr-NN ngày {}."
    first, other = told(proposed.format("12 tháng 03 năm 2023")), told(proposed.format("25 tháng 4 năm 2023"))
    district = first.replace("TỈNH YÊN BÁI", "HUYỆN VĂN YÊN\nTỈNH YÊN BÁI")
    assert district != first
    assert between("C202", [district, other.replace("TỈNH YÊN BÁI", "HUYỆN VĂN YÊN\nTỈNH YÊN BÁI")], rulebook)
    assert not between("C202", [district, other.replace("TỈNH YÊN BÁI", "HUYỆN LỤC YÊN\nTỈNH YÊN BÁI")], rulebook)
