"""As many items and groups follow as are announced; words that stand twice."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent, words

from extractor.rulebook import Rulebook

PRODUCTS = "TT\tTên sản phẩm\tChủ thể\n1\tChè Suối Giàng\tHTX Suối Giàng\n2\tQuế Văn Yên\tHTX Quế\n"

GIVES = [
    Gives(
        "P106",
        "warning",
        headed(
            "2. Các xã thực hiện 04 nhiệm vụ sau:\n\na) Tập huấn;\n\nb) In bao bì;\n\nc) Dự hội chợ.\n\n3. Kinh phí"
        ),
        ["thực hiện 04 nhiệm vụ sau:", "c) Dự hội chợ."],
        "4",
    ),
    Gives(
        "P106",
        "warning",
        headed("Hồ sơ đăng ký gồm 02 tài liệu:\n\n- Phiếu đăng ký;\n\n- Phương án;\n\n- Ảnh sản phẩm.\n\nNộp tại xã."),
        ["gồm 02 tài liệu:", "- Ảnh sản phẩm."],
        "2",
    ),
    Gives(
        "P106",
        "warning",
        headed(
            "Điều 1. Đối tượng\n\nĐối tượng gồm 04 nhóm:\n\na) Trang trại;\n\nb) Hộ.\n\nĐiều 2. Nguyên tắc\n\n1. Một."
        ),
        ["gồm 04 nhóm:", "b) Hộ."],
        "4",
    ),
    Gives(
        "P106",
        "warning",
        headed("Giao kinh phí cho 03 hạng mục (triệu đồng):\n\nTT\tHạng mục\tSố tiền\n1\tBao bì\t20\n2\tTem\t10\n"),
        ["Giao kinh phí cho 03 hạng mục (triệu đồng):", "TT Hạng mục Số tiền"],
        "3",
    ),
    Gives(
        "P110",
        "warning",
        headed("Các hộ được hỗ trợ theo 03 hình thức: (1) bao bì; (2) tem truy xuất."),
        ["03 hình thức: (1) bao bì; (2) tem truy xuất"],
        "3",
    ),
    Gives(
        "P110",
        "warning",
        headed("Xếp sản phẩm vào ba nhóm nêu tại Quyết định số 148/QĐ-TTg: thực phẩm; đồ uống."),
        ["ba nhóm nêu tại Quyết định số 148/QĐ-TTg: thực phẩm; đồ uống"],
        "3",
    ),
    Gives(
        "P110",
        "warning",
        headed(
            "Vùng nguyên liệu do 02 hợp tác xã là Hợp tác xã Khe Loóng, Hợp tác xã Bản Mù và Hợp tác xã Púng Luông."
        ),
        ["02 hợp tác xã là Hợp tác xã Khe Loóng, Hợp tác xã Bản Mù và Hợp tác xã Púng Luông"],
        "2",
    ),
    Gives(
        "P107",
        "warning",
        headed("Sản phẩm thuộc 2 nhóm, gồm: nhóm thực phẩm 14 sản phẩm, nhóm đồ uống 6 sản phẩm, nhóm dược liệu 1."),
        ["2 nhóm, gồm: nhóm thực phẩm 14 sản phẩm, nhóm đồ uống 6 sản phẩm, nhóm dược liệu 1"],
        "2",
    ),
    Gives(
        "P107",
        "note",
        headed("Có 5 nhóm sản phẩm, trong đó nhóm thực phẩm có 20 sản phẩm, nhóm đồ uống có 4 sản phẩm."),
        ["5 nhóm sản phẩm, trong đó nhóm thực phẩm có 20 sản phẩm, nhóm đồ uống có 4 sản phẩm"],
        "5",
    ),
    Gives(
        "W101",
        "warning",
        headed("Các xã tổ chức hội nghị, tổ chức tổ chức tập huấn cho chủ thể."),
        ["tổ chức tổ chức"],
        "tổ chức",
    ),
    Gives("W101", "warning", headed("Chủ thể được được hỗ trợ bao bì, hộ nghèo được miễn phí."), ["được được"], "được"),
    Gives("W101", "warning", headed("Đạt 112% so với với kế hoạch giao."), ["với với"], "với"),
    Gives("W101", "warning", headed("Bám sát quy chế ban hành kèm theo theo Quyết định."), ["theo theo"], "theo"),
    Gives("W101", "warning", headed("Hỗ trợ bao bì cho cho chủ thể."), ["cho cho"], "cho"),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


def test_p106_counts_the_rows_of_a_table(rulebook: Rulebook) -> None:
    text = headed(f"Danh sách đề nghị công nhận gồm 03 sản phẩm:\n\n{PRODUCTS}")
    (finding,) = findings("P106", text, rulebook)
    assert (finding.severity, finding.found, finding.expected) == ("warning", "2", "3")
    assert finding.evidence[1].start == text.index(PRODUCTS)


def test_p106_shows_the_table(rulebook: Rulebook) -> None:
    text = headed(f"Danh sách đề nghị công nhận gồm 03 sản phẩm:\n\n{PRODUCTS}")
    (finding,) = findings("P106", text, rulebook)
    assert len(words(finding)[1]) > 1


SILENT = {
    "P110": {
        "the name has a comma's word": headed("Có 02 sở tham gia, gồm: Sở Nông nghiệp và Môi trường, Sở Công Thương."),
        "three": headed("Giao 03 đơn vị: Sở Công Thương, Sở Nông nghiệp và Môi trường, Sở Y tế."),
        "parts of a number": headed("Tổ chức 05 lớp gồm: 03 lớp về quản trị; 02 lớp về bán hàng."),
        "nobody can tell the commas apart": headed("Có 05 sản phẩm: chè, mật ong, gạo, miến và thịt, cá sấy."),
        "it breaks off": headed("Hồ sơ gồm 04 tài liệu: (1) phiếu đăng ký; (2) phương án; …"),
        "it goes on behind the full stop": headed("Hồ sơ gồm 03 phần: (1) phiếu đăng ký. (2) phương án. (3) ảnh."),
        "some of them": headed("Có 04 mô hình, trong đó: mô hình chè; mô hình quế."),
        "points, no things": headed("Sản phẩm đạt 02 điểm là điểm thưởng; hộ được 03 điểm là cao."),
        "two, the first with a comma": headed("Hỗ trợ 02 nội dung: bao bì, nhãn mác; tem."),
    },
    "P106": {
        "as many": headed("Tập trung vào 03 nhiệm vụ sau:\n\na) Tập huấn;\n\nb) In bao bì;\n\nc) Dự hội chợ.\n\nHết."),
        "goes on with dots": headed(
            "Hồ sơ gồm 05 tài liệu:\n\n- Phiếu đăng ký;\n\n- Phương án;\n\n- Ảnh…\n\nNộp tại xã."
        ),
        "what stands deeper": headed(
            "Gồm 02 nội dung:\n\na) Tập huấn:\n\n- Cho cán bộ;\n\n- Cho chủ thể;\n\nb) Bao bì.\n\nIII. KINH PHÍ"
        ),
        "no list": headed("Kế hoạch gồm 04 nhiệm vụ.\n\nKinh phí do huyện bố trí.\n\n- Năm 2023: 40 triệu đồng."),
        "as many rows": headed(f"Danh sách đề nghị công nhận gồm 02 sản phẩm:\n\n{PRODUCTS}"),
        "sisters of the line itself": headed(
            "1. Hỗ trợ theo 02 hình thức:\n\n2. Kinh phí hỗ trợ\n\n3. Thời gian\n\n4. Tổ chức thực hiện"
        ),
        "each item in two lines": headed(
            "Thực hiện theo 02 bước:\n\n- Bước 1: Đăng ký.\n\nChủ thể nộp phiếu tại xã.\n\n- Bước 2: Đánh "
            "giá.\n\nHội đồng "
            "chấm điểm."
        ),
    },
    "P107": {
        "as many": headed("Thuộc 2 nhóm, gồm: nhóm thực phẩm 14 sản phẩm, nhóm đồ uống 6 sản phẩm."),
        "none is named": headed("Hỗ trợ 3 nhóm sản phẩm. Nhóm thực phẩm được ưu tiên, nhóm đồ uống làm sau."),
        "one of them is told again": headed(
            "Có 3 nhóm: nhóm thực phẩm, nhóm đồ uống, nhóm dược liệu, trong đó nhóm thực phẩm chiếm 60%."
        ),
        "a ratio": headed("Rà soát 6 nhóm tiêu chí, gồm điều kiện bắt buộc và nhóm tiêu chí chất lượng."),
        "the whole of each told again": headed(
            "Có 2 nhóm: nhóm thực phẩm và nhóm đồ uống. Nhóm thực phẩm có 14 sản phẩm, nhóm đồ uống có 6 sản phẩm."
        ),
        "a group within a group": headed(
            "Có 2 nhóm sản phẩm, gồm: nhóm thực phẩm (trong đó nhóm rau, củ, quả có 9 sản phẩm) và nhóm đồ uống."
        ),
    },
    "W101": {
        "a name of two syllables alike": headed("Đặc sản chẩm chéo, thịt mác mác, bánh khổ qua rừng Tây Bắc."),
        "meets another word": headed("Hỗ trợ chủ thể thể hiện câu chuyện sản phẩm; quy định định mức chi."),
        "formed so": headed("Giá luôn luôn ổn định; ngày ngày giám sát; dần dần mở rộng, xanh xanh một màu."),
        "the first ends a phrase": headed("Hồ sơ và tài liệu kèm theo theo quy định; bước tiếp theo theo kế hoạch."),
        "in two sentences": headed("Các xã thực hiện. Thực hiện xong trước Tết."),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
