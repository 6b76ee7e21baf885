"""Nothing is said in the other language: what the checks say has its English, what errors say its Vietnamese."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
from check_texts import headed, reports
from test_cli import ROOT, ocop
from test_corrections import every_text

import extractor
from extractor.checks import CHECKS
from extractor.model import Finding
from extractor.readers.engine import MISSING
from extractor.readers.paged import _DOUBTS
from extractor.retold import Templates
from extractor.review import said_in
from extractor.rulebook import Rulebook
from extractor.wording import retold, wording

PACKAGE = Path(extractor.__file__).parent
VIETNAMESE = re.compile(r"\w*[à-ỹđÀ-ỸĐ]\w*")
HOLE = re.compile(r"\{\w+\}")
ERRORS = {"ReadError", "RegistryError", "AcceptedError", "GoldError", "BuildError", "ClusterFault", "SiteError"}


IN_HOLES = {
    "accepted.where": "a.toml: entry 1",
    "annexes.behind": "sau số 2 là số",
    "completeness.where": "Căn cứ",
    "ended.instead": "",
    "image.missing": MISSING,
    "names.names": "“An” (hợp tác xã) và “Bình” (công ty TNHH)",
    "pdf.MISSING": MISSING,
    "registry.than": "more",
    "registry.where": "a.csv, line 2",
    "site.again": "Build it: ocop build corpus -o ocop.db",
    "site.another": "Choose another with --port (PORT= for make).",
    "source.what": "a workbook",
    "validity.gone": "không còn hiệu lực",
    "validity.instead": "",
}
"""What stands in the holes of sentences that are put together, by module and expression."""


def name_of(path: Path) -> str:
    return path.parent.stem if path.stem == "__init__" else path.stem


def sample(node: ast.expr, module: str) -> str:
    """A text as a program makes it: something stands in each hole, nothing in those of whole sentences."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    parts = [
        IN_HOLES.get(f"{module}.{ast.unparse(part.value)}", "1")
        if isinstance(part, ast.FormattedValue)
        else str(part.value)
        for part in node.values
        if isinstance(part, ast.FormattedValue | ast.Constant)
    ]
    return re.sub(r"(?<=\.)1+$", "", "".join(parts))


def strings(tree: ast.AST) -> Iterator[ast.JoinedStr | ast.Constant]:
    """The whole strings of a module: not those within others, and no documentation."""
    nodes = list(ast.walk(tree))
    inner = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part != node}
    inner |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in inner:
            yield from [node] * (is_text or isinstance(node, ast.JoinedStr))


def sentences() -> Iterator[str]:
    """The sentences that the checks are made to say."""
    for path in sorted((PACKAGE / "checks").glob("*.py")):
        for node in strings(ast.parse(path.read_text(encoding="utf-8"))):
            text = sample(node, name_of(path)).strip()
            if VIETNAMESE.search(text) and text.endswith(".") and " " in text and "\\" not in text and text[0] != "(":
                yield text


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_every_sentence_of_the_checks_has_its_english(sentence: str) -> None:
    told = retold("en").told(sentence)
    assert told is not None, "no English in rules/finding_wording.toml"


def raised() -> Iterator[str]:
    """What the errors say that a command prints."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                told = node.args[1:] if node.func.id == "ReadError" else node.args
                if all(isinstance(one, ast.JoinedStr | ast.Constant) for one in told):
                    yield ("name: " if len(told) > 1 else "") + ". ".join(sample(one, name_of(path)) for one in told)


@pytest.mark.parametrize("error", sorted(set(raised())))
def test_every_error_has_its_vietnamese(error: str) -> None:
    assert retold("vi").told(error) is not None, "no Vietnamese in rules/wording.toml"


def in_strings_of_errors(tree: ast.AST) -> set[int]:
    """The strings that are told as errors, which have their own test."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return {id(part) for call in calls if call.func.id in ERRORS for part in ast.walk(call)}  # type: ignore[attr-defined]


def warned() -> Iterator[str]:
    """What readers warn of: whole sentences, and remarks on pages as a document tells them."""
    head = PACKAGE / "facts" / "head"
    paths = [*sorted((PACKAGE / "readers").rglob("*.py")), head / "handwriting.py", head / "doubt.py"]
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        errors = in_strings_of_errors(tree)
        for node in strings(tree):
            text = sample(node, name_of(path)).strip()
            if id(node) in errors or text.count(" ") < 2 or "\\" in text:
                continue
            if re.match(r"[A-Z]|1 [a-z]", text) and (text[-1] == "." or ": " in text):
                yield text
                continue
            for remark in text.split("; ") if text not in _DOUBTS else ():
                if any(sign in text for sign in ("not read:", "were not read")):
                    yield f"{text[0].upper()}{text[1:]} (page 1, 2)."
                elif any(doubt in remark for doubt in _DOUBTS):
                    yield f"{remark[0].upper()}{remark[1:]} (page 1, 2)."


