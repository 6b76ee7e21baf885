"""PDF: geometry of the text layer, judgement page by page, faults."""

from __future__ import annotations

import pytest
from conftest import with_tables
from make_pdf import HEIGHT, WIDTH, Sheet, make_pdf

from extractor.model import Document
from extractor.readers import ReadError, read_bytes
from extractor.readers.pdf_file import PageFacts
from extractor.readers.pdf_page import why_not_text
from extractor.text import view

PROSE = """Căn cứ Quyết định số 15/QĐ-UBND ngày 03/02/2022 của Ủy ban nhân dân
tỉnh Lâm Hà về việc phê duyệt Kế hoạch thực hiện Chương trình, theo đề nghị
tại Tờ trình số 7/TTr-SNN và Nghị quyết số 12/2021/NQ-
HĐND ngày 9 tháng 12 năm 2021 của Hội đồng nhân dân tỉnh."""


def read_pdf(*sheets: Sheet) -> Document:
    return read_bytes(make_pdf(*sheets), "made.pdf")


def test_words_lines_and_pages_keep_their_places() -> None:
    document = read_pdf(Sheet().lines(PROSE), Sheet().lines("Trang hai của văn bản."))
    assert document.copy_kind == "original"
    assert document.text.split("\f")[0].strip() == PROSE
    assert [document.text[page.start : page.end].strip() for page in document.pages] == [
        PROSE,
        "Trang hai của văn bản.",
    ]
    assert [(page.number, page.width, page.height, page.ocr) for page in document.pages] == [
        (1, WIDTH, HEIGHT, False), (2, WIDTH, HEIGHT, False),
    ]  # fmt: skip
    first = document.pages[0].words[0]
    assert document.text[first.start : first.end] == "Căn"
    assert first.x0 == pytest.approx(70)
    assert first.x1 == pytest.approx(70 + 3 * 6)
    assert first.top < 80 < first.bottom + 4
    assert document.page_at(document.text.index("Trang hai")) == 2


def test_a_hyphen_of_a_symbol_survives_the_end_of_a_line() -> None:
    for hyphen in "-\u00ad\u2010\u2011":
        document = read_pdf(Sheet().lines(PROSE.replace("NQ-", f"NQ{hyphen}")))
        assert "NQ-\nHĐND" in document.text


def test_paragraphs_are_parted_and_come_together() -> None:
    sheet = (
        Sheet().lines(PROSE).lines("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch của tỉnh.", y=80 + 4 * 18 + 14)
    )
    document = read_pdf(sheet)
    assert "tỉnh.\n\nĐiều 1." in document.text
    first = view(document.text).text.split("\n")[0]
    assert first.startswith("Căn cứ Quyết định số 15/QĐ-UBND ngày 03/02/2022 của Ủy ban nhân dân tỉnh Lâm Hà về việc")


def test_raised_small_digits_become_superscripts() -> None:
    sheet = Sheet().lines("Triển khai thực hiện", y=100)
    sheet.texts += [(70 + 20 * 6, 95, 7, "1"), (70 + 20 * 6 + 4, 100, 12, ", diện tích 25 m"), (290, 95, 7, "2")]
    sheet.texts += [(70, 700, 6, "1"), (76, 704, 10, "Công văn số 5/UBND-KT ngày 2/3/2021.")]
    document = read_pdf(sheet)
    assert "thực hiện¹, diện tích 25 m²" in document.text
    assert "¹ Công văn" in document.text or "¹Công văn" in document.text


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet().lines("ỦY BAN NHÂN DÂN\nTỈNH LÂM HÀ\nSố: 15/KH-UBND", x=60)
    sheet.lines(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLâm Hà, ngày 3 tháng 2 năm 2022", x=300
    )
    sheet.lines("KẾ HOẠCH", x=260, y=170)
    words = " ".join(read_pdf(sheet).text.split())
    assert words == (
        "ỦY BAN NHÂN DÂN TỈNH LÂM HÀ Số: 15/KH-UBND CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Lâm Hà, ngày 3 tháng 2 năm 2022 KẾ HOẠCH"
    )


def test_items_and_figures_stay_on_their_line() -> None:
    numbers = Sheet().lines("1.\n2.\n3.", x=70).lines("Tuyên truyền\nĐào tạo\nXúc tiến", x=110)
    assert read_pdf(numbers).text.split() == "1. Tuyên truyền 2. Đào tạo 3. Xúc tiến".split()
    sums = Sheet().lines("Ngân sách tỉnh\nNgân sách huyện\nVốn khác", x=70).lines("1.200\n350\n80", x=400)
    assert read_pdf(sums).text.split() == "Ngân sách tỉnh 1.200 Ngân sách huyện 350 Vốn khác 80".split()


