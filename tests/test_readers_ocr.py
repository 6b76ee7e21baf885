"""Scans: recognition, preparation, pages of mixed kinds, and what happens without an engine."""

from __future__ import annotations

import io
import os
from pathlib import Path

import cv2
import make_scan
import numpy as np
import pytest
from conftest import with_tables
from make_pdf import Sheet, make_pdf
from PIL import ExifTags, Image
from rapidfuzz.distance import Levenshtein

from extractor.model import Document
from extractor.readers import ReadError, engine, read, read_bytes, sheet, workers
from extractor.readers.drawn import drawn_tables
from extractor.readers.engine import EngineMissing
from extractor.readers.ocr import pixels_of
from extractor.readers.placing import as_scanned
from extractor.readers.prepare import prepare, skew, without_red
from extractor.text import view

SCANS = Path(os.environ.get("OCOP_SCANS", "../shared/data/scans"))
TITLE = "Căn cứ Quyết định số 15/QĐ-UBND ngày 03/02/2022 của Ủy ban nhân dân tỉnh Lâm Hà về phát triển sản phẩm."


@pytest.fixture(scope="module", autouse=True)
def _engine() -> None:
    """Without an engine nothing here can run: a fault in CI, elsewhere a reason to skip."""
    try:
        engine.engine()
    except EngineMissing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    if not make_scan.FONTS.exists() and not os.environ.get("CI"):
        pytest.skip("the Debian package fonts-dejavu-core is not installed")


def small_page(text: str = TITLE) -> Image.Image:
    """A page with one paragraph, cut to its upper part."""
    press = make_scan.Press()
    press.paragraph(text)
    return press.image.crop((0, 0, make_scan.WIDTH, 700))


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, dpi=(make_scan.DPI, make_scan.DPI), **options)
    return out.getvalue()


def error_rate(found: str, said: str) -> float:
    """The share of characters that differ, white space folded."""
    found, said = " ".join(found.split()), " ".join(said.split())
    return Levenshtein.distance(found, said) / len(said)


@pytest.fixture(scope="module")
def corpus_scan(_engine: None) -> Document:
    return read(make_scan.TARGET)


def test_the_scan_in_the_corpus_is_read_nearly_without_error(corpus_scan: Document) -> None:
    _, said = make_scan.corpus_pages()
    assert corpus_scan.copy_kind == "scan"
    assert len(corpus_scan.pages) == 2
    for page, text in zip(corpus_scan.pages, said, strict=True):
        assert page.ocr
        assert page.confidence is not None
        assert page.confidence > 0.9
        assert page.note == "text layer absent"
        assert error_rate(corpus_scan.text[page.start : page.end], text) < 0.015


def test_what_stands_under_the_seal_is_read(corpus_scan: Document) -> None:
    assert "CHỦ TỊCH" in corpus_scan.text
    assert corpus_scan.text.rstrip().endswith("Thạch Thị Sa Thy")


def test_the_paragraphs_of_a_scan_come_together(corpus_scan: Document) -> None:
    paragraphs = view(corpus_scan.text).text.split("\n")
    starts = [p for p in paragraphs if p.startswith("Căn cứ Quyết định số")]
    assert len(starts) == 3
    assert starts[1].endswith("phân hạng sản phẩm Chương trình mỗi xã một sản phẩm.")


def test_words_of_a_scan_stand_on_their_ink(corpus_scan: Document) -> None:
    """Boxes are those of the page as scanned, not of the page made level."""
    page = corpus_scan.pages[0]
    word = next(w for w in page.words if corpus_scan.text[w.start : w.end] == "919/QĐ-TTg")
    assert 0.5 < (word.confidence or 0) <= 1
    clean = next(w for w in page.words if corpus_scan.text[w.start : w.end] == "Mục")
    image = make_scan.scanned(make_scan.corpus_pages()[0][0], 0.9, 0).convert("L")
    for box in (word, clean):
        edges = [round(v * make_scan.DPI / 72) for v in (box.x0, box.top, box.x1, box.bottom)]
        assert (np.asarray(image.crop(edges)) < 110).mean() > 0.08


