"""Tables of every layout, read: each cell in its row and column, and nothing read as a table that is none."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import docx
import make_pdf
import pytest
from make_table import LAYOUTS, Made, make
from table_press import FOLDER

from extractor.model import Document, Table
from extractor.outline import outline
from extractor.pipeline import extract
from extractor.readers import pdf_page, read_bytes, text_layer
from extractor.readers.ruled import open_ends
from extractor.readers.sheet import PlacedLine
from extractor.rulebook import Rulebook
from extractor.tables import understood

SHARED = Path(__file__).resolve().parents[2] / "shared"
PRODUCTS = SHARED / "data" / "ocop_products" / "cauke_travinh.tsv"
SEEDS = range(400, 407)
"""Of the documents made here; the rules were written with others."""
PAGE = 2500
"""Characters to a page, where a text says nothing of its pages."""


def read(data: bytes, name: str, rulebook: Rulebook) -> Document:
    document = read_bytes(data, name)
    return understood(document, outline(document, rulebook), rulebook)


def text_of(lines: str, rulebook: Rulebook) -> Document:
    return read(lines.strip().encode(), "bảng.txt", rulebook)


def plain(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def cells_of(table: Table) -> list[list[str]]:
    return [[plain(cell.text) for cell in row] for row in (*table.header, *table.rows)]


def right(made: Made, tables: Sequence[Table]) -> tuple[int, int]:
    """How many cells of the table stand in their row and column of the best of ``tables``, and how many there are.

    A row that was not read, or read twice, shifts none of those after it; words that a narrow head broke count as
    right with or without the blank.
    """
    gold = [[plain(cell) for cell in row] for row in (*made.header, *made.rows)]
    most = max((_right(gold, cells_of(table), len(made.header)) for table in tables), default=0)
    return most, sum(len(row) for row in gold)


def _right(gold: list[list[str]], found: list[list[str]], heads: int) -> int:
    matcher = SequenceMatcher(None, [" | ".join(row) for row in gold], [" | ".join(row) for row in found], False)
    pairs = [
        pair
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag in ("equal", "replace")
        for pair in zip(range(a, b), range(c, d), strict=False)
    ]
    return sum(_same(x, y, i < heads) for i, j in pairs for x, y in zip(gold[i], found[j], strict=False))


def _same(one: str, other: str, heading: bool) -> bool:
    return one == other or (heading and one.replace(" ", "") == other.replace(" ", ""))


@cache
def products() -> list[list[str]] | None:
    if not PRODUCTS.is_file():
        return None
    with PRODUCTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))[1:]


@cache
def measured(layout: str, rulebook: Rulebook) -> tuple[int, int]:
    """Cells right and cells, of all documents of a layout; the last lists real products where they are at hand."""
    if not FOLDER.is_dir():
        pytest.skip("fonts-dejavu-core is missing")
    whole = [make(layout, seed) for seed in SEEDS]
    if products():
        whole.append(make(layout, SEEDS.stop, products()))
    counts = [right(made, read(made.data, made.name, rulebook).tables) for made in whole]
    return sum(good for good, _ in counts), sum(cells for _, cells in counts)


BOUNDS = {layout: 0.97 if layout in ("flattened", "unruled", "sideways") else 0.99 for layout in LAYOUTS}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_cells_stand_in_their_row_and_column(layout: str, rulebook: Rulebook) -> None:
    good, cells = measured(layout, rulebook)
    assert good >= BOUNDS[layout] * cells, f"{layout}: {good} of {cells}, {good / cells:.4f}"


def test_of_all_cells_of_files_with_a_layout_one_in_a_hundred_is_wrong_at_most(rulebook: Rulebook) -> None:
    counts = [measured(layout, rulebook) for layout in LAYOUTS if layout != "flattened"]
    good, cells = sum(good for good, _ in counts), sum(cells for _, cells in counts)
    assert good >= 0.99 * cells, f"{good} of {cells}, {good / cells:.4f}"


def test_the_measure_sees_a_shifted_column_and_a_missing_row() -> None:
    gold = [["TT", "Tên"], ["1", "Chè"], ["2", "Gạo"]]
    assert _right(gold, gold, 1) == 6
    assert _right(gold, gold[:1] + gold[2:], 1) == 4
    assert _right(gold, [["T T", "Tên"], ["Chè", "1"], ["2", "Gạo"]], 1) == 4


# What is no table


HEAD = """\
ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN HẠ                        Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND                 An Hạ, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Phát triển ngành nghề nông thôn năm 2024

