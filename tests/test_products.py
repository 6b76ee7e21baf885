"""Products and producers: rows of lists in every order and wording, prose in the manner of plans and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from conftest import make_document, with_tables

from extractor.facts.organizations.finding import find_organizations
from extractor.facts.organizations.mentions import cell_name
from extractor.facts.products import find_products
from extractor.model import Cell, Document, Organization, Product, Table
from extractor.outline import outline
from extractor.rulebook import Rulebook
from extractor.tables.meanings import meaning


def with_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Document:
    """A document whose text is the title and a table, one row on each line, with the table as a reader gives it."""
    text = title + "\n\n"
    start = len(text)
    grid = []
    for row in (columns, *rows):
        cells = []
        for cell in row:
            cells.append(Cell(cell, len(text), len(text) + len(cell)) if cell else Cell(""))
            text += cell + "\t"
        text += "\n"
        grid.append(tuple(cells))
    return replace(make_document(text), tables=(Table(start, len(text), tuple(grid)),))


def products(document: Document, rulebook: Rulebook) -> list[Product]:
    document = with_tables(document)
    found = list(find_products(document, outline(document, rulebook), rulebook))
    for product in found:
        assert document.text[product.start : product.end] == product.quote
    return found


def organizations(document: Document, rulebook: Rulebook) -> list[Organization]:
    document = with_tables(document)
    found = list(find_organizations(document, outline(document, rulebook), rulebook))
    for organization in found:
        assert document.text[organization.start : organization.end] == organization.quote
    return found


def test_a_list_of_recognised_products(rulebook: Rulebook) -> None:
    document = with_table(
        "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN OCOP NĂM 2024",
        ("STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Nhóm", "Hạng sao", "Điểm"),
        (
            ("1", "Miến dong Bình Lư", "HTX Dong riềng Bình Lư", "Xã Bình Lư", "Thực phẩm", "4 sao", "78,5"),
            ("2", "Rượu ngô Sùng Phài", "Giàng A Páo", "Xã Sùng Phài", "Nhóm đồ uống", "3 sao", "62"),
        ),
    )
    first, second = products(document, rulebook)
    assert (first.name, first.producer, first.stars, first.group) == (
        "Miến dong Bình Lư",
        "HTX Dong riềng Bình Lư",
        4,
        "Thực phẩm",
    )
    assert (first.status, first.place) == ("recognized", "Xã Bình Lư")
    assert (second.producer, second.group, second.stars) == ("Giàng A Páo", "Đồ uống", 3)
    assert [(o.name, o.kind) for o in organizations(document, rulebook)] == [
        ("HTX Dong riềng Bình Lư", "cooperative"),
        ("Giàng A Páo", "household"),
    ]


def test_other_order_wording_and_lines_between_rows(rulebook: Rulebook) -> None:
    document = with_table(
        "Phụ lục\nDANH SÁCH SẢN PHẨM ĐỀ NGHỊ ĐÁNH GIÁ, PHÂN HẠNG",
        ("TT", "Cơ sở sản xuất", "Sản phẩm đăng ký", "Huyện/thành phố", "Dự kiến hạng sao"),
        (
            ("I", "NHÓM THỰC PHẨM", "NHÓM THỰC PHẨM", "NHÓM THỰC PHẨM", "NHÓM THỰC PHẨM"),
            ("1", "Cty TNHH MTV Yến sào Vạn Giã", "Yến chưng hạt sen", "Vạn Ninh", "4"),
            ("II", "Nhóm dược liệu", "", "", ""),
            ("2", "Cơ sở SX Tinh dầu Lộc Phát", "Tinh dầu tràm; Dầu xoa bóp", "Phú Lộc", "***"),
            ("", "Tổng cộng: 03 sản phẩm", "", "", ""),
        ),
    )
    found = products(document, rulebook)
    assert [(p.name, p.producer, p.stars, p.group, p.status) for p in found] == [
        ("Yến chưng hạt sen", "Cty TNHH MTV Yến sào Vạn Giã", 4, "Thực phẩm", "candidate"),
        ("Tinh dầu tràm", "Cơ sở SX Tinh dầu Lộc Phát", 3, "Dược liệu và sản phẩm từ dược liệu", "candidate"),
        ("Dầu xoa bóp", "Cơ sở SX Tinh dầu Lộc Phát", 3, "Dược liệu và sản phẩm từ dược liệu", "candidate"),
    ]


def test_a_further_product_of_the_producer_above(rulebook: Rulebook) -> None:
    document = with_table(
        "DANH SÁCH SẢN PHẨM OCOP",
        ("STT", "Chủ thể", "Tên sản phẩm", "Địa chỉ", "Hạng sao"),
        (
            ("1", "HTX Thanh Hương", "Bún khô Giới Phiên", "Xã Giới Phiên", "3 sao"),
            ("", "", "Miến đao Giới Phiên", "", "4 sao"),
            ("", "", "loại 500 gam", "", ""),
        ),
    )
    found = products(document, rulebook)
    assert [(p.name, p.producer, p.stars) for p in found][:2] == [
        ("Bún khô Giới Phiên", "HTX Thanh Hương", 3),
        ("Miến đao Giới Phiên", "HTX Thanh Hương", 4),
    ]
    assert [o.name for o in organizations(document, rulebook)] == ["HTX Thanh Hương"]


def test_ranks_as_columns_to_be_marked(rulebook: Rulebook) -> None:
    document = with_table(
        "KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM",
        ("TT", "Tên sản phẩm", "Tên chủ thể", "3 sao", "4 sao", "5 sao"),
        (
            ("1", "Gốm Gia Thủy", "HTX Gốm Gia Thủy", "", "x", ""),
            ("2", "Cơm cháy Cố Đô", "Công ty CP Cố Đô", "x", "", ""),
        ),
    )
    assert [p.stars for p in products(document, rulebook)] == [4, 3]


def test_a_table_of_counts_is_no_list_of_products(rulebook: Rulebook) -> None:
    document = with_table(
        "Bảng 1. Số lượng sản phẩm theo nhóm",
        ("TT", "Nhóm sản phẩm", "Số lượng", "Tỷ lệ (%)"),
        (("1", "Thực phẩm", "120", "80"), ("2", "Đồ uống", "30", "20")),
    )
    assert products(document, rulebook) == []


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Tên sàn phẩm", "name"),
        ("Chủ thề", "producer"),
        ("Tên sản phẩm tham gia đánh giá, phân hạng năm 2023", "name"),
        ("Kết quả đánh giá Hạng sao", "stars"),
        ("Kết quả đánh giá Tổng điểm", "points"),
        ("Địa chỉ của chủ thể (xã, huyện)", "place"),
        ("Nhóm/ngành sản phẩm", "group"),
        ("Số lượng sản phẩm", "count"),
        ("Nội dung công việc", "task"),
    ],
)
def test_headings_are_known_in_many_wordings(heading: str, expected: str | None, rulebook: Rulebook) -> None:
    assert meaning(heading, rulebook) == expected


PROSE = [
    (
        "Năm 2023, huyện có 02 sản phẩm đạt 4 sao (Miến dong Côn Minh của HTX Tài Hoan, Mật ong Na Rì của HTX Kim Lư).",
        [("Miến dong Côn Minh", "HTX Tài Hoan", 4, "recognized"), ("Mật ong Na Rì", "HTX Kim Lư", 4, "recognized")],
    ),
    (
        "Đề nghị Hội đồng cấp trung ương đánh giá 01 sản phẩm tiềm năng 5 sao gồm: Chè Shan tuyết Hoàng Su Phì của "
        "Công ty TNHH Chế biến Chè Hùng Cường.",
        [("Chè Shan tuyết Hoàng Su Phì", "Công ty TNHH Chế biến Chè Hùng Cường", 5, "candidate")],
    ),
    (
        "Các sản phẩm tiêu biểu như: nho Ninh Thuận, táo Phước Dân, nước mắm Cà Ná và một số nông sản khác.",
        [
            ("nho Ninh Thuận", None, None, "listed"),
            ("táo Phước Dân", None, None, "listed"),
            ("nước mắm Cà Ná", None, None, "listed"),
        ],
    ),
    (
        "Thu hồi Giấy chứng nhận OCOP của 02 sản phẩm gồm: Trà mãng cầu Ngã Bảy, Khóm Cầu Đúc.",
        [("Trà mãng cầu Ngã Bảy", None, None, "withdrawn"), ("Khóm Cầu Đúc", None, None, "withdrawn")],
    ),
    (
        "Sản phẩm “Nước mắm Cự Nham” của Công ty TNHH Hải Bình được công nhận OCOP 4 sao.",
        [("Nước mắm Cự Nham", "Công ty TNHH Hải Bình", 4, "recognized")],
    ),
    (
        "Công ty TNHH Ca cao Phú Hội (xã Phú Hội) có 02 sản phẩm đạt 4 sao là: Bột ca cao Phú Hội và Rượu ca cao.",
        [
            ("Bột ca cao Phú Hội", "Công ty TNHH Ca cao Phú Hội", 4, "recognized"),
            ("Rượu ca cao", "Công ty TNHH Ca cao Phú Hội", 4, "recognized"),
        ],
    ),
    (
        "Hồ sơ đề nghị đánh giá: HTX Cao Sơn (Chè dây Cao Sơn, Miến đao), Cơ sở Hà Anh (Tinh dầu sả).",
        [
            ("Chè dây Cao Sơn", "HTX Cao Sơn", None, "candidate"),
            ("Miến đao", "HTX Cao Sơn", None, "candidate"),
            ("Tinh dầu sả", "Cơ sở Hà Anh", None, "candidate"),
        ],
    ),
    (
        "Công nhận 02 sản phẩm đạt hạng 3 sao cho các chủ thể sau:\n\n1. Sản phẩm Nem chua An Thọ của Hộ kinh doanh "
        "Nguyễn Thị Hoa, xã An Thọ;\n\n2. Sản phẩm Cơm cháy Hồng Mai do Cơ sở sản xuất Hồng Mai sản xuất.",
        [
            ("Nem chua An Thọ", "Hộ kinh doanh Nguyễn Thị Hoa", 3, "recognized"),
            ("Cơm cháy Hồng Mai", "Cơ sở sản xuất Hồng Mai", 3, "recognized"),
        ],
    ),
    (
        "Phấn đấu năm 2025 có 02 sản phẩm đạt 5 sao: Yến sào Hòn Nội, Trầm hương Vạn Ninh.",
        [("Yến sào Hòn Nội", None, 5, "candidate"), ("Trầm hương Vạn Ninh", None, 5, "candidate")],
    ),
    (
        "Sản phẩm Tổ yến tinh chế Cam Ranh của Công ty CP Yến sào Cam Ranh đạt 4 sao.\n\nKhu du lịch sinh thái Vàm Hồ "
        "- Cơ sở Ba Mọi - dự kiến 3 sao.",
        [
            ("Tổ yến tinh chế Cam Ranh", "Công ty CP Yến sào Cam Ranh", 4, "recognized"),
            ("Khu du lịch sinh thái Vàm Hồ", "Cơ sở Ba Mọi", 3, "candidate"),
        ],
    ),
    (
        "Năm 2024, sản phẩm Mắm tép Gia Viễn của HTX Gia Trung đạt 3 sao. Hủy kết quả công nhận sản phẩm Gạo Nho Quan "
        "của HTX Đồng Phong.",
        [
            ("Mắm tép Gia Viễn", "HTX Gia Trung", 3, "recognized"),
            ("Gạo Nho Quan", "HTX Đồng Phong", None, "withdrawn"),
        ],
    ),
    (
        "Công nhận sản phẩm Cơm cháy Hoa Lư và sản phẩm Ruốc Hoa Lư của Cơ sở Hồng Mai đạt 3 sao.",
        [
            ("Cơm cháy Hoa Lư", "Cơ sở Hồng Mai", 3, "recognized"),
            ("Ruốc Hoa Lư", "Cơ sở Hồng Mai", 3, "recognized"),
        ],
    ),
    (
        "Công nhận nâng hạng sản phẩm Gạo Séng Cù của HTX Mường Vi từ 3 sao lên 4 sao.",
        [("Gạo Séng Cù", "HTX Mường Vi", 4, "recognized")],
    ),
    (
        "Chủ thể tiêu biểu: HTX Lũng Pù với sản phẩm Rượu ngô Lũng Pù được công nhận 3 sao; HTX Lũng Phìn với 02 sản "
        "phẩm Hồng trà Lũng Phìn, Trà xanh Lũng Phìn.",
        [
            ("Rượu ngô Lũng Pù", "HTX Lũng Pù", 3, "recognized"),
            ("Hồng trà Lũng Phìn", "HTX Lũng Phìn", None, "listed"),
            ("Trà xanh Lũng Phìn", "HTX Lũng Phìn", None, "listed"),
        ],
    ),
    (
        "Công nhận lại 01 sản phẩm đạt hạng 4 sao, gồm:\n\n- Sản phẩm: Trà hoa vàng Đạp Thanh\n\n- Chủ thể: Công ty "
        "CP Kim Hoa\n\n- Địa chỉ: xã Đạp Thanh",
        [("Trà hoa vàng Đạp Thanh", "Công ty CP Kim Hoa", 4, "recognized")],
    ),
    ("Tăng cường kết nối OCOP: tiêu thụ Hàng Việt, quảng bá Du lịch.", []),
    (
        "Khen thưởng các chủ thể có sản phẩm OCOP đạt sao, gồm:\n\n- Tập thể: Hội Nông dân Huyện;\n\n"
        "- Cá nhân: Nguyễn Văn Tám.",
        [],
    ),
    ("Chủ thể OCOP gồm: hợp tác xã, tổ hợp tác, doanh nghiệp, hộ kinh doanh.", []),
    ("Phát triển 06 nhóm sản phẩm gồm: Thực phẩm; Đồ uống; Dược liệu; Hàng thủ công mỹ nghệ; Sinh vật cảnh.", []),
    ("Sản phẩm OCOP đã có mặt tại các siêu thị như: WinMart, Co.opmart, Big C, các sàn Postmart, Voso.", []),
    ("Hỗ trợ các chủ thể có sản phẩm tham gia hội chợ tại các tỉnh như: Nghệ An, Lào Cai, Bến Tre.", []),
    ("Mục tiêu: nâng cao chất lượng sản phẩm, mở rộng thị trường, xây dựng thương hiệu.", []),
]


STATUS = [
    # a line that says its own rank, under an announcement of recognized products and of candidates
    (
        "Hội đồng huyện công nhận 01 sản phẩm 3 sao, trình cấp tỉnh 01 sản phẩm tiềm năng 4 sao. Cụ thể:\n\n"
        "- Sản phẩm Cam Vinh Quỳ Hợp của HTX Minh Hợp đạt 3 sao;\n\n"
        "- Các sản phẩm trình tỉnh đánh giá 4 sao là Tương Thanh Chương của HTX Thanh Lĩnh.",
        [("Cam Vinh Quỳ Hợp", "recognized"), ("Tương Thanh Chương", "candidate")],
    ),
    (
        "Đề nghị công nhận các sản phẩm sau:\n\n- Sản phẩm Cam Vinh Quỳ Hợp của HTX Minh Hợp đạt 3 sao.",
        [("Cam Vinh Quỳ Hợp", "candidate")],
    ),
    (
        "Sản phẩm Bánh tráng Túy Loan của HTX Hòa Phong đã bị thu hồi Giấy chứng nhận OCOP.",
        [("Bánh tráng Túy Loan", "withdrawn")],
    ),
    (
        "Thu hồi Giấy chứng nhận của 01 sản phẩm hết hạn công nhận là Chả bò Tư Lành của HTX Tư Lành.",
        [("Chả bò Tư Lành", "withdrawn")],
    ),
    (
        "Sản phẩm Bánh tráng Túy Loan của HTX Hòa Phong sắp hết hạn công nhận.",
        [("Bánh tráng Túy Loan", "recognized")],
    ),
    (
        "Thu hồi Giấy chứng nhận của 01 sản phẩm là Rượu ngô Bản Phố (3 sao) của HTX Bản Phố; giao 02 sở.",
        [("Rượu ngô Bản Phố", "withdrawn")],
    ),
    (
        "Cam Vinh Quỳ Hợp của HTX Minh Hợp đạt 3 sao; Tương Thanh Chương của HTX Thanh Lĩnh, dự kiến 4 sao.",
        [("Cam Vinh Quỳ Hợp", "recognized"), ("Tương Thanh Chương", "candidate")],
    ),
    (
        "Công nhận sản phẩm Cam Vinh Quỳ Hợp của HTX Minh Hợp tham gia đánh giá đợt 1 đạt 3 sao.",
        [("Cam Vinh Quỳ Hợp", "recognized")],
    ),
    (
        "Chưa công nhận đối với sản phẩm Ổi lê Đông Dư của HTX Đông Dư do thiếu hồ sơ.",
        [("Ổi lê Đông Dư", "candidate")],
    ),
    (
        "Không công nhận 01 sản phẩm Dầu lạc Thọ Sơn của Hộ kinh doanh Trần Văn Tám.",
        [("Dầu lạc Thọ Sơn", "withdrawn")],
    ),
    (
        "Đề nghị UBND tỉnh xem xét, công nhận 01 sản phẩm đạt 4 sao: Trà Ngân Sơn của Công ty TNHH Ngân Sơn.",
        [("Trà Ngân Sơn", "candidate")],
    ),
    (
        "Tiếp tục củng cố, nâng cấp 02 sản phẩm đã được công nhận: Bưởi Tân Triều, Chôm chôm Long Khánh.",
        [("Bưởi Tân Triều", "recognized"), ("Chôm chôm Long Khánh", "recognized")],
    ),
    (
        "Thu hồi Giấy chứng nhận của 01 sản phẩm đã được công nhận: Sá sùng khô Quan Lạn.",
        [("Sá sùng khô Quan Lạn", "withdrawn")],
    ),
    (
        "Có 01 sản phẩm được công nhận (Nem Ninh Hòa) và 01 sản phẩm đang hoàn thiện hồ sơ (Xoài sấy Cam Lâm).",
        [("Nem Ninh Hòa", "recognized"), ("Xoài sấy Cam Lâm", "candidate")],
    ),
    (
        "II. SẢN PHẨM ĐĂNG KÝ NĂM 2026\n\nNâng hạng từ 3 sao lên 4 sao: Bưởi Luận Văn của HTX Thọ Xương.",
        [("Bưởi Luận Văn", "candidate")],
    ),
    (
        "I. KẾT QUẢ CÔNG NHẬN SẢN PHẨM\n\nNâng hạng từ 3 sao lên 4 sao: Bưởi Luận Văn của HTX Thọ Xương.",
        [("Bưởi Luận Văn", "recognized")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATUS)
def test_the_nearest_words_decide_the_status(text: str, expected: list[tuple[str, str]], rulebook: Rulebook) -> None:
    assert [(p.name, p.status) for p in products(make_document(text), rulebook)] == expected


def test_a_list_of_aims_with_ranks_holds_candidates(rulebook: Rulebook) -> None:
    document = with_table(
        "DANH SÁCH SẢN PHẨM TRÌNH CẤP TỈNH ĐÁNH GIÁ 4 SAO",
        ("STT", "Tên sản phẩm", "Chủ thể"),
        (("1", "Tương Thanh Chương", "HTX Thanh Lĩnh"),),
    )
    assert [(p.status, p.stars) for p in products(document, rulebook)] == [("candidate", 4)]


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_prose(text: str, expected: list[tuple[str, str | None, int | None, str]], rulebook: Rulebook) -> None:
    found = products(make_document(text), rulebook)
    assert [(p.name, p.producer, p.stars, p.status) for p in found] == expected


def test_a_footnote_takes_its_status_from_where_it_is_called(rulebook: Rulebook) -> None:
    text = (
        "Huyện đã trình hồ sơ 02 sản phẩm tiềm năng 5 sao² để đánh giá. Ngoài ra có 40 sản phẩm đạt 3 sao.\n\n"
        "² Cà phê Sơn Pacamara, Hồng treo gió Cầu Đất của Công ty TNHH Cầu Đất.\n"
    )
    found = products(make_document(text), rulebook)
    assert [(p.name, p.stars, p.status) for p in found] == [
        ("Cà phê Sơn Pacamara", 5, "candidate"),
        ("Hồng treo gió Cầu Đất", 5, "candidate"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công ty TNHH Vạn Xuân tham gia hội chợ", ["Công ty TNHH Vạn Xuân"]),
        ("HTX Sông Trà xuất bán sang Nhật Bản", ["HTX Sông Trà"]),
        ("HTX dịch vụ nông nghiệp tổng hợp Hòa Tiến, huyện Hòa Vang", ["HTX dịch vụ nông nghiệp tổng hợp Hòa Tiến"]),
        ("Cty CP Vật tư nông nghiệp Quế Sơn có 02 sản phẩm", ["Cty CP Vật tư nông nghiệp Quế Sơn"]),
        ("DNTN Hai Tỷ với 3 sản phẩm; Hộ kinh doanh Trần Thị Mận", ["DNTN Hai Tỷ", "Hộ kinh doanh Trần Thị Mận"]),
        ("Liên minh Hợp tác xã tỉnh, Hội Nông dân, Siêu thị Big C, sàn Postmart", []),
        ("khuyến khích doanh nghiệp Hàn Quốc, công ty trong nước", []),
        (
            "Công ty Cổ phần Thực phẩm Xanh Tổ hợp tác Rau Túy Loan",
            ["Công ty Cổ phần Thực phẩm Xanh", "Tổ hợp tác Rau Túy Loan"],
        ),
    ],
)
def test_where_the_name_of_a_producer_ends(text: str, expected: list[str], rulebook: Rulebook) -> None:
    assert [o.name for o in organizations(make_document(text), rulebook)] == expected


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("HTX Chè hữu cơ Suối Lạnh", "HTX Chè hữu cơ Suối Lạnh"),
        ("Công ty TNHH Sao Mai, xã Tân Hòa", "Công ty TNHH Sao Mai"),
        ("Cơ sở Ba Lợi do ông Nguyễn Văn Lợi làm chủ", "Cơ sở Ba Lợi"),
        ("HTX Chè hữu cơ Bản Sen", "HTX Chè hữu cơ Bản Sen"),
        ("Công ty TNHH Cà phê Pa Nho\nKhối 4, thị trấn Khe Sanh", "Công ty TNHH Cà phê Pa Nho"),
        ("HTX Cà phê Ea Tu\nBuôn Kmrơng", "HTX Cà phê Ea Tu"),
        ("Công ty TNHH Tinh dầu Sa Mù\nLô A3, cụm công nghiệp Diên Sanh", "Công ty TNHH Tinh dầu Sa Mù"),
    ],
)
def test_a_cell_names_its_producer_whole(cell: str, name: str, rulebook: Rulebook) -> None:
    found = cell_name(cell, rulebook)
    assert found is not None
    assert (found.name, found.end) == (name, len(name))


def test_an_article_announces_what_stands_below_its_headings(rulebook: Rulebook) -> None:
    text = (
        "Điều 1. Công nhận 03 sản phẩm đạt hạng 4 sao, cụ thể như sau:\n\nI. NHÓM THỰC PHẨM\n\n"
        "1. Bánh đa nem Thạch Hưng (loại mỏng) - HTX Thạch Hưng, xã Thạch Hưng.\n\n"
        "II. NHÓM ĐỒ UỐNG\n\n1. Rượu nếp Can Lộc - Cơ sở Bà Tâm, xã Can Lộc.\n\n"
        "Điều 2. Thu hồi Giấy chứng nhận của 01 sản phẩm:\n\n"
        "- Sản phẩm Chả bò Tư Lành, hạng 3 sao, của HTX Tư Lành;\n\n"
        "Điều 3. Chánh Văn phòng và chủ cơ sở Bánh kẹo Hòa Phát chịu trách nhiệm thi hành.\n"
    )
    found = products(make_document(text), rulebook)
    assert [(one.name, one.producer, one.stars, one.status, one.group) for one in found] == [
        ("Bánh đa nem Thạch Hưng (loại mỏng)", "HTX Thạch Hưng", 4, "recognized", "Thực phẩm"),
        ("Rượu nếp Can Lộc", "Cơ sở Bà Tâm", 4, "recognized", "Đồ uống"),
        ("Chả bò Tư Lành", "HTX Tư Lành", 3, "withdrawn", None),
    ]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (
            "Miến dong Na Rì (4 sao), Bún khô (3 sao), Rượu men lá",
            [("Miến dong Na Rì", 4), ("Bún khô", 3), ("Rượu men lá", None)],
        ),
        ("Trà hoa vàng (hộp 50 g)", [("Trà hoa vàng (hộp 50 g)", None)]),
        ("12 sản phẩm", []),
        ("4 sao", []),
    ],
)
def test_names_in_one_cell(cell: str, names: list[tuple[str, int | None]], rulebook: Rulebook) -> None:
    rows = [["1", "HTX Na Rì", cell], ["2", "HTX Ba Bể", "Chè dây Ba Bể"]]
    document = with_table("Danh sách sản phẩm OCOP", ("TT", "Chủ thể", "Sản phẩm"), rows)
    assert [(one.name, one.stars) for one in products(document, rulebook)] == [*names, ("Chè dây Ba Bể", None)]


def test_a_name_on_each_line_of_a_cell(rulebook: Rulebook) -> None:
    rows = [
        ["1", "Gạo nếp Tú Lệ\nMật ong Púng Luông", "HTX Tú Lệ", "4 sao\n3 sao"],
        ["2", "Chè Shan tuyết\nSuối Giàng", "HTX Suối Giàng\nHTX Văn Chấn", "5 sao"],
        ["3", "Rượu ngô La Pán\nMiến đao Giới Phiên", "HTX La Pán\nHộ kinh doanh Lò Thị Mai", "3 sao"],
    ]
    document = with_table("Danh sách sản phẩm OCOP", ("TT", "Sản phẩm", "Chủ thể", "Hạng"), rows)
    assert [(one.name, one.producer, one.stars) for one in products(document, rulebook)] == [
        ("Gạo nếp Tú Lệ", "HTX Tú Lệ", 4),
        ("Mật ong Púng Luông", "HTX Tú Lệ", 3),
        ("Chè Shan tuyết Suối Giàng", "HTX Suối Giàng", 5),
        ("Rượu ngô La Pán", "HTX La Pán", 3),
        ("Miến đao Giới Phiên", "Hộ kinh doanh Lò Thị Mai", 3),
    ]


@pytest.mark.parametrize(
    ("heading", "group"),
    [("III. Nhóm sinh vật cảnh", "Sinh vật cảnh"), ("Nhóm 2: Đồ uống (12 sản phẩm)", "Đồ uống"), ("Đợt 2", None)],
)
def test_the_group_of_the_heading_above_a_row(heading: str, group: str | None, rulebook: Rulebook) -> None:
    rows = [[heading] * 4, ["1", "Mai vàng Bình Lợi", "HTX Bình Lợi", "3 sao"]]
    document = with_table("Danh sách sản phẩm OCOP", ("TT", "Sản phẩm", "Chủ thể", "Hạng"), rows)
    assert [one.group for one in products(document, rulebook)] == [group]


@pytest.mark.parametrize(
    "text",
    [
        "Sản phẩm Bánh tráng Túy Loan của HTX Hòa Phong hết hạn công nhận, chưa đánh giá lại.",
        "Có 01 sản phẩm hết hạn công nhận gồm: Bánh tráng Túy Loan của HTX Hòa Phong.",
        "Sản phẩm Bánh tráng Túy Loan của HTX Hòa Phong đã hết hạn.",
        "Sản phẩm Bánh tráng Túy Loan của HTX Hòa Phong đã hết hiệu lực Giấy chứng nhận OCOP.",
    ],
)
def test_a_recognition_that_ended_is_no_withdrawal(text: str, rulebook: Rulebook) -> None:
    (found,) = products(make_document(text), rulebook)
    assert (found.name, found.status, found.recognition) == ("Bánh tráng Túy Loan", "listed", "expired")
