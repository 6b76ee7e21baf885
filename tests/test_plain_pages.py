"""Pages that pdfium reads alone are read as pdfplumber would read them; those that it would misread are left to it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import make_pdf
import pytest
from make_table import make
from reportlab.pdfgen.canvas import Canvas
from table_press import set_up

from extractor.readers import read_bytes
from extractor.readers.pdf_file import PageFacts, PdfFile
from extractor.readers.quality import garbage
from extractor.readers.sheet import PlacedLine, Sheet
from extractor.readers.text_layer import plain_sheet, text_sheet

FONT = "DejaVuSerif"
PROSE = (
    "Căn cứ Quyết định số 15/QĐ-UBND ngày 03 tháng 02 năm 2022 của Ủy ban",
    "nhân dân tỉnh Lâm Hà về việc ban hành Kế hoạch triển khai Chương trình",
    "mỗi xã một sản phẩm giai đoạn 2022 - 2025 trên địa bàn các huyện, thị xã",
)


class Drawing:
    """A page of prose on which a test draws something more."""

    def __init__(self, lines: tuple[str, ...] = PROSE) -> None:
        set_up()
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=(595, 842), invariant=1)
        self.canvas.setFont(FONT, 12)
        for number, line in enumerate(lines):
            self.canvas.drawString(70, 740 - 18 * number, line)

    def saved(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._out.getvalue()


def facts_of(data: bytes, folder: Path) -> PageFacts:
    (folder / "a.pdf").write_bytes(data)
    return PdfFile(str(folder / "a.pdf")).facts(0)


def told(sheet: Sheet | None) -> Iterator[str]:
    """Lines with the marks of paragraphs, and cells with their places."""
    assert sheet is not None
    for block in sheet.blocks:
        if isinstance(block, PlacedLine):
            yield ("¶ " if block.parted else "  ") + block.text
        else:
            yield from (f"{slot.row} {slot.column} {slot.rows} {slot.columns} {slot.content}" for slot in block.slots)


def test_plain_pages_are_read_as_by_pdfplumber(tmp_path: Path) -> None:
    plain = 0
    for seed in range(900, 912):
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(make("unruled", seed).data)
        pdf = PdfFile(str(path))
        for number in range(pdf.count):
            quick = plain_sheet(pdf.facts(number))
            if quick is not None:
                plain += 1
                assert list(told(quick)) == list(told(text_sheet(pdf.plumber_page(number))))
    assert plain >= 10, "hardly a page of documents without rules is taken as plain"


def test_words_stand_where_they_are_printed(tmp_path: Path) -> None:
    facts = facts_of(Drawing().saved(), tmp_path)
    assert facts.words is not None
    first, second = facts.words[:2]
    assert (first.text, second.text) == ("Căn", "cứ")
    assert first.x0 == pytest.approx(70, abs=0.1)
    assert first.x1 < second.x0 < first.x1 + 5
    assert first.top < 842 - 740 < first.bottom + 0.01 < 842 - 740 + 4


SECOND = "ươạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"


def test_letters_of_a_second_font_that_are_stored_after_the_line_come_back_to_their_words(tmp_path: Path) -> None:
    text = "\n".join(PROSE * 4)
    data = make_pdf.make_pdf(make_pdf.Sheet(later=SECOND).lines(text))
    assert garbage(facts_of(data, tmp_path).text), "pdfium itself reads the page"
    document = read_bytes(data, "a.pdf")
    assert document.copy_kind == "original"
    assert document.text.split() == text.split()


@pytest.mark.parametrize(
    "word", [("Chương trình OCOP", "1"), ("diện tích 500 m", "2"), ("năm 2022", "3"), ("tổ chức thực hiện", "*")]
)
def test_the_number_of_a_note_stays_out_of_its_word(word: tuple[str, str], tmp_path: Path) -> None:
    drawing = Drawing()
    pen = drawing.canvas
    pen.drawString(70, 600, word[0])
    pen.setFont(FONT, 7)
    pen.drawString(70 + pen.stringWidth(word[0], FONT, 12), 604, word[1])
    data = drawing.saved()
    assert facts_of(data, tmp_path).words is None, "sizes within a word are pdfplumber's to see"
    raised = {"1": "¹", "2": "²", "3": "³"}.get(word[1], word[1])
    assert word[0] + raised in read_bytes(data, "a.pdf").text


def _box(pen: Canvas) -> None:
    pen.rect(60, 500, 300, 40)


def _upright_rule(pen: Canvas) -> None:
    pen.line(60, 500, 60, 560)


def _turned(pen: Canvas) -> None:
    pen.rotate(90)
    pen.drawString(300, -560, "Phụ lục số 1")


def _form(pen: Canvas) -> None:
    pen.beginForm("stamp")
    pen.drawString(70, 500, "Số: 12")
    pen.endForm()
    pen.doForm("stamp")


def _field(pen: Canvas) -> None:
    pen.acroForm.textfield(name="so", value="46", x=70, y=500, width=80, height=20)


@pytest.mark.parametrize("draw", [_box, _upright_rule, _turned, _form, _field])
def test_pages_with_more_than_words_are_left_to_pdfplumber(draw: object, tmp_path: Path) -> None:
    drawing = Drawing()
    assert callable(draw)
    draw(drawing.canvas)
    assert facts_of(drawing.saved(), tmp_path).words is None


def test_a_rule_below_a_heading_leaves_a_page_plain(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.canvas.line(200, 730, 400, 730)
    assert facts_of(drawing.saved(), tmp_path).words is not None


def test_a_hyphen_at_the_end_of_a_line_parts_two_words(tmp_path: Path) -> None:
    lines = ("Căn cứ Nghị quyết số 12/2021/NQ-", "HĐND ngày 9 tháng 12 năm 2021 của Hội đồng nhân dân tỉnh")
    data = Drawing(lines).saved()
    words = facts_of(data, tmp_path).words
    assert words is not None
    assert words[6].x0 == pytest.approx(70, abs=0.1), "the second line begins at the margin"
    assert read_bytes(data, "a.pdf").text.splitlines()[0].split()[-1] == "12/2021/NQ-"