@pytest.mark.parametrize("warning", sorted({*warned(), "Poorly legible (page 1).", f"{MISSING} (page 1)."}))
def test_every_warning_of_a_reader_has_its_vietnamese(warning: str) -> None:
    assert retold("vi").told(warning) is not None, "no Vietnamese in [warning] of rules/wording.toml"


@pytest.mark.parametrize(
    ("warning", "told"),
    [
        (
            "The name ends in .txt, but this is a web page (HTML); it was read as what it is.",
            "Tên tệp kết thúc bằng .txt, nhưng đây là trang web (HTML); tệp được đọc theo đúng dạng thật.",
        ),
        (
            "The text, or part of it, was converted to Unicode from TCVN3 (words: 12). "
            "Capitals that only the font showed may be small letters.",
            "Văn bản, hoặc một phần văn bản, được chuyển sang Unicode từ TCVN3 (số từ: 12). "
            "Chữ hoa chỉ do phông chữ thể hiện có thể thành chữ thường.",
        ),
        (
            "The number of the document is blank, written by hand or illegible: see “Số: 0 8ˆ /CT-UBND” on page 1.",
            "Số của văn bản để trống, viết tay hoặc không đọc được: xem “Số: 0 8ˆ /CT-UBND” ở trang 1.",
        ),
        (
            "The page footer is left out of the text: Nơi nhận. Như trên",
            "Chân của trang không đưa vào toàn văn: Nơi nhận. Như trên",
        ),
        (
            "The page was not read: it took more than 60 seconds (page 2, 3).",
            "Không đọc được trang: đã quá 60 giây (trang 2, 3).",
        ),
    ],
)
def test_warnings_are_told_whole_in_vietnamese(warning: str, told: str) -> None:
    assert wording("vi").say_again(warning) == told
    assert wording("en").say_again(warning) == warning


@pytest.mark.parametrize(
    ("lang", "told"),
    [("vi", "lưu ý: Tên tệp kết thúc bằng .docx"), ("en", "warning: The name ends in .docx")],
)
@pytest.mark.parametrize("command", [("check",), ("extract", "--format", "table"), ("check", "--format", "html")])
def test_warnings_of_readers_are_told_in_the_language_asked_for(
    command: Sequence[str], lang: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_text(LAW, encoding="utf-8")
    ocop(*command, str(path), "--lang", lang)
    printed = capsys.readouterr()
    if "html" in command:
        assert told.split(": ")[1] in printed.out
        assert "a.docx:" not in printed.err
    else:
        assert [line for line in printed.err.splitlines() if line.startswith(f"{path}: {told}")]


def test_warnings_that_are_in_the_output_are_not_told_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_text(LAW, encoding="utf-8")
    for command in ("extract", "check"):
        ocop(command, str(path), "--format", "json", "--lang", "en")
        printed = capsys.readouterr()
        assert "The name ends in .docx" in printed.out
        assert "warning:" not in printed.err


def untold(findings: Sequence[Finding], text: str, rulebook: Rulebook) -> set[str]:
    """The Vietnamese words in what English readers are told that are no words of the document or of the rules."""
    rows = [*rulebook.table("authorities"), *rulebook.table("provinces")]
    known = " ".join(value for row in rows for value in row.values())
    known += " ".join(target for _, target in (*retold("en").sentences, *retold("en").parts))
    found = set()
    for finding in said_in(findings, wording("en")):
        told = f"{finding.message} {finding.remedy or ''}"
        left = set(VIETNAMESE.findall(told.lower())) - set(re.findall(r"\w+", f"{text} {finding.expected}".lower()))
        found |= left - set(re.findall(r"\w+", known.lower()))
    return found


def phrases() -> set[str]:
    """Words in a row that only the checks say."""
    table = tomllib.loads((ROOT / "rules" / "finding_wording.toml").read_text(encoding="utf-8"))
    fixed = (piece.strip(" .,;:()“”") for key in (*table["sentence"], *table["part"]) for piece in HOLE.split(key))
    return {piece for piece in fixed if len(piece.split()) > 3}


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        (
            "C206",
            "Căn cứ Quyết định số 919/QĐ-TTg ngày 11/8/2022 của Thủ tướng Chính phủ;",
            "is dated 11/8/2022; according to the table of known acts (checked against a republished text; source: ",
        ),
        (
            "C201",
            "Theo Quyết định số 919/QĐ-TTg ngày 11/8/2022; theo Quyết định số 919/QĐ-TTg ngày 01/8/2022.",
            "several different dates: 01/8/2022 (1×); 11/8/2022 (1×). According to the table of known acts (",
        ),
        (
            "C203",
            "Căn cứ Quyết định số 77/QĐ-UBND ngày 12/5/2024 của Ủy ban nhân dân tỉnh Yên Bái;",
            "is dated 12/5/2024, after the date of the document that cites it (15/3/2023).",
        ),
    ],
)
def test_sentences_with_sources_and_dates_are_told_whole(code: str, text: str, told: str, rulebook: Rulebook) -> None:
    (report,) = reports({"document.txt": headed(text)}, rulebook, code)
    (finding,) = said_in(report.findings, wording("en"))
    assert told in finding.message
    assert not [words for words in phrases() if words in finding.message]


