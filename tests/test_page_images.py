"""Images of scanned pages: small, made once, with what the database masks painted over; the site serves them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_document
from PIL import Image, ImageDraw
from site_facts import documents
from test_cli import ocop
from test_site import asking

from extractor.model import Document, Page, Word
from extractor.page_images import forget_others, make_images
from extractor.readers import engine
from extractor.readers.engine import EngineMissing
from extractor.readers.page_images import page_image
from extractor.rulebook import Rulebook, load
from extractor.store import Writer
from extractor.store.beside import folder_of

DPI = 200
TEXT = "Điện thoại 0912345678 của phòng"
PHONE = (100.0, 90.0, 200.0, 110.0)
OTHER = (210.0, 90.0, 300.0, 110.0)


def scan(folder: Path, form: str) -> Path:
    """A white page of A4, grey where the telephone and the word behind it stand."""
    image = Image.new("RGB", (1654, 2339), "white")
    for box in (PHONE, OTHER):
        ImageDraw.Draw(image).rectangle([edge * DPI / 72 for edge in box], fill=(128, 128, 128))
    path = folder / f"quét.{form}"
    image.save(path, resolution=DPI) if form == "pdf" else image.save(path, dpi=(DPI, DPI))
    return path


def read(form: str) -> Document:
    """What an engine would have read from it."""
    width, height = 1654 * 72 / DPI, 2339 * 72 / DPI
    at = TEXT.index("0912"), TEXT.index("của")
    words = (Word(at[0], at[0] + 10, *PHONE, 0.9), Word(at[1], at[1] + 3, *OTHER, 0.9))
    page = Page(1, 0, len(TEXT), width, height, ocr=True, words=words)
    return replace(make_document(TEXT), id="ab" * 32, format=form, pages=(page,))


def middle(image: Image.Image, box: tuple[float, float, float, float]) -> int:
    """How light the middle of a box in points is."""
    scale = image.width * 72 / (1654 * 72 / DPI) / 72
    light = image.convert("L").getpixel((round((box[0] + box[2]) / 2 * scale), round((box[1] + box[3]) / 2 * scale)))
    assert isinstance(light, int)
    return light


@pytest.mark.parametrize(("ending", "form"), [("pdf", "pdf"), ("png", "image")])
def test_an_image_is_small_and_hides_what_the_database_masks(
    ending: str, form: str, tmp_path: Path, rulebook: Rulebook
) -> None:
    path, document = scan(tmp_path, ending), read(form)
    images = make_images([(path, document)], tmp_path / "pages", rulebook)
    with Image.open(tmp_path / "pages" / images[document.id][1]) as image:
        assert image.format == "WEBP"
        assert max(image.size) <= 1754
        assert middle(image, PHONE) < 20
        assert middle(image, OTHER) == pytest.approx(128, abs=12)
        assert middle(image, (10, 10, 20, 20)) > 240


def test_an_image_is_made_once_and_again_when_more_is_hidden(tmp_path: Path, rulebook: Rulebook) -> None:
    path, document = scan(tmp_path, "png"), read("image")
    folder = tmp_path / "pages"
    first = make_images([(path, document)], folder, rulebook)[document.id][1]
    path.write_bytes(b"")  # nothing can be drawn from it any more
    assert make_images([(path, document)], folder, rulebook)[document.id][1] == first
    bare = replace(document, text=TEXT.replace("0912345678", "không có số"))
    assert make_images([(path, bare)], folder, rulebook)[document.id] == {}
    forget_others(folder, {first})
    assert (folder / first).is_file()
    forget_others(folder, set())
    assert not (folder / first).exists()


def test_only_scanned_pages_are_drawn(tmp_path: Path, rulebook: Rulebook) -> None:
    document = read("pdf")
    typed = replace(document, pages=tuple(replace(page, ocr=False) for page in document.pages))
    assert make_images([(scan(tmp_path, "pdf"), typed)], tmp_path / "pages", rulebook) == {document.id: {}}
    assert not (tmp_path / "pages").exists()


def test_all_is_hidden_where_nobody_knows_how_wide_the_page_is(tmp_path: Path) -> None:
    data = page_image(str(scan(tmp_path, "png")), "image", 1, None, [PHONE])
    with Image.open(io.BytesIO(data)) as image:
        assert image.convert("L").getextrema() <= (0, 20)


def test_a_build_draws_pages_where_it_is_asked_to(tmp_path: Path) -> None:
    try:
        engine.engine()
    except EngineMissing as missing:
        pytest.skip(str(missing))
    (tmp_path / "corpus").mkdir()
    Image.new("L", (800, 1100), 255).save(tmp_path / "corpus" / "trang.png")
    database = tmp_path / "ocop.db"
    for asked in ([], ["--page-images"], []):
        assert ocop("build", str(tmp_path / "corpus"), "-o", str(database), *asked) == 0
        assert asking(database)("/van-ban/trang/trang/1.webp").status_code == (200 if asked else 404)
    assert list(folder_of(database).glob("*/*.webp"))  # kept for the next build that asks for it


def test_the_site_serves_the_images_of_pages(tmp_path: Path) -> None:
    plan, _ = documents()
    path = tmp_path / "ocop.db"
    with Writer(path, load()) as writer:
        writer.add_document(
            replace(plan, document=replace(plan.document, pages=(Page(1, 0, 9), Page(2, 9, 20)))),
            "quet",
            {"file": "a.pdf", "images": {2: "ab/2-1.webp"}},
        )
        writer.add_document(plan, "ro", {"file": "b.pdf"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    image = folder_of(path) / "ab" / "2-1.webp"
    get = asking(path)
    assert get("/van-ban/quet/trang/2.webp").status_code == 404
    image.parent.mkdir(parents=True)
    image.write_bytes(b"RIFF")
    served = get("/van-ban/quet/trang/2.webp")
    assert (served.status_code, served.content, served.headers["content-type"]) == (200, b"RIFF", "image/webp")
    assert get("/van-ban/quet/trang/1.webp").status_code == 404
    assert get("/van-ban/khong-co/trang/1.webp").status_code == 404
    page = get("/van-ban/quet").text
    assert 'href="/van-ban/quet/trang/2.webp"' in page
    assert "trang/1.webp" not in page
    assert "Ảnh trang quét" not in get("/van-ban/ro").text
