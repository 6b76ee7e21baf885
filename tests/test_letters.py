"""Texts of old fonts, of other encodings and read in a wrong way come back as they were; right texts are left alone."""

from __future__ import annotations

import html
import io
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from legacy_text import BYTES, in_tcvn3, in_vni, in_windows_1258, misread, without_marked_capitals
from rapidfuzz.distance import Levenshtein
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from table_press import FOLDER

from extractor.facts import FINDERS
from extractor.model import Document
from extractor.outline import outline
from extractor.readers import ReadError, read_bytes
from extractor.readers.letters import Piece, mended, of_font, tidied, unescaped
from extractor.readers.letters.hyphens import with_hyphens_read
from extractor.readers.letters.syllables import is_real
from extractor.rulebook import Rulebook, table

ROOT = Path(__file__).parent
SOURCES = tuple(sorted((ROOT.parent / "corpus" / "sources").glob("*.txt")))
CONSISTENT = tuple(sorted((ROOT / "consistent").glob("*.txt")))
SENTENCE = "Ủy ban nhân dân tỉnh Lâm Hà ban hành Kế hoạch phát triển sản phẩm địa phương năm 2025."
FORMS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "TCVN3": (lambda text: in_tcvn3(text).encode("cp1252", "replace"), "TCVN3"),
    "TCVN3 kept as UTF-8": (lambda text: in_tcvn3(text).encode(), "TCVN3"),
    "VNI": (lambda text: in_vni(text).encode("cp1252", "replace"), "VNI"),
    "VNI kept as UTF-8": (lambda text: in_vni(text).encode(), "VNI"),
    "windows-1258": (in_windows_1258, "windows-1258"),
    "windows-1258 kept as UTF-8": (
        lambda text: "".join(BYTES[b] for b in in_windows_1258(text)).encode(),
        "windows-12",
    ),
    "misread": (lambda text: misread(text).encode(), "UTF-8 read as"),
    "misread twice": (lambda text: misread(text, 2).encode(), "UTF-8 read as"),
    "decomposed, misread": (lambda text: misread(unicodedata.normalize("NFD", text)).encode(), "UTF-8 read as"),
    "decomposed": (lambda text: unicodedata.normalize("NFD", text).encode(), ""),
    "UTF-16": (lambda text: text.encode("utf-16"), ""),
    "UTF-16 LE without mark": (lambda text: text.encode("utf-16-le"), ""),
    "UTF-16 BE without mark": (lambda text: text.encode("utf-16-be"), ""),
    "entities": (lambda text: "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in text).encode(), ""),
}