def test_images_and_tiffs_of_several_pages() -> None:
    first, second = small_page(), small_page("Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này.")
    tiff = encoded(first, "TIFF", save_all=True, append_images=[second])
    document = read_bytes(tiff, "hai-trang.tif")
    assert [page.number for page in document.pages] == [1, 2]
    assert document.text.split("\f")[1].startswith("Điều 2. Chánh Văn phòng")
    assert document.pages[0].width == pytest.approx(make_scan.WIDTH * 72 / 200, abs=0.5)
    assert (document.format, document.copy_kind) == ("image", "scan")
    assert error_rate(read_bytes(encoded(first, "JPEG", quality=80), "trang.jpg").text, TITLE) < 0.02


@pytest.mark.parametrize(
    ("orientation", "held"),
    [(3, Image.Transpose.ROTATE_180), (6, Image.Transpose.ROTATE_90), (8, Image.Transpose.ROTATE_270),
     (2, Image.Transpose.FLIP_LEFT_RIGHT)],
)  # fmt: skip
def test_a_photograph_is_turned_as_its_camera_says(orientation: int, held: Image.Transpose) -> None:
    page, exif = small_page(), Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    document = read_bytes(encoded(page.transpose(held), "JPEG", quality=85, exif=exif), "ảnh.jpg")
    assert error_rate(document.text, TITLE) < 0.02
    assert "turned" not in (document.pages[0].note or "")
    assert document.pages[0].width > document.pages[0].height


def test_a_photograph_on_a_desk_in_a_slanting_light() -> None:
    page = np.asarray(small_page())
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    seen = np.array([[230, 160], [1800, 140], [1880, 900], [150, 860]], dtype=np.float32)
    desk = cv2.warpPerspective(page, cv2.getPerspectiveTransform(corners, seen), (2030, 1030), borderValue=(70, 50, 40))
    lit = (desk * np.linspace(0.6, 1.0, 2030)[None, :, None]).astype(np.uint8)
    assert error_rate(read_bytes(encoded(Image.fromarray(lit), "JPEG", quality=85), "ảnh.jpg").text, TITLE) < 0.03


