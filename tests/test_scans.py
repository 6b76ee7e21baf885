"""Pages set here, scanned well and badly, and read: letters, references, sums and cells come out as printed."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import scan_press
from make_table import make
from rapidfuzz.distance import Levenshtein
from table_press import FOLDER
from test_tables import read as read_tables
from test_tables import right

from extractor.model import Document
from extractor.pipeline import extract
from extractor.readers import engine, read_bytes
from extractor.readers.cell_reading import read_cells
from extractor.readers.drawn import drawn_tables
from extractor.readers.engine import EngineMissing
from extractor.readers.gapped import gapped_tables
from extractor.readers.ink import ink_of
from extractor.readers.lone_numbers import mended, usual_shape, with_signs
from extractor.readers.prepare import Pixels
from extractor.rulebook import Rulebook

sys.path.insert(0, str(Path(__file__).resolve().parent / "bench"))
from scans import KINDS, QUALITY, folded, printed, rendered

PARAGRAPHS = 12
BOUNDS = {"ordinary": 0.003, "bad": 0.010}
DPI = 200


@pytest.fixture(scope="module", autouse=True)
def _engine() -> None:
    try:
        engine.engine()
    except EngineMissing as missing:
        pytest.skip(str(missing))
    if not FOLDER.is_dir():
        pytest.skip("the Debian package fonts-dejavu-core is not installed")


def first_page() -> scan_press.Printed:
    """The head and the first paragraphs of a plan of the corpus."""
    whole = printed("chau-thanh-46-kh-ubnd")
    return scan_press.Printed(whole.head, whole.paragraphs[:PARAGRAPHS])


@pytest.fixture(scope="module", params=tuple(KINDS))
def reading(request: pytest.FixtureRequest) -> tuple[str, Document, str]:
    """How the page was scanned, what was read, and what is printed."""
    leaves = scan_press.Setter(DPI).put(first_page())
    scans = [KINDS[request.param](leaf.image, number) for number, leaf in enumerate(leaves)]
    document = read_bytes(scan_press.as_pdf(scans, DPI, QUALITY[request.param]), "quét.pdf")
    return request.param, document, folded(" ".join(line for leaf in leaves for line in leaf.said))


def test_hardly_a_letter_is_wrong(reading: tuple[str, Document, str]) -> None:
    kind, document, said = reading
    assert Levenshtein.distance(folded(document.text), said) / len(said) <= BOUNDS[kind]


def test_head_and_references_are_those_of_the_text(reading: tuple[str, Document, str], rulebook: Rulebook) -> None:
    _, document, _ = reading
    page = first_page()
    text = "\n\n".join((*(" ".join(row) for row in page.head), *page.paragraphs))
    facts, expected = extract(document, rulebook), extract(read_bytes(text.encode(), "văn-bản.txt"), rulebook)
    assert [citation.key for citation in facts.citations] == [citation.key for citation in expected.citations]
    assert (facts.head.number, facts.head.symbol, facts.head.date) == ("46", "KH-UBND", "2023-05-11")
    assert all(citation.boxes and (citation.confidence or 0) > 0.5 for citation in facts.citations)


@pytest.mark.parametrize(("layout", "seed"), [("ruled", 401), ("continued", 402)])
def test_cells_of_scanned_tables_stand_in_their_row_and_column(layout: str, seed: int, rulebook: Rulebook) -> None:
    made = make(layout, seed)
    scans = [scan_press.ordinary(page, number) for number, page in enumerate(rendered(made.data, DPI))]
    document = read_tables(scan_press.as_pdf(scans, DPI, QUALITY["ordinary"]), made.name, rulebook)
    good, cells = right(made, document.tables)
    assert good >= 0.95 * cells, f"{good} of {cells}"


def test_rules_of_dots_part_rows() -> None:
    page = np.full((2400, 1700), 255, np.uint8)
    for x in (200, 600, 1400):
        page[300:900, x : x + 3] = 0
    for y in (300, 900):
        page[y : y + 3, 200:1403] = 0
    for x in range(200, 1400, 8):
        page[600:602, x : x + 3] = 0
    assert [len(table) for table in drawn_tables(page).tables] == [4]


def test_the_low_sides_of_a_row_that_stands_alone_are_rules() -> None:
    page = np.full((2400, 1700), 255, np.uint8)
    for y in (2200, 2240):
        page[y : y + 3, 200:1403] = 0
    for x in (200, 400, 900, 1150, 1400):
        page[2200:2243, x : x + 3] = 0
    page[2206:2234, 500:504] = 0  # the stem of a letter
    assert [len(table) for table in drawn_tables(page).tables] == [4]


def test_feet_of_letters_are_no_rule_of_dots() -> None:
    page = np.full((2400, 1700), 255, np.uint8)
    for x in (200, 600, 1400):
        page[300:900, x : x + 3] = 0
    for y in (300, 500, 900):
        page[y : y + 3, 200:1403] = 0
    for x in range(220, 590, 12):
        page[680:702, x : x + 3] = 0
        page[700:702, x - 2 : x + 6] = 0
    assert [len(table) for table in drawn_tables(page).tables] == [4]


def test_lone_figures_and_signs_of_cells_are_read() -> None:
    """What stands alone in a cell is read in the company of others, strokes and crosses by their shape."""
    page = np.full((1200, 1700), 240, np.uint8)
    image = scan_press.Image.fromarray(page)
    draw = scan_press.ImageDraw.Draw(image)
    face = scan_press.ImageFont.truetype(str(FOLDER / "DejaVuSans.ttf"), 28)
    rows = [["1.", "Mật ong", "25", "X"], ["2.", "Gạo thơm", "-", "x"], ["3.", "Trà sen", "7", "X"]]
    cells = []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cells.append((200.0 + 300 * x, 200.0 + 80 * y, 500.0 + 300 * x, 280.0 + 80 * y))
            draw.text((230 + 300 * x, 222 + 80 * y), text, 10, face)
    seen = read_cells(engine.engine(), np.asarray(image), cells, DPI)
    found = [
        " ".join(w.text for w in seen if x0 < (w.x0 + w.x1) / 2 < x1 and top < (w.top + w.bottom) / 2 < low)
        for x0, top, x1, low in cells
    ]
    assert found == [text for row in rows for text in row]


def small_table(face_size: int = 25) -> tuple[scan_press.Image.Image, list[list[str]]]:
    """A page with a table without rules: cells of two lines beside numbers and crosses that stand alone."""
    image = scan_press.Image.new("L", (1654, 1100), 240)
    draw = scan_press.ImageDraw.Draw(image)
    face = scan_press.ImageFont.truetype(str(FOLDER / "DejaVuSerif.ttf"), face_size)
    rows = [
        ["TT", "Sản phẩm", "Đơn vị sản xuất", "3 sao", "4 sao"],
        ["1.", "Nón lá bài thơ\nTân Thới", "Công ty TNHH MTV\nNghĩa Lễ Xanh", "X", ""],
        ["2.", "Tranh ghép gỗ", "HTX nông nghiệp\nPhước Bửu", "", "X"],
        ["3.", "Gốm men tro\nNghĩa Hội", "Hộ kinh doanh\nHoàng Đức Thơm", "X", ""],
        ["4.", "Mai vàng bonsai\nLương Quới", "Cơ sở Đạt Đạt", "", "X"],
        ["5.", "Mai vàng bonsai", "Công ty TNHH MTV\nXuân Thiện Xanh", "X", ""],
    ]
    for number, row in enumerate(rows):
        for x, text in zip((220, 320, 640, 1100, 1300), row, strict=True):
            high = 30 * (text.count("\n") + 1)
            for line, part in enumerate(text.split("\n")):
                draw.text((x, 330 + 80 * number - high // 2 + 30 * line), part, 10, face)
    return image, [[text.replace("\n", " ") for text in row] for row in rows]


def test_a_table_without_rules_is_read_piece_by_piece(rulebook: Rulebook) -> None:
    image, rows = small_table()
    scan = scan_press.ordinary(image.convert("RGB"), 4)
    (table,) = read_tables(scan_press.as_pdf([scan], DPI, 75), "bảng.pdf", rulebook).tables
    assert [[cell.text for cell in row] for row in (*table.header, *table.rows)] == rows


def test_pieces_are_parted_where_the_lines_of_a_cell_nearly_touch() -> None:
    """Marks go with their own letters, dashes stand alone, and a piece is cut out without its neighbours."""
    image = scan_press.Image.new("L", (700, 300), 240)
    draw = scan_press.ImageDraw.Draw(image)
    face = scan_press.ImageFont.truetype(str(FOLDER / "DejaVuSans.ttf"), 28)
    for place, text in {(40, 40): "gấp gọn", (40, 74): "ẢỄỮ thể", (500, 60): "-"}.items():
        draw.text(place, text, 10, face)
    ink = ink_of(np.asarray(image))
    assert len(ink.pieces) == 5
    upper = [piece for piece in ink.pieces if piece.base < 80 and piece.box[0] < 400]
    lower = [piece for piece in ink.pieces if piece.base > 80 and piece.box[0] < 400]
    for pieces, place, text in ((upper, (40, 40), "gấp gọn"), (lower, (40, 74), "ẢỄỮ thể")):
        own = scan_press.Image.new("L", image.size, 240)
        scan_press.ImageDraw.Draw(own).text(place, text, 10, face)
        cut, (x0, top, x1, low) = ink.of(pieces)
        assert np.abs(cut.astype(int) - np.asarray(own)[top:low, x0:x1]).max() < 60
    assert {piece.base for piece in upper} == {66}
    assert {piece.base for piece in lower} == {100}
    without = ink.without(upper + lower)
    assert (without[:, :450] > 170).all()
    assert (without[:, 480:] < 60).any()


def test_heads_and_signatures_in_two_columns_are_no_tables() -> None:
    press = scan_press.Setter(DPI).put(first_page())
    for leaf in press:
        grey = np.asarray(scan_press.ordinary(leaf.image, 1).convert("L"))
        found = gapped_tables(Unasked(), grey, DPI)
        assert found.tables == ()
        assert found.image is grey


class Unasked:
    """An engine that nothing may be asked of."""

    quick = True

    def words(self, image: Pixels, dpi: int, mode: engine.Mode = engine.Mode.PAGE) -> list[engine.Seen]:
        raise AssertionError("a page without tables was read piece by piece")

    def turn(self, image: scan_press.Image.Image) -> int:
        raise AssertionError("a page without tables was turned")


@pytest.mark.parametrize(
    ("readings", "shape", "number"),
    [
        (["5,", "lớn"], "1.", "5."), (["l1.", "uy", "l1."], "1.", "11."), (["3.", "Si"], "1.", "3."),
        (["H", "H"], "1", "II"), (["IH"], "1.", "III"), (["I."], "1.", "I."), (["TT"], "1.", "TT"), (["5,"], "", "5,"),
        (["", ""], "1.", ""),
        (["¡", "I"], "1.", "I"), (["IV"], "1", "IV"), (["1.008", "1008"], "1", "1.008"),
    ],
)  # fmt: skip
def test_numbers_of_rows_are_written_in_the_same_signs(readings: list[str], shape: str, number: str) -> None:
    assert mended(readings, 0, shape) == number


def test_a_column_of_numbers_is_known_by_most_of_its_cells() -> None:
    numbers = [["TT"], ["1.", "L"], ["5h", "2."], ["3."]]
    assert usual_shape(numbers) == "1."
    assert usual_shape([["Xã An Nhuận"], ["Xã Hòa Bình"], ["3"]]) == ""
    assert usual_shape([["1.250"], ["870"], ["36,5"]]) == ""


@pytest.mark.parametrize(
    ("readings", "figure"),
    [
        (["1008", "1008", "1.008"], "1.008"), (["315", "31,5"], "31,5"), (["2026", "2026."], "2026"),
        (["315", "3.15"], "315"), (["315", "41,5"], "315"), (["Quý", "31,5"], "Quý"),
    ],
)  # fmt: skip
def test_signs_that_one_reading_of_a_figure_has_are_believed(readings: list[str], figure: str) -> None:
    assert readings[with_signs(readings, 0)] == figure
