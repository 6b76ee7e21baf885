"""Groups of products, offices and competences of the time that a document speaks of."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

COMMUNE = {"issuer": "ỦY BAN NHÂN DÂN\nXÃ VĂN CHẤN", "place": "Văn Chấn"}
REPORT = {"number": "61/BC-UBND", "kind": "BÁO CÁO"}
SCORES = (
    "TT\tTên sản phẩm\tChủ thể\tĐiểm\tHạng sao\n1\tChè Suối Giàng\tHTX Suối Giàng\t{}\t{}\n2\tQuế\tHTX Quế\t{}\t{}\n"
)
THREE = "3 sao: Ủy ban nhân dân {}"

GIVES = [
    Gives(
        "V101",
        "warning",
        headed("Ưu tiên hỗ trợ nhóm Vải và may mặc của các xã vùng cao.", "10/4/2024"),
        ["Vải và may mặc"],
        "Hàng thủ công mỹ nghệ",
    ),
    Gives(
        "V101",
        "warning",
        headed("- Nhóm sản phẩm Lưu niệm - nội thất - trang trí: thêm 02 sản phẩm;", "10/4/2024"),
        ["Lưu niệm - nội thất - trang trí"],
        "Hàng thủ công mỹ nghệ",
    ),
    Gives(
        "V101",
        "warning",
        headed(
            "I. KẾT QUẢ\n\nTheo nhóm: thực phẩm 08 sản phẩm; đồ uống 02 sản phẩm; vải và may mặc 06 sản phẩm; sinh vật "
            "cảnh 01 sản phẩm.\n\nII. NHIỆM VỤ\n\nA.",
            "10/4/2024",
        ),
        ["vải và may mặc"],
        "Hàng thủ công mỹ nghệ",
    ),
    Gives(
        "V101",
        "warning",
        headed(
            "Các sản phẩm đăng ký:\n\nSTT\tTên sản phẩm\tChủ thể\tNhóm\n1\tChè Shan\tHTX Suối Giàng\tĐồ uống\n"
            "2\tKhăn thổ cẩm\tHTX Thêu Sa Pa\tVải và may mặc\n3\tLan hài\tHộ kinh doanh Lan\tSinh vật cảnh\n",
            "10/4/2024",
        ),
        ["Vải và may mặc"],
        "Hàng thủ công mỹ nghệ",
    ),
    Gives(
        "V101",
        "warning",
        headed(
            "Sản phẩm công nhận năm 2021 nay đánh giá lại; khi phân hạng thì xếp vào nhóm vải và may mặc.", "10/4/2024"
        ),
        ["vải và may mặc"],
        "Hàng thủ công mỹ nghệ",
    ),
    Gives(
        "V103",
        "warning",
        headed("Sau sắp xếp đơn vị hành chính, công chức cấp huyện phụ trách nhiều xã.", "20/8/2025"),
        ["Sau sắp xếp đơn vị hành chính, công chức cấp huyện"],
    ),
    Gives(
        "V104",
        "warning",
        headed("Giám đốc các sở: Công Thương, Nông nghiệp và Phát triển nông thôn, Tài chính thi hành.", "20/8/2025"),
        ["Nông nghiệp và Phát triển nông thôn"],
        "Nông nghiệp và Môi trường",
    ),
    Gives(
        "V104",
        "warning",
        headed(
            "Theo Kế hoạch số 88/KH-UBND ngày 05/11/2025 của Ủy ban nhân dân tỉnh Yên Bái.", "12/01/2026", **COMMUNE
        ),
        ["Kế hoạch số 88/KH-UBND ngày 05/11/2025 của Ủy ban nhân dân tỉnh Yên Bái"],
        "Ủy ban nhân dân tỉnh Lào Cai",
    ),
    Gives(
        "V104",
        "warning",
        headed("Các xã báo cáo Sở Nông nghiệp và Phát triển nông thôn trước ngày 25 hằng tháng.", "20/8/2025"),
        ["Sở Nông nghiệp và Phát triển nông thôn"],
        "Sở Nông nghiệp và Môi trường",
    ),
    Gives(
        "V102",
        "note",
        headed("Hỗ trợ nhóm sản phẩm Sinh vật cây cảnh, có 02 chủ thể.", "10/4/2024"),
        ["Sinh vật cây cảnh"],
        "Sinh vật cảnh",
    ),
    Gives(
        "V102",
        "note",
        headed("Nhóm Sinh vật kiểng: 02 sản phẩm; nhóm Hoa, cây cảnh, động vật cảnh: 01 sản phẩm.", "10/4/2024"),
        ["Hoa, cây cảnh, động vật cảnh"],
        "Sinh vật cảnh",
    ),
    Gives(
        "V103",
        "warning",
        headed("Giao UBND các huyện, thị xã, thành phố tổ chức đánh giá sản phẩm.", "20/8/2025"),
        ["UBND các huyện, thị xã, thành phố"],
    ),
    Gives(
        "V103",
        "warning",
        headed("Hồ sơ nộp về cơ quan chuyên môn cấp huyện thẩm định, định kỳ mỗi quý.", "12/01/2026", **COMMUNE),
        ["cơ quan chuyên môn cấp huyện"],
    ),
    Gives(
        "V104",
        "warning",
        headed("Sở Nông nghiệp và Phát triển nông thôn chủ trì, hướng dẫn các xã lập hồ sơ.", "20/8/2025"),
        ["Sở Nông nghiệp và Phát triển nông thôn"],
        "Sở Nông nghiệp và Môi trường",
    ),
    Gives(
        "V104",
        "warning",
        headed("Báo cáo Bộ Kế hoạch và Đầu tư, Bộ Tài chính bố trí vốn.", "12/01/2026"),
        ["Bộ Kế hoạch và Đầu tư"],
        "Bộ Tài chính",
    ),
    Gives(
        "V105",
        "warning",
        headed("Giấy chứng nhận sản phẩm OCOP có thời hạn 24 tháng kể từ ngày cấp."),
        ["Giấy chứng nhận sản phẩm OCOP có thời hạn 24 tháng"],
        "36 tháng",
    ),
    Gives(
        "V105",
        "warning",
        headed("Chương trình mỗi xã một sản phẩm: kết quả công nhận có giá trị trong 05 năm."),
        ["kết quả công nhận có giá trị trong 05 năm"],
        "36 tháng",
    ),
    Gives(
        "V109",
        "warning",
        headed("Các nhóm: thực phẩm; đồ uống; dược liệu và sản phẩm từ dược liệu.", "10/3/2020"),
        ["dược liệu và sản phẩm từ dược liệu"],
    ),
    Gives(
        "V109",
        "warning",
        headed("Năm 2021 phát triển 05 sản phẩm thuộc nhóm sinh vật cảnh.", "10/3/2021"),
        ["sinh vật cảnh"],
    ),
    Gives(
        "V106",
        "warning",
        headed("UBND cấp huyện công nhận sản phẩm đạt 3 sao và 4 sao trước ngày 30/8/2024.", "10/4/2024"),
        ["UBND cấp huyện công nhận sản phẩm đạt 3 sao và 4 sao"],
        "4 sao: Ủy ban nhân dân tỉnh",
    ),
    Gives(
        "V106",
        "warning",
        headed(
            "Do cấp sau công nhận: UBND cấp huyện đối với sản phẩm 3 sao, UBND tỉnh đối với sản phẩm 4 sao và 5 sao.",
            "10/4/2024",
        ),
        ["UBND tỉnh đối với sản phẩm 4 sao và 5 sao"],
        "5 sao: bộ",
    ),
    Gives(
        "V106",
        "warning",
        headed("Ủy ban nhân dân huyện tổ chức đánh giá, công nhận sản phẩm 3 sao, 4 sao."),
        ["Ủy ban nhân dân huyện tổ chức đánh giá, công nhận sản phẩm 3 sao, 4 sao"],
        "4 sao: Ủy ban nhân dân tỉnh",
    ),
    Gives(
        "V105",
        "warning",
        headed("Đánh giá lại sản phẩm OCOP công nhận năm 2020, sắp hết thời hạn 24 tháng."),
        ["Đánh giá lại sản phẩm OCOP công nhận năm 2020, sắp hết thời hạn 24 tháng"],
        "36 tháng",
    ),
    Gives(
        "V106",
        "warning",
        headed("Điểm và hạng:\n\n- Từ 50 đến dưới 70 điểm: 3 sao, do UBND tỉnh công nhận;", "10/4/2024"),
        ["3 sao, do UBND tỉnh công nhận"],
        THREE.format("huyện"),
    ),
    Gives(
        "V106",
        "warning",
        headed("UBND cấp xã đánh giá, công nhận đối với sản phẩm 3 sao và 4 sao.", "20/8/2025"),
        ["UBND cấp xã đánh giá, công nhận đối với sản phẩm 3 sao và 4 sao"],
        "3 sao: Ủy ban nhân dân tỉnh; 4 sao: Ủy ban nhân dân tỉnh",
    ),
    Gives(
        "V106",
        "warning",
        headed("UBND tỉnh ban hành Quyết định công nhận sản phẩm OCOP đạt 3 sao.", "10/4/2024"),
        ["UBND tỉnh ban hành Quyết định công nhận sản phẩm OCOP đạt 3 sao"],
        THREE.format("huyện"),
    ),
    Gives("V107", "error", headed(SCORES.format("68,5", "4", "55", "3")), ["68,5", "4"], "3 sao"),
    Gives("V107", "error", headed(SCORES.format("71", "4 sao", "92,1", "4 sao")), ["92,1", "4 sao"], "5 sao"),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "V101": {
        "its own time": headed("Ưu tiên nhóm Vải và may mặc.", "10/4/2021"),
        "what was recognised": headed("Nhóm Vải và may mặc được công nhận 04 sản phẩm.", "10/4/2024"),
        "of a time before, beside today's": headed(
            "Sản phẩm đã công nhận thuộc nhóm vải và may mặc; nay là nhóm hàng thủ công mỹ nghệ; nhóm sinh vật cảnh.",
            "10/4/2024",
        ),
        "all of the time before": headed(
            "I. KẾT QUẢ\n\nTheo nhóm: thực phẩm 08, đồ uống 02, vải và may mặc 06, thảo dược 03.\n\nII. NHIỆM VỤ\n\nA.",
            "10/4/2024",
        ),
        "once put into it": headed("Năm 2021, sản phẩm được xếp vào nhóm vải và may mặc.", "10/4/2024"),
        "below results": headed("I. KẾT QUẢ\n\n- Nhóm Vải và may mặc: 04 sản phẩm.\n\nII. NHIỆM VỤ\n\nA.", "10/4/2024"),
        "a name that still is": headed("Phát triển nhóm Thực phẩm, nhóm Đồ uống, nhóm sinh vật cảnh.", "10/4/2024"),
        "producers who sew": headed("Hỗ trợ nhóm may mặc gia công 20 lao động; tổ nhóm thêu.", "10/4/2024"),
        "an earlier year in the clause": headed("Năm 2020, nhóm Vải và may mặc dẫn đầu toàn tỉnh.", "10/4/2024"),
    },
    "V102": {
        "joining words": headed("Nhóm dược liệu và các sản phẩm từ dược liệu.", "10/4/2024"),
        "cut": headed("Nhóm Dịch vụ du lịch; nhóm Du lịch cộng đồng, du lịch sinh thái.", "10/4/2024"),
        "another thing": headed("Nhóm chăn nuôi gia súc; nhóm trồng trọt; nhóm Zalo bán hàng.", "10/4/2024"),
        "the earlier name in its time": headed("Nhóm Lưu niệm - nội thất - trang trí: 02 sản phẩm.", "10/4/2021"),
        "capitals": headed("NHÓM THỰC PHẨM\n\nNHÓM SINH VẬT CẢNH", "10/4/2024"),
    },
    "V103": {
        "while there were some": headed("Giao UBND các huyện, thị xã, thành phố tổ chức đánh giá.", "30/6/2025"),
        "what they did": headed("Các sản phẩm do UBND huyện công nhận trước ngày 01/7/2025 giữ hạng.", "20/8/2025"),
        "within the title of an act": headed(
            "Thực hiện Quyết định số 15/QĐ-UBND ngày 10/7/2025 của UBND tỉnh về chuyển giao nhiệm vụ từ Ủy ban "
            "nhân dân "
            "huyện về cấp xã.",
            "20/8/2025",
        ),
        "what became of them": headed("Sau sáp nhập, cán bộ cấp huyện được bố trí về các xã.", "20/8/2025"),
        "of today": headed("UBND các xã, phường; UBND tỉnh; cấp xã thẩm định hồ sơ.", "20/8/2025"),
        "told that it is no more": headed("Không còn UBND huyện, hồ sơ nộp trực tiếp tại xã.", "20/8/2025"),
    },
    "V104": {
        "while it was": headed("Sở Nông nghiệp và Phát triển nông thôn chủ trì.", "10/02/2025"),
        "being handed over": headed("Sở Nông nghiệp và Phát triển nông thôn chủ trì.", "10/3/2025"),
        "the issuer of an act": headed(
            "Theo Thông tư số 03/2022/TT-BNNPTNT ngày 16/6/2022 của Bộ Nông nghiệp và Phát triển nông thôn hướng dẫn.",
            "20/8/2025",
        ),
        "a list of departments of today": headed("Các sở: Nông nghiệp và Môi trường, Tài chính.", "20/8/2025"),
        "an act of its own time": headed(
            "Theo Kế hoạch số 88/KH-UBND ngày 05/5/2025 của Ủy ban nhân dân tỉnh Yên Bái.", "12/01/2026", **COMMUNE
        ),
        "what it did before a day": headed(
            "Hồ sơ gửi Sở Nông nghiệp và Phát triển nông thôn trước ngày 01/7/2025 thì chuyển tiếp.", "20/8/2025"
        ),
        "named as former": headed(
            "Tiếp nhận hồ sơ từ Sở Nông nghiệp và Phát triển nông thôn (cũ) bàn giao.", "20/8/2025"
        ),
        "of today": headed("Sở Nông nghiệp và Môi trường, Bộ Tài chính, Sở Công Thương.", "20/8/2025"),
        "a bank of a like name": headed(
            "Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh huyện cho vay.", "20/8/2025"
        ),
    },
    "V105": {
        "as the rules say": headed("Giấy chứng nhận OCOP có thời hạn 36 tháng; giấy chứng nhận có giá trị 03 năm."),
        "of another kind, without the programme": headed("Giấy chứng nhận có thời hạn 24 tháng."),
        "another paper": headed("Hợp đồng thuê gian hàng OCOP có thời hạn 24 tháng; thẻ tín dụng có giá trị 05 năm."),
        "a contract runs out": headed("Sản phẩm OCOP được chứng nhận; hợp đồng thuê gian hàng hết thời hạn 24 tháng."),
        "goods kept": headed("Kết quả bảo quản sản phẩm OCOP hết thời hạn 12 tháng bảo quản."),
        "what is left of it": headed("Sản phẩm OCOP có Giấy chứng nhận còn thời hạn dưới 06 tháng được đánh giá lại."),
        "another certificate beside the programme": headed(
            "Chủ thể OCOP có Giấy chứng nhận đăng ký nhãn hiệu có hiệu lực 10 năm được cộng điểm."
        ),
    },
    "V109": {
        "of the day": headed("Các nhóm: thực phẩm; đồ uống; thảo dược; vải và may mặc.", "10/3/2020"),
        "later": headed("Các nhóm: thực phẩm; đồ uống; dược liệu và sản phẩm từ dược liệu.", "10/3/2023"),
        "no group": headed("Xã có làng nghề làm hàng thủ công mỹ nghệ và sinh vật cảnh.", "10/3/2020"),
    },
    "V106": {
        "each its own": headed(
            "Có quyết định công nhận: UBND cấp huyện đối với sản phẩm 3 sao, UBND tỉnh đối với sản phẩm 4 sao.",
            "10/4/2024",
        ),
        "paid, not recognised": headed("UBND tỉnh đối với sản phẩm 5 sao hỗ trợ 50 triệu đồng.", "10/4/2024"),
        "what districts recognised": headed("Có 12 sản phẩm 3 sao do UBND huyện công nhận.", "20/8/2025"),
        "goes on": headed("Sản phẩm 3 sao do UBND huyện công nhận tiếp tục giữ hạng.", "20/8/2025"),
        "below results, by districts": headed("I. KẾT QUẢ\n\n- Hạng 3 sao, do UBND huyện công nhận: 12.", "20/8/2025"),
        "districts then": headed("Ủy ban nhân dân huyện công nhận sản phẩm 3 sao.", "10/4/2024"),
        "the province since 2025": headed("Ủy ban nhân dân tỉnh công nhận sản phẩm 3 sao, 4 sao.", "20/8/2025"),
        "another year": headed("Năm 2021, Ủy ban nhân dân tỉnh công nhận sản phẩm 3 sao.", "10/4/2024"),
        "supports only": headed("UBND huyện hỗ trợ chủ thể có sản phẩm 4 sao; UBND xã đề nghị công nhận.", "10/4/2024"),
        "asks the province to": headed("UBND huyện đề nghị UBND tỉnh đánh giá, công nhận sản phẩm 4 sao.", "10/4/2024"),
        "the district asks the province for it": headed(
            "UBND huyện trình UBND tỉnh công nhận sản phẩm 4 sao.", "10/4/2024"
        ),
        "a city within a province": headed("UBND thành phố công nhận sản phẩm 3 sao.", "10/4/2024"),
    },
    "V107": {
        "at the limits": headed(SCORES.format("70", "4", "69,9", "3")),
        "no ranks": headed(SCORES.format("48", "không đạt", "55", "3")),
        "other points": headed("TT\tTiêu chí\tĐiểm\n1\tTổ chức sản xuất\t35\n2\tChất lượng\t40\n"),
        "a column of stars in words": headed(SCORES.format("91", "5 sao (đề nghị trung ương)", "85,25", "4 sao")),
        "written with a dot": headed(SCORES.format("84.5", "4", "55.75", "3")),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