def test_in_english_only_the_words_of_documents_are_vietnamese(rulebook: Rulebook) -> None:
    tried = set()
    for text in dict.fromkeys(one.text for one in every_text()):
        (report,) = reports({"document.txt": text}, rulebook)
        tried |= {finding.code for finding in report.findings}
        assert untold(report.findings, text, rulebook) == set(), text
        for finding in said_in(report.findings, wording("en")):
            assert not [words for words in phrases() if words in f"{finding.message} {finding.remedy}"]
    assert len(tried) > len(CHECKS) / 2


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("Một là hai.", "One is two."),
        ("Một là hai. Một là ba. Bốn.", "One is two. One is 3. Four."),
        ("Một là hai; ba.", "One is two; 3."),
        ("Một là A. B.", "One is A. B."),
        ("Bốn. Một là 7 ngày.", "Four. One is 7 days."),
        ("Một là xy ngày.", "One is xy ngày."),
        ("Năm.", None),
        ("Bốn. Năm.", None),
    ],
)
def test_sentences_are_known_by_their_fixed_words(vietnamese: str, english: str | None) -> None:
    parts = {"hai": "two", "ba": "3", "{count} ngày": "{count} days"}
    templates = Templates.of({"Một là {what_}.": "One is {what_}.", "Bốn.": "Four."}, parts)
    assert templates.told(vietnamese) == english


LAW = "Căn cứ Luật Dân sự số 91/2015/QH13 ngày 24/11/2015;\n"


@pytest.mark.parametrize("form", ["text", "json", "html", "sarif"])
@pytest.mark.parametrize(
    ("lang", "message", "remedy"),
    [
        ("vi", "văn bản này là bộ luật, không phải luật", "Ghi “Bộ luật Dân sự”"),
        ("en", "this act is a code (bộ luật), not a law (luật)", "Write “Bộ luật Dân sự”"),
    ],
)
def test_every_form_is_in_the_language_asked_for(
    form: str, lang: str, message: str, remedy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LAW, encoding="utf-8")
    ocop("check", str(path), "--select", "C402", "--format", form, "--lang", lang)
    out = capsys.readouterr().out
    assert message in out
    assert remedy in out


def test_facts_carry_findings_in_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LAW, encoding="utf-8")
    ocop("extract", str(path), "--only", "findings", "--lang", "en")
    assert "this act is a code" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "vi", "en"),
    [
        (b"", "tệp rỗng. Hãy sao chép lại", "the file is empty. Copy it again"),
        (b" \n\t\n", "tệp rỗng, chỉ có khoảng trắng", "the file is empty but for blanks"),
        (b"<html><body></body></html>", "trang không có chữ", "the page has no text"),
        (b"PK\x03\x04", "tệp bị hỏng (bị cắt giữa chừng)", "the file is damaged (it breaks off)"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related\n",
            "tệp lưu trang web (MHTML) này không chứa trang nào",
            "this web archive (MHTML) holds no page",
        ),
    ],
)
def test_files_without_text_are_told_in_both_languages(
    content: bytes, vi: str, en: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    for lang, told in (("vi", vi), ("en", en)):
        assert ocop("check", str(path), "--lang", lang) == 2
        assert told in capsys.readouterr().err


def test_files_for_an_absent_libreoffice_are_told_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.readers.libreoffice.program", lambda: None)
    monkeypatch.setattr("extractor.readers.in_worker", lambda read, *given: read(*given))
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 B\\u225?o c\\u225?o}")
    for lang, told in (("vi", "tệp RTF; máy chưa cài LibreOffice"), ("en", "rich text (RTF), and LibreOffice")):
        assert ocop("check", str(path), "--lang", lang) == 2
        assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check",), "Thiếu tham số 'FILE…'"),
        (("check", "--foo"), "Không có tùy chọn '--foo'"),
        (("check", "x", "--severity", "bad"), "Giá trị không hợp lệ cho '--severity': 'bad' không nằm trong"),
        (("check", "x", "--date", "2021"), "'2021' không đúng dạng năm-tháng-ngày"),
        (("check", "x", "--accepted", "none.toml"), "không có tệp 'none.toml'"),
        (("serve", "--port", "999999"), "999999 nằm ngoài khoảng"),
        (("build", "none", "-o", "x.db"), "không có thư mục 'none'"),
        (("build", "."), "Thiếu tùy chọn"),
        (("frob",), "Không có lệnh 'frob'"),
        (("cite", "a", "b"), "Thừa tham số (b)"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(
    arguments: Sequence[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ocop(*arguments, "--lang", "vi") == 2
    err = click.unstyle(capsys.readouterr().err)
    assert told in err
    assert not re.search(r"\b(?:is|not|No|Missing|Invalid|Got|does)\b", err)