def ruled() -> Sheet:
    """Three columns; "Kinh phí" spans two of them, "Stt" and the last first cell span two rows."""
    rows, columns = (200, 230, 260, 290, 320), (70, 120, 300, 400)
    sheet = Sheet(rules=[(70, y, 400, y) for y in (200, 320)])
    sheet.rules += [(120, 230, 400, 230), (70, 260, 400, 260), (120, 290, 400, 290)]
    sheet.rules += [(70, 200, 70, 320), (120, 200, 120, 320), (400, 200, 400, 320), (300, 230, 300, 320)]
    for column, row, text in [(0, 0, "Stt"), (1, 0, "Kinh phí"), (1, 1, "Tỉnh"), (2, 1, "Huyện"), (0, 2, "1"),
                              (1, 2, "10"), (2, 2, "20"), (1, 3, "30"), (2, 3, "40")]:  # fmt: skip
        sheet.texts.append((columns[column] + 5, rows[row] + 20, 12, text))
    return sheet.lines("Bảng 1: Kinh phí hỗ trợ của các cấp", y=150).lines("Đơn vị tính là triệu đồng", y=380)


def test_a_ruled_table_becomes_a_grid_whose_cells_stand_in_the_text() -> None:
    document = read_pdf(ruled())
    (table,) = with_tables(document).tables
    assert table.page == 1
    assert tuple(column.heading for column in table.columns) == ("Stt", "Kinh phí Tỉnh", "Kinh phí Huyện")
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "10", "20"], ["1", "30", "40"]]
    assert table.rows[0][0] == table.rows[1][0]
    for row in table.rows:
        for cell in row:
            assert cell.start is not None
            assert document.text[cell.start : cell.end] == cell.text
    assert document.text[table.start : table.end].count("Kinh phí") == 1
    assert document.text.index("Bảng 1") < table.start < table.end < document.text.index("Đơn vị")


def test_white_shades_behind_words_are_no_table() -> None:
    sheet = Sheet(shades=[(70, 70, 400, 88), (70, 88, 400, 106), (120, 106, 400, 124), (70, 124, 300, 142)]).lines(
        PROSE
    )
    document = read_pdf(sheet)
    assert document.tables == ()
    assert document.text.strip() == PROSE


def test_words_that_run_sideways_are_said() -> None:
    sheet = Sheet(sideways=[(30, 500, 12, "Ký bởi: Sở Y tế")]).lines(PROSE)
    document = read_pdf(sheet)
    assert document.text.strip() == PROSE
    assert document.warnings == ("5 words run sideways and are left out (page 1).",)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (PageFacts("", 1.0, False, 200), "absent"),
        (PageFacts("CÔNG BÁO/Số 5/Ngày 7-3-2023", 0.6, False, 200), "header"),
        (PageFacts(PROSE * 3, 1.0, True, 200), "earlier OCR"),
        (PageFacts(PROSE * 3, 0.0, False, None), None),
        (PageFacts("Uû ban nh©n d©n tØnh vÒ viÖc ban hµnh kÕ ho¹ch ph¸t triÓn " * 5, 0.0, False, None), None),
        (PageFacts("Ủỳ vảq qhâq gâq wựqh ởl ởlệg zảq hừqh ầl hốwặg ằhưw wrlểq " * 5, 0.0, False, None), "garbage"),
        (PageFacts("Quyet dinh cua Uy ban nhan dan tinh ve viec phe duyet " * 5, 0.0, False, None), "tone marks"),
        (
            PageFacts(
                "The Agreement enters into force thirty days after signature by both Parties. " * 5, 0, False, None
            ),
            None,
        ),
        (PageFacts("(cid:12)(cid:34)(cid:56)" * 20, 0.0, False, None), "garbage"),
    ],
)
def test_the_text_layer_is_judged(facts: PageFacts, reason: str | None) -> None:
    found = why_not_text(facts)
    assert (found is None) if reason is None else (found is not None and reason in found)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (make_pdf(Sheet().lines(PROSE), locked=True), "password"),
        (make_pdf(Sheet().lines(PROSE))[:200], "damaged"),
        (b"%PDF-1.7\nnothing of a PDF follows\n", "damaged"),
    ],
)
def test_faults_are_said_in_one_line(data: bytes, says: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read_bytes(data, "tờ trình.pdf")
    assert str(caught.value).startswith("tờ trình.pdf: ")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")