1. Mục tiêu
Mỗi xã có ít nhất một sản phẩm đặc trưng, trong đó có
sản phẩm của hợp tác xã và của hộ sản xuất, kinh doanh.
2. Kinh phí
Kinh phí thực hiện do ngân sách tỉnh bảo đảm theo quy định.

Nơi nhận:                              TM. ỦY BAN NHÂN DÂN
- Như trên;                                KT. CHỦ TỊCH
- Các sở, ban, ngành;                      PHÓ CHỦ TỊCH
- UBND các huyện;
- Lưu: VT, KT.                             Trần Văn Bình
"""


def test_a_head_and_signatures_in_two_columns_are_no_tables(rulebook: Rulebook) -> None:
    assert read(make_pdf.make_pdf(make_pdf.Sheet().lines(HEAD, size=11)), "a.pdf", rulebook).tables == ()
    assert text_of(HEAD, rulebook).tables == ()


@pytest.mark.parametrize(
    "lines",
    [
        "1. Mục tiêu\n2. Nhiệm vụ\n3. Giải pháp\n4. Kinh phí\n5. Tổ chức thực hiện",
        "Nơi nhận:\n- Như trên;\n- Sở Công Thương;\n- UBND các huyện;\n- Lưu: VT.",
        "Trong năm có:\n1\ntập huấn;\n2\nhội chợ;\n3\nhội nghị.",
        "STT ghi theo thứ tự trong sổ.\nTên ghi theo giấy đăng ký.\n1. Sổ\n2. Giấy",
    ],
)
def test_lists_and_broken_lines_are_no_tables(lines: str, rulebook: Rulebook) -> None:
    assert text_of(lines, rulebook).tables == ()


def test_texts_hold_less_than_one_false_table_in_a_hundred_pages(rulebook: Rulebook) -> None:
    """Each table found has a head that a reader would call one, with the running number at its side.

    None of the texts was marked by hand: a table without running numbers counts as false here.
    """
    paths = sorted((SHARED / "data" / "text").glob("*.txt"))
    if not paths:
        pytest.skip("the texts are not here")
    pages, odd = 0.0, []
    for path in paths:
        document = read(path.read_bytes(), path.name, rulebook)
        pages += len(document.text) / PAGE
        odd += [(path.name, table.caption) for table in document.tables if not _numbered(table)]
    assert len(odd) < pages / 100, odd


def _numbered(table: Table) -> bool:
    return any(column.meaning == "number" for column in table.columns) or table.failed is not None


# Single tables, by hand


def test_a_table_one_cell_to_a_line_with_blank_cells(rulebook: Rulebook) -> None:
    (table,) = text_of(
        """
Biểu 3: Kinh phí năm 2024
Đơn vị tính: triệu đồng
TT
Nội dung
Kinh phí
Ghi chú
1
Tập huấn cho chủ thể
120

2
Xây dựng điểm bán hàng
1.300
Hai điểm
3
Kiểm tra sau công nhận
45