@cache
def original(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def accuracy(expected: str, got: str) -> float:
    pairs = zip(expected.split("\n"), got.split("\n"), strict=True)
    return 1 - sum(Levenshtein.distance(a, b) for a, b in pairs if a != b) / len(expected)


# Whole texts there and back


@pytest.mark.parametrize("form", FORMS)
def test_a_text_comes_back_as_it_was(form: str) -> None:
    encode, name = FORMS[form]
    for path in (*SOURCES, *CONSISTENT):
        text = original(path)
        document = read_bytes(encode(text), "x.txt")
        if "⁴" in text and name not in ("", "UTF-8 read as"):  # old encodings have no such sign
            text = "".join("?" if sign in "⁴⁵⁶⁷⁸⁹⁰" and document.text[place] == "?" else sign
                           for place, sign in enumerate(text))  # fmt: skip
        if "TCVN3" in form:  # its capitals have no tones, except in words that are capitals throughout; ¹ is ạ
            assert accuracy(text, document.text) > 0.9975, path.name
            assert accuracy(text.lower(), document.text.lower()) > 0.9995, path.name
        else:
            assert document.text == text, path.name
        assert bool(name) == bool(document.warnings)
        assert all(name in warning for warning in document.warnings)


@pytest.mark.parametrize("form", ["TCVN3", "VNI", "windows-1258", "misread twice"])
def test_the_same_citations_are_found(form: str, rulebook: Rulebook) -> None:
    def citations(document: Document) -> list[tuple[object, ...]]:
        found = FINDERS["citations"](document, outline(document, rulebook), rulebook)
        return [(one.start, one.end, one.key, one.pinpoint) for one in found]  # type: ignore[attr-defined]

    for path in CONSISTENT[:8]:
        text = original(path).replace("Ủy ban", "Uỷ ban")  # as people wrote who had no Ủ
        expected = citations(read_bytes(text.encode(), "x.txt"))
        assert expected
        assert citations(read_bytes(FORMS[form][0](text), "x.txt")) == expected


def test_what_tcvn3_loses() -> None:
    text = f"{SENTENCE}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 15/KH-UBND\nĐiều 1. Ở ấp Ô Lâm\n"
    assert read_bytes(in_tcvn3(text).encode("cp1252"), "x").text == text.replace("Ở ấp", "ở ấp")
    assert without_marked_capitals("Ủy ban Điều") == "ủy ban Điều"


# Right texts are left alone


def right_texts() -> list[Path]:
    """Texts in Unicode: ours, and those of the folder that OCOP_TEXTS names."""
    folders = [
        ROOT.parent / "corpus" / "sources",
        ROOT / "consistent",
        ROOT / "second_corpus",
        ROOT / "citation_corpus",
    ]
    folders += [Path(os.environ["OCOP_TEXTS"])] if "OCOP_TEXTS" in os.environ else []
    return [path for folder in folders for path in sorted(folder.rglob("*.txt"))]


def test_right_texts_are_left_alone() -> None:
    texts = right_texts()
    assert len(texts) > 40
    for path in texts:
        text = unicodedata.normalize("NFC", path.read_bytes().decode("utf-8", "replace"))
        lines = text.replace("\r\n", "\n").split("\n")
        found = mended([Piece(line) for line in lines])
        assert not found.words, path.name
        assert found.texts == tuple(lines), path.name
        assert unescaped(text) == text, path.name


@pytest.mark.parametrize(
    "text",
    [
        "Thị trấn “THỊ XÃ” và “ĐÃ…” – xã “HÒA’",
        "Chuỗi café Nestlé, crème brûlée, São Paulo, Côte d'Ivoire, señor Muñoz, Zürich, smörgåsbord",
        "Sản phẩm trà “Fleur de thé” của Société Générale đạt 25°C ± 2, 10 m², 5 µm, ½ kg, §1, © 2024, 3×4",
        "La fête de l'été à Orléans: où sont les élèves du collège? Ils ont été reçus à l'hôtel près de l'église.",
        "Cà phê và bò né; bé nói: có lá, hoa và quà; ba má mê cá kho",
        "Sông Đồng Nai, mã số ¹ và ², giá « 5 »; UBND, HĐND, QĐ-TTg, Đ/c, TP.HCM",
        "· Mục một\n· Mục hai\n· Mục ba",
    ],
)
def test_signs_and_words_of_other_languages_are_left_alone(text: str) -> None:
    found = mended([Piece(line) for line in text.split("\n")])
    assert "\n".join(found.texts) == text
    assert not found.words


def test_a_paragraph_of_an_old_font_among_others_is_converted_alone() -> None:
    lines = [SENTENCE, in_tcvn3(SENTENCE), "Société Générale, café, Côte d'Ivoire", in_vni(SENTENCE), SENTENCE]
    found = mended([Piece(line) for line in lines])
    assert found.texts == (SENTENCE, SENTENCE, lines[2], SENTENCE, SENTENCE)
    assert set(found.words) == {"TCVN3", "VNI"}


def test_part_of_a_line_in_an_old_font_is_converted_alone() -> None:
    found = mended([Piece(f"Điều 1. Phê duyệt {in_tcvn3('kế hoạch phát triển sản phẩm')} của tỉnh Lâm Hà")])
    assert found.texts == ("Điều 1. Phê duyệt kế hoạch phát triển sản phẩm của tỉnh Lâm Hà",)


# Tables


def test_tcvn3_agrees_with_iconv() -> None:
    iconv = shutil.which("iconv")
    if iconv is None or "TCVN5712-1" not in subprocess.run([iconv, "-l"], capture_output=True, text=True).stdout:
        pytest.skip("this iconv does not know TCVN5712-1")
    codes = bytes(int(row["code"], 16) for row in table("tcvn3"))
    done = subprocess.run([iconv, "-f", "TCVN5712-1", "-t", "UTF-8"], input=codes, capture_output=True, check=True)
    letters = unicodedata.normalize("NFC", done.stdout.decode())
    assert letters == "".join(row["letter"] for row in table("tcvn3"))


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_every_letter_has_one_code(name: str) -> None:
    marks = ["", *"\u0300\u0301\u0303\u0309\u0323"]
    wanted = {unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in marks} | {"đ"}
    rows = table(name)
    assert {row["letter"] for row in rows} >= {letter for letter in wanted if not letter.isascii()}
    assert len({row["code"] for row in rows}) == len({row["letter"] for row in rows}) == len(rows)


@pytest.mark.parametrize("word", "quốc nghiêng khuỷu gì giêng Đắk yêu ở ý quýt uống thuở ngoằng BÚK".split())
def test_syllables(word: str) -> None:
    assert is_real(word)


@pytest.mark.parametrize("word", "baûn nhaân b¶n tiềt học̀ brûl strá xzá của’ aé".split())
def test_no_syllables(word: str) -> None:
    assert not is_real(word)


@pytest.mark.parametrize(
    ("font", "charset", "capitals"),
    [
        (".VnTime", "TCVN3", False),
        (".VnTimeH", "TCVN3", True),
        ("ABCDEF+.VnTimeH,Bold", "TCVN3", True),
        (".VnArial NarrowH", "TCVN3", True),
        (".VnHelvetIns", "TCVN3", False),
        ("VNI-Times", "VNI", False),
        ("BCDEFG+VNI-Helve-Condense", "VNI", False),
    ],
)
def test_fonts_that_name_their_charset(font: str, charset: str, capitals: bool) -> None:
    found = of_font(font)
    assert found is not None
    assert (found[0].name, found[1]) == (charset, capitals)


@pytest.mark.parametrize("font", ["Times New Roman", "Vnovation", "VNIVERSITY", "Arial", ""])
def test_other_fonts(font: str) -> None:
    assert of_font(font) is None


# Word documents


def word(*paragraphs: list[tuple[str, str | None]], style: str | None = None) -> Document:
    """A Word document of paragraphs of runs: text and font; ``style``: the font of the style for all."""
    file = docx.Document()
    if style:
        file.styles["Normal"].font.name = style
    for runs in paragraphs:
        paragraph = file.add_paragraph()
        for text, font in runs:
            run = paragraph.add_run(text)
            if font:
                run.font.name = font
    out = io.BytesIO()
    file.save(out)
    return read_bytes(out.getvalue(), "văn bản.docx")


def test_each_run_of_word_is_read_by_its_font() -> None:
    document = word(
        [(in_tcvn3("ủy ban nhân dân tỉnh"), ".VnTimeH")],
        [
            (in_tcvn3("Điều 1. "), ".VnTime"),
            ("Kế hoạch năm 2025 ", "Times New Roman"),
            (in_vni("của Ủy ban"), "VNI-Times"),
        ],
        [("bé", ".VnTime"), (" bé ", "Arial"), ("café", "Arial")],
    )
    assert document.text.split("\n\n") == [
        "ỦY BAN NHÂN DÂN TỈNH", "Điều 1. Kế hoạch năm 2025 của Ủy ban", "bộ bé café\n",
    ]  # fmt: skip
    assert ["TCVN3" in warning for warning in document.warnings] == [True, False]


def test_letters_that_word_parts_are_put_together() -> None:
    pieces: list[tuple[str, str | None]] = [(sign, "VNI-Times") for sign in in_vni("Ủy ban nhân dân")]
    assert word(pieces).text.strip() == "Ủy ban nhân dân"


def test_the_font_of_a_style_counts() -> None:
    assert word([(in_tcvn3("Kế hoạch của tỉnh"), None)], style=".VnTime").text.strip() == "Kế hoạch của tỉnh"
    assert word([(SENTENCE, None)], style=".VnTime").text.strip() == SENTENCE
    assert word([(SENTENCE, None)], style=".VnTime").warnings == ()


def test_letters_of_symbol_fonts() -> None:
    private = "".join(chr(0xF000 + ord(sign)) if "¡" <= sign <= "ÿ" else sign for sign in in_tcvn3("Kế hoạch của tỉnh"))
    assert word([(private, ".VnTime")]).text.strip() == "Kế hoạch của tỉnh"


def test_a_raised_figure_beside_converted_letters_stays_raised() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph()
    for text, raised in ((in_tcvn3("diện tích 25 m"), False), ("2", True), (in_tcvn3(" đất"), False)):
        run = paragraph.add_run(text)
        run.font.name, run.font.superscript = ".VnTime", raised or None
    assert file.element.body.findall(f".//{qn('w:vertAlign')}")
    out = io.BytesIO()
    file.save(out)
    assert read_bytes(out.getvalue(), "x").text.strip() == "diện tích 25 m² đất"


# Web pages


def page(body: str, encoding: str = "utf-8", declared: str = "utf-8") -> Document:
    whole = f'<!doctype html><html><head><meta charset="{declared}"></head><body>{body}</body></html>'
    return read_bytes(whole.encode(encoding), "trang.html")


def test_fonts_of_a_web_page() -> None:
    body = f"<p><font face='.VnTimeH'>{in_tcvn3('kế hoạch')}</font></p><p>Số bé café</p>"
    body += f"""<p style='font-family: ".VnTime"'>{in_tcvn3("của bộ")} <b>{in_tcvn3("năm")}</b></p>"""
    document = page(body)
    assert document.text.split("\n\n") == ["KẾ HOẠCH", "Số bé café", "của bộ năm", ""]
    assert "TCVN3" in document.warnings[0]


@pytest.mark.parametrize("declared", ["x-user-defined", "windows-1252", "utf-8"])
def test_a_page_in_an_old_encoding(declared: str) -> None:
    body = "".join(f"<p>{in_tcvn3(SENTENCE)}</p>" for _ in range(3))
    assert page(body, "cp1252", declared).text.split("\n\n")[0] == SENTENCE


def test_entities_escaped_once_and_twice() -> None:
    named = "Kế hoạch &quot;m&agrave;u&quot; h&agrave;ng n&ocirc;ng s&#7843;n & OCOP &MT;"
    expected = 'Kế hoạch "màu" hàng nông sản & OCOP &MT;'
    for times in range(3):
        assert page(f"<p>{named}</p>").text.strip() == expected, times
        named = html.escape(named, quote=False).replace("&amp; OCOP", "& OCOP").replace("&amp;MT;", "&MT;")
    assert unescaped("N&amp;N, R&D; &agrave") == "N&N, R&D; &agrave"


def test_a_misread_page_is_repaired() -> None:
    assert page(f"<p>{html.escape(misread(SENTENCE))}</p>").text.strip() == SENTENCE


# PDF


def pdf(lines: list[str], font: str | None = None) -> Document:
    """A PDF whose embedded font calls itself ``font``; without it, a plain one that says nothing of its letters."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    if font:
        pdfmetrics.registerFont(TTFont("DejaVuSans", str(FOLDER / "DejaVuSans.ttf")))
    canvas.setFont("DejaVuSans" if font else "Times-Roman", 12)
    for number, line in enumerate(lines):
        canvas.drawString(60, 780 - 16 * number, line)
    canvas.save()
    data, name = out.getvalue(), b"/AAAAAA+DejaVuSans"
    return read_bytes(data.replace(name, f"/AAAAAA+{font}".encode().ljust(len(name))) if font else data, "x.pdf")


LINES = ["Ủy ban nhân dân tỉnh", "Số: 5", "Gạo nếp phương tư vấn"]


@pytest.mark.parametrize(
    ("encode", "font", "expected"),
    [
        (in_tcvn3, ".VnTime", "ủy ban nhân dân tỉnh\nSố: 5\nGạo nếp phương tư vấn"),
        (in_tcvn3, ".VnTimeH", "ỦY BAN NHÂN DÂN TỈNH\nSỐ: 5\nGẠO NẾP PHƯƠNG TƯ VẤN"),
        (in_vni, "VNI-Times", "\n".join(LINES)),
        (in_tcvn3, None, "ủy ban nhân dân tỉnh\nSố: 5\nGạo nếp phương tư vấn"),
        (in_vni, None, "\n".join(LINES)),
    ],
)
def test_a_pdf_of_an_old_font(encode: Callable[[str], str], font: str | None, expected: str) -> None:
    document = pdf(list(map(encode, LINES)), font)
    name = "VNI" if encode is in_vni else "TCVN3"
    assert document.text == expected
    assert document.pages[0].note == f"converted from {name}"
    assert document.warnings == (f"Converted from {name} (page 1).",)
    assert [document.text[w.start : w.end] for w in document.pages[0].words] == expected.split()


def test_a_pdf_of_unicode_in_an_old_font_is_left_alone() -> None:
    document = pdf(LINES, ".VnTime")
    assert (document.text, document.warnings) == ("\n".join(LINES), ())


@pytest.mark.parametrize(
    ("text", "read"),
    [("ph-ơng", "phương"), ("t- vấn", "tư vấn"), ("n\u00adớc", "nước"), ("QĐ-UBND", "QĐ-UBND"), ("- Về", "- Về"),
     ("kinh tế-xã hội", "kinh tế-xã hội"), ("2021-2025", "2021-2025")],
)  # fmt: skip
def test_hyphens_that_are_letters(text: str, read: str) -> None:
    assert with_hyphens_read(text) == read


# Letters and signs one by one


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Uûy ban nhaân daân", "Ủy ban nhân dân"),
        ("UÛY BAN NHAÂN DAÂN TÆNH ÑOÀNG THAÙP", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP"),
        ("nhâan dâan tænh Ñaék Laék", "nhân dân tỉnh Đắk Lắk"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("C«ng ty TNHH Hµ Néi ®Õn x·", "Công ty TNHH Hà Nội đến xã"),
        ("á»§y ban nhÃ¢n dÃ¢n", "ủy ban nhân dân"),
        ("Kế hoạch của xÃ£ Tân Há»™i", "Kế hoạch của xã Tân Hội"),
        ("lÃ m viá»‡c vÃ cÃ¡c xÃ£", "làm việc và các xã"),
        ("ngÆ°á»i há»c á»Ÿ Äá»“ng ThÃ¡p", "người học ở Đồng Tháp"),
        ("má»i xÃ£ má»™t sáº£n pháº©m", "m\ufffdi xã một sản phẩm"),
        ("â€œmá»—i xÃ£ má»™t sáº£n pháº©mâ€\x9d", "“mỗi xã một sản phẩm”"),
    ],
)
def test_words_one_by_one(given: str, expected: str) -> None:
    assert mended([Piece(given)]).texts == (expected,)


def test_a_few_words_are_believed_where_the_document_has_many() -> None:
    cells = [Piece(in_tcvn3(cell)) for cell in ("Gạo", "Muối", "Mật ong rừng")]
    around = [Piece(SENTENCE), *(Piece(in_tcvn3(SENTENCE)) for _ in range(2))]
    assert mended([*around, *cells]).texts[-3:] == ("Gạo", "Muối", "Mật ong rừng")
    assert mended([Piece(SENTENCE), *cells[:2]]).texts[-2:] == (in_tcvn3("Gạo"), in_tcvn3("Muối"))


def test_signs_without_width_and_stray_hyphens() -> None:
    text = "\ufeffsản\u00adphẩm\u200b OCOP\u2060, kinh tế\ufffexã hội, 12/QĐ\x02UBND"
    assert tidied(text) == "sảnphẩm OCOP, kinh tế-xã hội, 12/QĐ-UBND"
    assert read_bytes(text.encode(), "x.txt").text == "sảnphẩm OCOP, kinh tế-xã hội, 12/QĐ-UBND"
    assert page("<p>sản&shy;phẩm\u200b OCOP&#8288;</p>").text.strip() == "sảnphẩm OCOP"


def test_an_encoding_that_nobody_knows_is_said() -> None:
    with pytest.raises(ReadError, match="UTF-8"):
        read_bytes("漢字の文書です。地方自治体の計画".encode("shift_jis"), "x.txt")