def test_the_small_copy_behind_a_photograph_is_no_page() -> None:
    page = small_page()
    behind = page.resize((page.width // 4, page.height // 4))
    document = read_bytes(encoded(page, "MPO", save_all=True, append_images=[behind]), "ảnh.jpg")
    assert len(document.pages) == 1
    assert error_rate(document.text, TITLE) < 0.02


def test_paper_is_white_whatever_the_image_is_made_of() -> None:
    page = small_page().convert("L").resize((400, 170))
    plain = np.asarray(page)
    clear = Image.merge("LA", (Image.new("L", page.size, 0), page.point(lambda grey: 255 - grey)))
    for image in (page, page.convert("P"), page.convert("CMYK"), clear, Image.fromarray(plain.astype(np.uint16) << 8)):
        pixels = pixels_of(image)
        grey = pixels if pixels.ndim == 2 else pixels.mean(axis=2)
        assert np.abs(grey - plain.astype(float)).max() < 3


def test_a_poor_page_is_prepared() -> None:
    """Noise and a shadow over half the page."""
    pixels = np.asarray(make_scan.scanned(small_page(), 2.0, 3, noise=25), dtype=np.float32)
    shadow = np.linspace(0.55, 1.0, pixels.shape[1])[None, :, None]
    poor = Image.fromarray((pixels * shadow).astype(np.uint8))
    assert error_rate(read_bytes(encoded(poor, "PNG"), "trang.png").text, TITLE) < 0.03


def test_a_page_on_its_side_is_turned() -> None:
    page = make_scan.Press()
    for _ in range(4):
        page.paragraph(TITLE)
    sideways = page.image.crop((0, 0, make_scan.WIDTH, 1000)).rotate(90, expand=True)
    document = read_bytes(encoded(sideways, "PNG"), "nằm-ngang.png")
    assert "turned by 90 degrees" in (document.pages[0].note or "")
    assert error_rate(document.text, " ".join([TITLE] * 4)) < 0.03


def test_a_blank_page_has_no_words() -> None:
    blank = make_scan.scanned(Image.new("RGB", (800, 1100), "white"), 0, 1)
    document = read_bytes(encoded(blank, "PNG"), "trắng.png")
    assert document.text == ""
    assert document.pages[0].note == "blank page"
    assert document.warnings == ("No words were found in the file.",)


def test_a_drawn_table_becomes_a_grid() -> None:
    page = small_page("Bảng 1: Kinh phí hỗ trợ phát triển sản phẩm năm 2022")
    draw, face = make_scan.ImageDraw.Draw(page), make_scan.font()
    columns, rows = (250, 400, 950, 1300), (300, 380, 460, 540)
    for y in rows:
        draw.line((columns[0], y, columns[-1], y), "black", 3)
    for x in columns:
        draw.line((x, rows[0], x, rows[-1]), "black", 3)
    cells = [["Stt", "Huyện", "Triệu đồng"], ["1", "Huyện Lâm Hà", "1.250"], ["2", "Huyện Đam Bri", "870"]]
    for line, y in zip(cells, rows, strict=False):
        for text, x in zip(line, columns, strict=False):
            draw.text((x + 30, y + 20), text, "black", face)
    document = read_bytes(encoded(make_scan.scanned(page, 0.7, 5), "PNG"), "bảng.png")
    (table,) = with_tables(document).tables
    assert tuple(column.heading for column in table.columns) == ("Stt", "Huyện", "Triệu đồng")
    assert [row[1].text for row in table.rows] == ["Huyện Lâm Hà", "Huyện Đam Bri"]
    assert [row[2].text for row in table.rows] == ["1.250", "870"]
    assert "Bảng 1" in document.text[: table.start]


def test_a_coarse_scan_is_flagged() -> None:
    small = small_page().resize((make_scan.WIDTH // 2, 350))
    out = io.BytesIO()
    small.save(out, "PNG", dpi=(100, 100))
    document = read_bytes(out.getvalue(), "mờ.png")
    assert any("100 dpi, figures may be wrong (page 1)" in warning for warning in document.warnings)


def test_a_page_in_another_script_is_told() -> None:
    behind = small_page(TITLE * 4).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    document = read_bytes(encoded(behind, "PNG"), "mặt-sau.png")
    assert "hardly a word is Vietnamese" in (document.pages[0].note or "")
    assert "Hardly a word is Vietnamese, it may be another script (page 1)." in document.warnings


def test_pages_of_a_pdf_are_judged_one_by_one() -> None:
    prose = "Nghị quyết này quy định chính sách hỗ trợ phát triển sản phẩm của tỉnh."
    stamped = Sheet(image=make_scan.scanned(small_page(), 0.5, 1), image_box=(0, 60, 595, 312))
    stamped.lines("Ký bởi: Ủy ban nhân dân tỉnh Lâm Hà", y=30)
    hidden = Sheet(image=small_page(), image_box=(0, 0, 595, 842), invisible=True).lines("CQNG HOA xA Hqr" * 3)
    document = read_bytes(make_pdf(Sheet().lines(prose), stamped, hidden), "ba-trang.pdf")
    assert [page.ocr for page in document.pages] == [False, True, True]
    assert [page.note and page.note.split(";")[0] for page in document.pages] == [
        None, "text layer holds only a header or a stamp", "text layer of an earlier OCR",
    ]  # fmt: skip
    assert error_rate(document.text.split("\f")[1], TITLE) < 0.6
    assert TITLE[:40] in " ".join(document.text.split("\f")[1].split())
    assert "CQNG" not in document.text


def test_an_image_beside_text_is_read_too() -> None:
    prose = "\n".join(["Nghị quyết này quy định chính sách hỗ trợ phát triển sản phẩm của tỉnh ta."] * 8)
    sheet = Sheet(image=small_page(), image_box=(0, 400, 595, 652)).lines(prose).lines("Chương II của văn bản", y=760)
    document = read_bytes(make_pdf(sheet), "xen-ảnh.pdf")
    assert (
        document.text.index("quy định chính sách")
        < document.text.index("15/QĐ-UBND")
        < document.text.index("Chương II")
    )


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    """Workers that find no data for the engine."""
    workers.dismiss()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    yield
    workers.dismiss()


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_the_rest_is_read_and_the_packages_are_named() -> None:
    scan = Sheet(image=small_page(), image_box=(0, 0, 595, 250))
    document = read_bytes(make_pdf(Sheet().lines("Nghị quyết này có hiệu lực."), scan), "hai-trang.pdf")
    assert document.text.startswith("Nghị quyết này có hiệu lực.")
    (warning,) = document.warnings
    assert "tesseract-ocr-vie" in warning
    assert "page 2" in warning
    for data, name in ((make_pdf(scan), "quét.pdf"), (encoded(small_page(), "PNG"), "quét.png")):
        with pytest.raises(ReadError, match="tesseract-ocr-vie"):
            read_bytes(data, name)


def test_the_command_line_program_reads_as_the_library_does() -> None:
    if engine.shutil.which("tesseract") is None:
        pytest.skip("the program tesseract is not installed")
    words = engine.engine(command=True).words(np.asarray(small_page().convert("L")), 200)
    assert error_rate(" ".join(word.text for word in words), TITLE) < 0.02


def crash() -> None:
    """What a library does on a hostile page."""
    os._exit(11)


def test_a_worker_that_breaks_down_takes_nothing_with_it() -> None:
    with pytest.raises(workers.WorkerLost, match="broke down"):
        workers.in_worker(crash)
    assert workers.in_worker(len, "còn") == 3


def test_skew_is_found_and_undone() -> None:
    page = make_scan.scanned(make_scan.corpus_pages()[0][0], -2.5, 2)
    pixels = np.asarray(page, dtype=np.uint8)
    assert skew(without_red(pixels)) == pytest.approx(2.5, abs=0.15)
    assert abs(skew(prepare(pixels).image)) < 0.15


def test_boxes_go_back_to_the_original() -> None:
    pixels = np.full((400, 600, 3), 240, np.uint8)
    for turn, shape in ((0, (400, 600)), (90, (600, 400)), (180, (400, 600)), (270, (600, 400))):
        prepared = prepare(pixels, turn)
        assert prepared.image.shape == shape
        corner = np.array([[100.0, 50.0, 150.0, 80.0, 1.0]])
        there = np.sort(
            (prepared.affine @ corner[:, [0, 1, 4]].T).T.tolist()
            + (prepared.affine @ corner[:, [2, 3, 4]].T).T.tolist(),
            axis=0,
        )
        line = sheet.PlacedLine((sheet.PlacedWord("còn", *(there.reshape(4) * 72 / 200)),))
        (back,) = as_scanned(sheet.Sheet(0, 0, (line,), lean=prepared.lean(200))).blocks
        found = [(word.x0, word.top, word.x1, word.bottom) for word in back.words]
        assert found == [pytest.approx([36, 18, 54, 28.8], abs=0.01)]


def test_red_ink_is_lifted_and_black_stays() -> None:
    image = np.full((100, 100, 3), 250, np.uint8)
    cv2.circle(image, (50, 50), 30, (200, 40, 50), 6)
    image[48:52] = 20
    grey = without_red(image)
    assert grey[49].max() < 60
    assert grey[20:26, 50].min() > 180


def test_a_frame_is_no_table() -> None:
    page = np.full((800, 600), 255, np.uint8)
    cv2.rectangle(page, (50, 50), (550, 400), 0, 3)
    assert drawn_tables(page).tables == ()


@pytest.mark.skipif(not SCANS.is_dir(), reason="the scans to try things on are not here")
def test_real_scans() -> None:
    signed = read(SCANS / "vht507.signed.pdf")
    assert not any(page.ocr for page in signed.pages)
    assert "Số: 542" in " ".join(signed.text.split())
    assert read(SCANS / "blank-with-bleed-through.png").text.strip() == ""
    stamped = read(SCANS / "01_TTr.signed.pdf")
    assert "115/2021/NĐ-CP" in stamped.text
    assert (stamped.pages[0].confidence or 0) > 0.9