Ghi chú: số liệu tạm tính.
""",
        rulebook,
    ).tables
    assert cells_of(table) == [
        ["TT", "Nội dung", "Kinh phí", "Ghi chú"],
        ["1", "Tập huấn cho chủ thể", "120", ""],
        ["2", "Xây dựng điểm bán hàng", "1.300", "Hai điểm"],
        ["3", "Kiểm tra sau công nhận", "45", ""],
    ]
    assert table.caption == "Biểu 3: Kinh phí năm 2024"
    assert table.unit == "triệu đồng"
    assert [column.meaning for column in table.columns] == ["number", "task", "money", "note"]
    assert 0.5 < table.certainty < 1


def test_every_cell_says_where_it_stands(rulebook: Rulebook) -> None:
    made = make("flattened", 5)
    document = read(made.data, made.name, rulebook)
    cells = [cell for table in document.tables for row in (*table.header, *table.rows) for cell in row if cell.text]
    assert len(cells) > 10
    for cell in cells:
        assert plain(document.text[cell.start : cell.end]).startswith(plain(cell.text).split()[0])


BUDGET = [
    ["TT", "Nội dung", "ĐVT", "Kinh phí (triệu đồng)"],
    ["1", "Tập huấn cho chủ thể", "lớp", "120"],
    ["2", "Xây dựng điểm bán hàng", "điểm", "1.300"],
    ["3", "Kiểm tra sau công nhận", "", "45"],
]


@pytest.mark.parametrize(
    "lines",
    [
        ["\t".join(row) for row in BUDGET],
        ["| " + " | ".join(row) + " |" for row in BUDGET],
        [" | ".join(row) for row in BUDGET],
        ["|" + "|".join(row) + "|" for row in [BUDGET[0], ["---", ":--", "---", "--:"], *BUDGET[1:]]],
        ["\t".join(row) + "\n" for row in BUDGET],
    ],
    ids=["tabs", "framed", "strokes", "markdown", "blank lines"],
)
def test_a_table_whose_cells_are_parted_by_tabs_or_strokes(lines: list[str], rulebook: Rulebook) -> None:
    text = "Bảng 2: Kinh phí năm 2024\n" + "\n".join(lines) + "\n\nTrên đây là kinh phí năm 2024."
    document = text_of(text, rulebook)
    (table,) = document.tables
    assert cells_of(table) == BUDGET
    assert (table.layout, table.caption) == ("signs", "Bảng 2: Kinh phí năm 2024")
    assert table.columns[3].unit == "triệu đồng"
    for row in (*table.header, *table.rows):
        for cell in row:
            assert not cell.text or document.text[cell.start : cell.end] == cell.text


@pytest.mark.parametrize(
    "lines",
    [
        "UBND TỈNH AN HẠ\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ CÔNG THƯƠNG\t\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-SCT\t\tAn Hạ, ngày 05 tháng 3 năm 2024",
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tKT. CHỦ TỊCH\n- Lưu: VT.\tPHÓ CHỦ TỊCH\n\tTrần Văn Bình",
        "\tCăn cứ Luật Sỏi;\n\tTheo đề nghị của Sở;\n\tXét tờ trình;\n\tQuyết định:",
        "a | b | c\nd | e | f",
    ],
)
def test_tabs_that_only_set_words_apart_make_no_table(lines: str, rulebook: Rulebook) -> None:
    assert text_of(lines, rulebook).tables == ()


WEB = """
<p>Biểu 1. Sản phẩm (ĐVT: sản phẩm)</p>
<table><tr><th rowspan=2>TT</th><th rowspan=2>Địa phương</th><th colspan=2>Hạng</th></tr>
<tr><th>3 sao</th><th>4 sao</th></tr>
<tr><td>(1)</td><td>(2)</td><td>(3)</td><td>(4)</td></tr>
<tr><td>1</td><td>Xã Sỏi</td><td rowspan=2>12</td><td>3</td></tr>
<tr><td>2</td><td>Xã Cát</td><td>1</td></tr></table>
"""


def test_spans_give_their_value_to_each_cell_and_the_row_of_numbers_is_left_out(rulebook: Rulebook) -> None:
    (table,) = read(WEB.encode(), "a.html", rulebook).tables
    assert cells_of(table) == [
        ["TT", "Địa phương", "Hạng", "Hạng"],
        ["TT", "Địa phương", "3 sao", "4 sao"],
        ["1", "Xã Sỏi", "12", "3"],
        ["2", "Xã Cát", "12", "1"],
    ]
    assert table.rows[0][2] is table.rows[1][2]
    assert [column.heading for column in table.columns] == ["TT", "Địa phương", "Hạng 3 sao", "Hạng 4 sao"]


def grid(
    rows: Sequence[Sequence[str]], top: float, *, left: float = 60, wide: float = 150, high: float = 24
) -> make_pdf.Sheet:
    """A page with a ruled table whose columns are ``wide`` points wide."""
    sheet = make_pdf.Sheet()
    width, bottom = len(rows[0]) * wide, top + len(rows) * high
    for number in range(len(rows) + 1):
        sheet.rules.append((left, top + number * high, left + width, top + number * high))
    for number in range(len(rows[0]) + 1):
        sheet.rules.append((left + number * wide, top, left + number * wide, bottom))
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            sheet.texts += [
                (left + across * wide + 4, top + down * high + 11 + 11 * number, 10, line)
                for number, line in enumerate(text.splitlines())
            ]
    return sheet


TOP = [["TT", "Sản phẩm", "Chủ thể"], ["1", "Chè dây", "HTX Suối Nhỏ"], ["2", "Mật ong rừng", "Hộ Lò Thị Mận"]]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page_with_its_head_repeated_or_not(rulebook: Rulebook, repeated: bool) -> None:
    below = [["3", "Bưởi hồng", "HTX Bản Sỏi"], ["4", "Nón lá", "Tổ hợp tác Cồn Giữa"]]
    data = make_pdf.make_pdf(grid(TOP, 720), grid([TOP[0], *below] if repeated else below, 60))
    (table,) = read(data, "a.pdf", rulebook).tables
    assert cells_of(table) == [*TOP, *below]
    assert table.page == 1


def test_a_head_alone_at_the_foot_of_a_page_heads_what_stands_on_the_next(rulebook: Rulebook) -> None:
    first, second = grid(TOP[:1], 780), grid([*TOP[1:], ["3", "Bưởi hồng", "HTX Bản Sỏi"]], 60)
    first.lines("Căn cứ kết quả đánh giá cuối năm;\nTheo đề nghị của Phòng Kinh tế;\nỦy ban nhân dân xã báo cáo:")
    (table,) = read(make_pdf.make_pdf(first, second), "a.pdf", rulebook).tables
    assert [[cell.text for cell in row] for row in table.header] == [TOP[0]]
    assert [column.heading for column in table.columns] == TOP[0]
    assert [row[1].text for row in table.rows] == ["Chè dây", "Mật ong rừng", "Bưởi hồng"]


def test_a_row_alone_at_the_head_of_a_page_ends_the_table_before(rulebook: Rulebook) -> None:
    second = grid([["3", "Bưởi hồng", "HTX Bản Sỏi"]], 60)
    second.lines("Trên đây là danh sách các sản phẩm của xã, kính trình Ủy ban nhân dân huyện xem xét.", y=140)
    (table,) = read(make_pdf.make_pdf(grid(TOP, 720), second), "a.pdf", rulebook).tables
    assert [row[1].text for row in table.rows] == ["Chè dây", "Mật ong rừng", "Bưởi hồng"]


@pytest.mark.parametrize("place", ["middle", "foot", "head"])
def test_a_row_of_boxes_alone_is_no_table(place: str, rulebook: Rulebook) -> None:
    page = grid([["Người lập", "Kế toán", "Thủ trưởng"]], {"middle": 300, "foot": 780, "head": 60}[place])
    page.lines("Căn cứ kết quả đánh giá cuối năm;\nTheo đề nghị của Phòng Kinh tế;", y=150)
    document = read(make_pdf.make_pdf(page, make_pdf.Sheet().lines("Nơi nhận: Như trên.")), "a.pdf", rulebook)
    assert not document.tables
    assert "Người lập Kế toán Thủ trưởng" in " ".join(document.text.split())


@pytest.mark.parametrize(
    ("foot", "above", "head", "parts"),
    [
        ("QĐ 74 | 1", 800, "QĐ 74 | 2", 1),
        ("PHÒNG KINH TẾ TÂN HÒA", 800, "PHÒNG KINH TẾ TÂN HÒA", 1),
        ("Phụ lục 1", 670, "Phụ lục 2", 2),
        ("DANH SÁCH SẢN PHẨM ĐỢT 3", 670, "DANH SÁCH SẢN PHẨM ĐỢT 4", 2),
    ],
)
def test_what_stands_between_pages_parts_tables_or_does_not(
    foot: str, above: int, head: str, parts: int, rulebook: Rulebook
) -> None:
    """Words that run along all pages, the page's number aside, do not; a caption or a title with a number does."""
    below = [["3", "Bưởi hồng", "HTX Bản Sỏi"], ["4", "Nón lá", "Tổ hợp tác Cồn Giữa"]]
    first, second = grid(TOP, 700), grid(below, 90)
    first.lines("Căn cứ kết quả đánh giá cuối năm;\nTheo đề nghị của Phòng Kinh tế;\nỦy ban nhân dân xã báo cáo.")
    first.texts.append((60, above, 10, foot))
    second.texts.append((60, 60, 10, head))
    assert len(read(make_pdf.make_pdf(first, second), "a.pdf", rulebook).tables) == parts


