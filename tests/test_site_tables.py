"""Tables on the page of a document: each once, with its spans, what is said of it, and a CSV."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from table_facts import REASON, TEXT, write
from test_site import Get, asking, visible

from extractor.model import Cell, Table
from extractor.site.body import body
from extractor.site.grids import Grid, table
from extractor.site.labels import label
from extractor.site.marks import Mark, Painter

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("tables") / "ocop.db"
    write(path)
    return asking(path)


def figures(get: Get) -> list[str]:
    return re.findall(r"<figure.*?</figure>", get("/van-ban/bang").text, re.DOTALL)


def test_a_head_of_two_rows_and_a_cell_over_two_rows_keep_their_spans(get: Get) -> None:
    budget = figures(get)[0]
    assert '<th scope="col" rowspan="2">TT</th>' in budget
    assert '<th scope="colgroup" colspan="2">Kinh phí</th>' in budget
    assert '<th scope="col" class="num">Năm 2024</th>' in budget
    assert re.search(r"<td[^>]* rowspan=\"2\">•••• •••• •••</td>", budget)
    assert len(re.findall("<tr>", budget)) == 5


def test_figures_stand_to_the_right_and_numbers_of_rows_do_not(get: Get) -> None:
    budget = figures(get)[0]
    assert '<td class="num">1.250</td>' in budget
    assert "<td>1</td>" in budget


def test_caption_unit_and_notes_are_shown_once_in_the_figure(get: Get) -> None:
    budget = figures(get)[0]
    assert (
        "<p>Bảng 1. Dự kiến kinh phí &lt;b&gt;hỗ trợ&lt;/b&gt;</p><p>Đơn vị tính: triệu đồng</p></figcaption>" in budget
    )
    assert "ĐVT" not in budget
    assert 'role="note">Ghi chú: Chưa gồm' in budget
    page = get("/van-ban/bang").text
    assert page.count("Đơn vị tính: triệu đồng") == 1
    assert page.count("Ghi chú: Chưa gồm") == 1
    assert page.count("1.250") == 1


def test_the_unit_is_said_where_nothing_above_says_it() -> None:
    grid = Grid(1, Table(3, 4, ((Cell("1", 3, 4),),), unit="triệu đồng", notes=("Ghi chú: a",)))
    written = body("ab\n1", [(0, 2, "text"), (3, 4, "text")], [], grids=[grid])
    assert "ĐVT: triệu đồng" in written
    assert "<p>ab</p>\n<figure" in written
    assert '<p class="title">Bảng 1</p>' in written
    assert "Ghi chú: a" in written


@pytest.mark.parametrize(
    ("above", "said"),
    [("Phân bổ sản phẩm", True), ("Bảng 1 (sản phẩm)", False), ("Phân bổ (Đơn vị tính: sản phẩm)", False)],
)
def test_a_caption_that_ends_with_the_unit_need_not_state_it(above: str, said: bool) -> None:
    end = len(above)
    grid = Grid(1, Table(end + 1, end + 2, ((Cell("1", end + 1, end + 2),),), caption=above, unit="sản phẩm"))
    paragraphs = [(0, end, "text"), (end + 1, end + 2, "text")]
    assert ("ĐVT: sản phẩm" in body(f"{above}\n1", paragraphs, [], grids=[grid])) is said


def test_a_caption_from_the_first_row_of_a_table_keeps_its_marks() -> None:
    grid = Grid(1, Table(0, 9, ((Cell("1", 8, 9),),), caption="Bảng A"))
    written = body("Bảng A\n\n1", [(0, 6, "text"), (8, 9, "text")], [Mark(5, 6, "open")], grids=[grid])
    assert '<p class="title">Bảng <span class="m m-open" id="v5">A</span></p>' in written
    assert written.count("Bảng") == 3, "the caption, and the names for those who do not see it"


def test_what_a_document_says_is_no_markup(get: Get) -> None:
    page = get("/van-ban/bang").text
    assert "<script>alert" not in page
    assert "Tập huấn &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>hỗ trợ" not in page


def test_a_number_that_only_its_heading_tells_is_masked_everywhere(get: Get) -> None:
    assert "3851" in TEXT
    addresses = ("/van-ban/bang", "/van-ban/bang/bang/1.csv", "/ocop/tables.json", "/ocop/table_cells.json")
    for address in (*addresses, "/ocop/passages.json", "/tim-kiem?q=3851"):
        assert not re.search(r"3851 ?234", get(address).text), address


def test_facts_in_cells_are_linked_and_only_figures_marked(get: Get) -> None:
    budget = figures(get)[0]
    assert re.search(r'<a class="m m-citation" id="v\d+" title="[^"]*" href="#d-citation-\d+">', budget)
    place = TEXT.index("Hội chợ")
    assert f'<span id="v{place}">Hội chợ theo ' in budget
    assert re.search(r'<a class="m m-amount" id="v\d+" title="[^"]*" href="#d-amount-1">800</a>', budget)
    assert f'href="#v{place}"' in get("/van-ban/bang").text


def test_every_anchor_is_there_once(get: Get) -> None:
    page = get("/van-ban/bang").text
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert {"bang-1", "bang-2", "bang-3", "trang-1", "trang-2", "muc-0", "muc-1"} <= set(ids)
    assert '<span class="leaf" id="trang-2">Trang 2</span>' in figures(get)[0]


def test_rows_are_no_divisions_of_the_outline(get: Get) -> None:
    outline = get("/van-ban/bang").text.partition('aria-label="Mục lục"')[2].partition("</nav>")[0]
    assert "KINH PHÍ" in outline
    assert "Hội chợ" not in outline


def test_a_table_of_lines_is_shown_once_with_a_remark(get: Get) -> None:
    products = figures(get)[1]
    assert "<td>Gạo<br>thơm</td>" in products
    assert "Bảng được dựng lại từ văn bản chép, độ chắc chắn 83%; nên đối chiếu với bản gốc." in products
    assert "nên đối chiếu" not in figures(get)[0]
    page = get("/van-ban/bang").text
    assert "<p>Gạo</p>" not in page
    assert page.count("thơm") == 1


def test_the_tables_are_listed_those_too_that_could_not_be_read(get: Get) -> None:
    page = visible(get("/van-ban/bang"))
    assert "Bảng biểu (3)" in page
    assert "Bảng 2 (trang 2)" in page
    assert "Bảng 3 (trang 2) chưa đọc được: các dòng không khớp với đầu bảng" in page
    unread = get("/van-ban/bang").text.partition('class="remark" id="bang-3"')[2]
    assert "Bảng 3 (trang 2): chưa đọc được thành dòng và cột (các dòng không khớp với đầu bảng)" in unread
    assert "<p>Tên</p>" in unread


def test_every_reason_has_its_vietnamese() -> None:
    found = {
        reason
        for path in (ROOT / "extractor").rglob("*.py")
        for reason in re.findall(r'failed="([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert REASON in found
    assert not [reason for reason in found if label(reason).lower() == reason.lower()]


def test_the_csv_of_a_table_opens_in_a_spreadsheet(get: Get) -> None:
    answer = get("/van-ban/bang/bang/1.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="bang-bang-1.csv"' in answer.headers["content-disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [
        ["TT", "Nội dung", "Kinh phí Năm 2024", "Kinh phí Năm 2025", "Điện thoại"],
        ["1", "Tập huấn <script>alert(1)</script>", "1.250", "-5", "•••• •••• •••"],
        ["2", "Hội chợ theo Quyết định số 919/QĐ-TTg", "800", "'=1+1", "•••• •••• •••"],
        ["'@nhà", "Tổng số", "2.050", "3", ""],
    ]
    assert get("/van-ban/bang/bang/2.csv").text.endswith("2,'+ Nem\r\n")


@pytest.mark.parametrize(
    "address", ["bang/bang/3", "bang/bang/4", "bang/bang/0", "bang/bang/01", "bang/bang/x", "x/bang/1"]
)
def test_a_wrong_number_gets_the_page_for_wrong_addresses(get: Get, address: str) -> None:
    page = get(f"/van-ban/{address}.csv")
    assert page.status_code == 404
    assert "Không có trang này" in page.text


def test_the_columns_of_the_view_are_described() -> None:
    text = (ROOT / "db" / "metadata.yaml").read_text(encoding="utf-8")
    assert "table_cells:\n        title: Các ô của bảng biểu" in text


def test_cells_that_touch_in_no_rectangle_are_written_without_overlap() -> None:
    wide, blank = Cell("Tỉnh", 0, 4), Cell("")
    grid = Grid(1, Table(0, 8, ((wide, wide), (wide, Cell("A<", 5, 7)), (blank,))))
    written = table(Painter("Tỉnh A< ", []), grid)
    assert (
        '<tr><td colspan="2">Tỉnh</td></tr>\n<tr><td>Tỉnh</td><td>A&lt;</td></tr>\n<tr><td></td><td></td></tr>'
        in written
    )


def test_footnotes_and_facts_between_the_cells_are_not_lost() -> None:
    text = "1\n\nsố 9\n\nchú\n\n2"
    marks = [Mark(3, 7, "citation", href="/vien-dan/x")]
    paragraphs = [(0, 1, "text"), (3, 7, "text"), (9, 12, "note"), (14, 15, "text")]
    grid = Grid(1, Table(0, 15, ((Cell("1", 0, 1),), (Cell("2", 14, 15),))))
    written = body(text, paragraphs, marks, grids=[grid])
    assert 'id="v3" href="/vien-dan/x">số 9</a>' in written
    assert '<p class="note" role="note">chú</p>' in written
