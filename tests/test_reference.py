"""The check reference: every check has a whole page in both languages, and the pages agree with the list of checks."""

from __future__ import annotations

import csv
import re

import pytest
from test_cli import ROOT, ocop

from extractor.checks import CHECKS, page, title
from extractor.checks.reference import requirement

SECTIONS = {
    "vi": ["Yêu cầu", "Lý do", "Ví dụ cần rà soát", "Ví dụ đạt", "Hướng xử lý"],
    "en": ["What must hold", "Why", "To be looked at", "Right", "How to mend"],
}
FOLDERS = {"vi": ROOT / "rules" / "checks", "en": ROOT / "rules" / "checks" / "en"}
WAYS = {
    "vi": {"form": "đính chính", "content": "sửa đổi hoặc thay thế", "issuer": "ơ quan ban hành"},
    "en": {"form": "official letter", "content": "amended or replaced", "issuer": "he issuer"},
}
QUOTED = re.compile(r"“[^”]*”|`[^`]*`|\([^()]*\)")


def sections(code: str, language: str) -> dict[str, str]:
    parts = re.split(r"^## (.*)$", page(code, language), flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))


@pytest.mark.parametrize("language", SECTIONS)
def test_there_is_a_page_for_each_check_and_no_other(language: str) -> None:
    assert {path.stem for path in FOLDERS[language].glob("*.md")} == CHECKS.keys()


@pytest.mark.parametrize("language", SECTIONS)
@pytest.mark.parametrize("code", CHECKS)
def test_every_page_is_whole(code: str, language: str) -> None:
    assert page(code, language).startswith(f"# {code}: {title(code, language)}\n")
    told = sections(code, language)
    assert list(told) == SECTIONS[language]
    assert all(told.values())
    assert requirement(code, language) == next(iter(told.values()))
    _, _, bad, good, mend = told.values()
    assert bad.startswith((">", "|"))
    assert good.startswith((">", "|"))
    assert bad != good
    assert WAYS[language][CHECKS[code].nature] in mend, "the way that the law lays down"
    assert re.search(r"(?:Điều|Article) 18", mend)


@pytest.mark.parametrize("code", CHECKS)
def test_both_pages_have_the_same_examples(code: str) -> None:
    assert list(sections(code, "vi").values())[2:4] == list(sections(code, "en").values())[2:4]


def test_the_titles_are_those_of_the_list() -> None:
    with (ROOT / "rules" / "checks.csv").open(encoding="utf-8", newline="") as table:
        assert {row["code"]: row["title"] for row in csv.DictReader(table)} == {code: title(code) for code in CHECKS}


@pytest.mark.parametrize("code", CHECKS)
def test_explain_speaks_the_language_asked_for(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = {}
    for language in SECTIONS:
        assert ocop("explain", code, "--lang", language) == 0
        told[language] = capsys.readouterr().out
        assert f"## {SECTIONS[language][0]}" in told[language]
    assert "Severity: at most" in told["en"]
    assert "Mức độ: cao nhất là" in told["vi"]
    assert ("Checked between documents." in told["en"]) == (CHECKS[code].scope == "corpus")
    assert ("Kiểm tra giữa các văn bản." in told["vi"]) == (CHECKS[code].scope == "corpus")


def test_the_list_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("explain", "C402", "--lang", "en") == 0
    capsys.readouterr()
    assert ocop("explain", "C4", "--lang", "en") == 0
    assert "C402  error  A code is called a law" in capsys.readouterr().out
    assert ocop("explain", "C4", "--lang", "vi") == 0
    assert "C402  mâu thuẫn  Bộ luật được ghi là luật" in capsys.readouterr().out


def test_english_pages_are_english() -> None:
    """Vietnamese are the words in quotation marks, names, and the examples."""
    vietnamese = re.compile(r"\b(?:không|được|của|những|phải|cũng|trong|hoặc|khi)\b")
    for code in CHECKS:
        text = "\n".join(line for line in page(code, "en").splitlines() if not line.startswith(">"))
        assert not vietnamese.search(QUOTED.sub("", text)), code