def test_a_table_with_another_head_on_the_next_page_is_another_table(rulebook: Rulebook) -> None:
    other = [["TT", "Nội dung", "Kinh phí"], ["1", "Tập huấn", "120"]]
    tables = read(make_pdf.make_pdf(grid(TOP, 720), grid(other, 60, wide=120)), "a.pdf", rulebook).tables
    assert [cells_of(table) for table in tables] == [TOP, other]


def test_a_word_broken_by_a_narrow_cell_is_one_word(rulebook: Rulebook) -> None:
    rows = [["ST\nT", "Sản phẩm", "Chủ thể"], *TOP[1:]]
    (table,) = read(make_pdf.make_pdf(grid(rows, 100, wide=150)), "a.pdf", rulebook).tables
    assert table.columns[0].meaning == "number"


def test_what_cannot_be_read_is_a_table_with_its_place_and_the_reason(rulebook: Rulebook) -> None:
    rows = "1 a b|2 b b|3 d a b b|4 a c d e f|5 b|6|7 c d e f g b|8 a b c d e"
    words = {letter: f"Sản phẩm {letter}" for letter in "acdefg"} | {"b": "HTX Sỏi"}
    lines = [words.get(part, part) for row in rows.split("|") for part in row.split()]
    document = text_of("\n".join(["TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Ghi chú", *lines]), rulebook)
    (table,) = document.tables
    assert table.failed
    assert table.rows == ()
    assert table.certainty == 0
    assert document.text[table.start : table.end].startswith("TT\n")


def test_a_table_in_a_cell_of_another_is_a_table_of_its_own(rulebook: Rulebook) -> None:
    paper = docx.Document()
    outer = paper.add_table(rows=3, cols=2, style="Table Grid")
    for row, texts in zip(outer.rows, [("TT", "Nội dung"), ("1", "Tập huấn"), ("2", "Phân bổ:")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    inner = outer.rows[2].cells[1].add_table(rows=2, cols=2)
    inner.style = "Table Grid"
    for row, texts in zip(inner.rows, [("Năm", "Kinh phí"), ("2024", "120")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    data = io.BytesIO()
    paper.save(data)
    document = read(data.getvalue(), "a.docx", rulebook)
    nested_below(document)


def test_a_table_in_a_cell_of_a_web_page_is_a_table_of_its_own(rulebook: Rulebook) -> None:
    page = """<table border=1><tr><td>TT<td>Nội dung<tr><td>1<td>Tập huấn<tr><td>2<td>Phân bổ:
    <table border=1><tr><td>Năm<td>Kinh phí<tr><td>2024<td>120</table></table>"""
    nested_below(read(page.encode(), "a.html", rulebook))


def nested_below(document: Document) -> None:
    assert [cells_of(table) for table in document.tables] == [
        [["TT", "Nội dung"], ["1", "Tập huấn"], ["2", "Phân bổ:"]],
        [["Năm", "Kinh phí"], ["2024", "120"]],
    ]
    assert document.text.count("120") == 1
    assert any("other tables: 1" in warning for warning in document.warnings)


PLAN = """ỦY BAN NHÂN DÂN
HUYỆN SỎI
Số: 12/KH-UBND

KẾ HOẠCH
Phát triển sản phẩm OCOP năm 2024

Bảng 1: Kinh phí
TT\tNội dung\tSố lượng\tĐơn vị
1\tTập huấn\t40\tPhòng Kinh tế
2\tHội chợ\t2\tPhòng Văn hóa
3\tXã điểm\t500\tPhòng Kinh tế
"""


def test_figures_do_not_count_what_stands_in_the_next_cell(rulebook: Rulebook) -> None:
    facts = extract(read_bytes(PLAN.encode(), "a.txt"), rulebook)
    assert not [one for one in facts.indicators if "\t" in one.quote]
    assert {"tập", "Phòng", "Xã"}.isdisjoint(one.unit for one in facts.indicators)


def test_a_title_ends_above_a_table(rulebook: Rulebook) -> None:
    assert extract(read_bytes(PLAN.encode(), "a.txt"), rulebook).head.title == "Phát triển sản phẩm OCOP năm 2024"


def test_a_blank_line_among_cells_is_a_blank_cell_where_it_stands(rulebook: Rulebook) -> None:
    head = "Bảng 1: Kinh phí\nSTT\nNội dung\nTổng\nNgân sách\nVốn khác\n"
    rest = "2\nBao bì\n900\n700\n200\n3\nHội chợ\n400\n300\n100\n\nTổng cộng\n2.150\n1.850\n300\n"
    for cells in (["850", "850", ""], ["850", "", "850"], ["", "850", "850"]):
        (table,) = text_of(head + "\n".join(["1", "Tập huấn", *cells, ""]) + rest, rulebook).tables
        assert cells_of(table)[1] == ["1", "Tập huấn", *cells]
        assert cells_of(table)[4] == ["", "Tổng cộng", "2.150", "1.850", "300"]


def lines_of(*rows: str) -> str:
    """A cell to a line; "~" is a no-break space, as web pages put into blank cells."""
    return "\n\n".join(cell.replace("~", "\u00a0") for row in rows for cell in row.split("|")) + "\n\n"


def test_merged_cells_in_the_middle_of_rows_a_cell_to_a_line_hold_for_the_rows_below(rulebook: Rulebook) -> None:
    text = lines_of(
        "STT|Sản phẩm|Chủ thể|Địa chỉ|Xếp hạng|Ghi chú",
        "1|Trà dây|HTX Sơn Thủy|Thôn Đông, xã Hòa Sơn|4 sao|Đã gắn tem",
        "2|Măng khô|3 sao|~",
        "3|Bún gạo|Hộ kinh doanh Lê Thị Sen|Thôn Đoài, xã Hòa Sơn|3 sao|~",
        "4|Rượu nếp|Cơ sở Bình An|Xã Yên Lạc|4 sao|~",
        "5|Rượu men lá|3 sao|Đã gắn tem",
        "6|Mật ong|HTX Hoa Rừng|Xã Yên Lạc|3 sao|~",
        "7|Nấm hương|Công ty TNHH Sao Mai|Xã Đồng Tâm|4 sao|~",
    )
    (table,) = text_of(text, rulebook).tables
    assert cells_of(table)[2] == ["2", "Măng khô", "HTX Sơn Thủy", "Thôn Đông, xã Hòa Sơn", "3 sao", ""]
    assert cells_of(table)[5] == ["5", "Rượu men lá", "Cơ sở Bình An", "Xã Yên Lạc", "3 sao", "Đã gắn tem"]
    assert table.rows[1][2] is table.rows[0][2]


def test_rows_of_words_alone_are_told_by_what_their_cells_look_like(rulebook: Rulebook) -> None:
    text = lines_of(
        "Chủ thể|Địa chỉ|Sản phẩm|Xếp hạng",
        "HTX Tân Phú|Xã Tân Phú|Gạo thơm|4 sao",
        "Công ty TNHH Minh Long|Phường Một|Nước mắm|3 sao",
        "Hộ kinh doanh Trần Thị Mai|Xã Tân Lập|Bánh tráng|3 sao",
        "Cơ sở Ba Hưng|Thị trấn Đông|Khô cá|4 sao",
        "HTX An Bình|Xã An Bình|Xoài sấy|3 sao",
    )
    (table,) = text_of(text, rulebook).tables
    assert cells_of(table)[1] == ["HTX Tân Phú", "Xã Tân Phú", "Gạo thơm", "4 sao"]
    assert cells_of(table)[5] == ["HTX An Bình", "Xã An Bình", "Xoài sấy", "3 sao"]


def test_a_table_a_cell_to_a_line_ends_above_the_next_section_and_the_next_table(rulebook: Rulebook) -> None:
    first = lines_of("TT|Nội dung|Kinh phí", "1|Tập huấn|120", "2|Bao bì|80", "3|Hội chợ|45")
    second = lines_of("STT|Thiết bị|Số lượng", "1|Tủ mát|02", "2|Kệ gỗ|06", "3|Máy in|01")
    text = (
        "II. KINH PHÍ\n\n"
        + first
        + "Thiết bị gồm:\n\nDANH MỤC THIẾT BỊ\n\n"
        + second
        + "III. TỔ CHỨC\n\nCác xã thực hiện.\n"
    )
    funds, things = text_of(text, rulebook).tables
    assert (len(funds.rows), len(things.rows)) == (3, 3)
    assert things.caption == "DANH MỤC THIẾT BỊ"
    assert "TỔ CHỨC" not in {cell.text for row in things.rows for cell in row}


def test_a_form_below_a_caption_is_no_table(rulebook: Rulebook) -> None:
    form = (
        "Mẫu số 01\n\nĐơn vị\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\nPHIẾU ĐĂNG KÝ\n\n"
    )
    fields = lines_of("Tên sản phẩm:|Chủ thể:|Địa chỉ:|Điện thoại:|Nội dung đăng ký:|Kinh phí:|Người đại diện:")
    assert not text_of(form + fields + "1\n\n2\n\n", rulebook).tables


def edge(orientation: str, **places: float) -> dict[str, object]:
    return {"orientation": orientation, **places}


def test_merged_cells_that_a_page_break_leaves_open_are_closed() -> None:
    upright = [edge("v", x0=x, x1=x, top=100.0, bottom=200.0) for x in (50.0, 150.0, 250.0)]
    head = edge("h", x0=50.0, x1=250.0, top=100.0, bottom=100.0)
    half = edge("h", x0=150.0, x1=250.0, top=200.0, bottom=200.0)
    assert list(open_ends([*upright, head, half])) == [200.0]
    assert list(open_ends([*upright, head, edge("h", x0=50.0, x1=250.0, top=200.0, bottom=200.0)])) == []


def test_a_search_for_tables_that_breaks_down_loses_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        make_pdf.make_pdf(make_pdf.Sheet().lines("Điều 1. Phân bổ kinh phí như sau\nTập huấn 120\nBao bì 80"))
    )
    monkeypatch.setattr(text_layer, "unruled_tables", lambda lines: max(()))
    sheet = pdf_page.read_page(str(path), 0, command=False)
    assert "tables of the page were not read (ValueError)" in (sheet.trouble or "")
    assert "Bao bì 80" in "\n".join(block.text for block in sheet.blocks if isinstance(block, PlacedLine))
