"""SARIF: regions that lead to the words, whatever the file; rules with their text; files that could not be read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from test_cli import BAD, GOOD, ocop

from extractor.checks import CHECKS, page
from extractor.model import Document, Evidence, Facts, Finding, Head, Page
from extractor.report import findings_sarif
from extractor.review import Report
from extractor.wording import wording

Json = dict[str, Any]
NAMED = {"uri", "index", "uriBaseId"}


def log(reports: Sequence[Report], failures: Sequence[tuple[str, str]] = ()) -> Json:
    (run,) = findings_sarif(reports, wording("en"), "1.0.0", failures)["runs"]
    return dict(run)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Json:
    capsys.readouterr()
    ocop("check", *arguments, "--format", "sarif", "--severity", "note", "--lang", "en")
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    return dict(run)


def places(run: Json) -> Iterator[Json]:
    """Every physical location of the results, the first of each and the further ones."""
    for result in run["results"]:
        yield from (one["physicalLocation"] for one in (*result["locations"], *result["relatedLocations"]))


def at(text: str, region: Json) -> str:
    """What lines and columns mean: both from 1, the last column excluded."""
    lines = text.split("\n")
    start, end = (
        sum(len(line) + 1 for line in lines[: region[f"{name}Line"] - 1]) + region[f"{name}Column"] - 1
        for name in ("start", "end")
    )
    return text[start:end]


def text_of(place: Json, run: Json) -> str:
    artifact = run["artifacts"][place["artifactLocation"]["index"]]
    if "contents" in artifact:
        return str(artifact["contents"]["text"])
    return Path(unquote(artifact["location"]["uri"]).removeprefix("file://")).read_text(encoding="utf-8")


def report(text: str, *sides: Evidence, path: str = "a.txt", form: str = "text", **values: Any) -> Report:
    document = Document(hashlib.sha256(text.encode()).hexdigest(), path, form, text, **values)
    message = "Sai {0} [x](https://example.org)."
    return Report(Facts(document, Head()), (Finding("N101", "error", message, sides, "2", "1", "Sửa."),))


def test_lines_and_columns_lead_to_the_words_of_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kế hoạch 1.txt"
    path.write_text(BAD, encoding="utf-8")
    run = printed(capsys, str(path))
    found = list(places(run))
    assert {result["ruleId"] for result in run["results"]} >= {"C101"}
    for place in found:
        region = place["region"]
        assert at(BAD, region) == region["snippet"]["text"] != ""
        assert BAD[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]
        assert set(place["artifactLocation"]) <= NAMED
        assert text_of(place, run) == BAD
    (artifact,) = run["artifacts"]
    assert re.fullmatch(r"[\x21-\x7e]+", artifact["location"]["uri"])
    assert artifact["hashes"]["sha-256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert artifact["mimeType"] == "text/plain"
    assert "contents" not in artifact


@pytest.mark.parametrize("kind", ["carriage returns", "marks apart", "byte order mark"])
def test_offsets_are_told_where_they_are_those_of_the_file(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    data = BAD.replace("\n", "\r\n") if kind == "carriage returns" else BAD.replace("ủ", "u\u0309")
    path.write_bytes(b"\xef\xbb\xbf" + BAD.encode() if kind == "byte order mark" else data.encode())
    regions = [place["region"] for place in places(printed(capsys, str(path)))]
    assert all(at(BAD, region) == region["snippet"]["text"] for region in regions)
    assert {"charOffset" in region for region in regions} == {kind == "byte order mark"}


def test_of_a_word_document_the_text_as_read_comes_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    for line in BAD.splitlines():
        document.add_paragraph(line)
    path = tmp_path / "a.docx"
    document.save(str(path))
    run = printed(capsys, str(path))
    (artifact,) = run["artifacts"]
    assert artifact["mimeType"].endswith("wordprocessingml.document")
    for place in places(run):
        region, text = place["region"], text_of(place, run)
        assert at(text, region) == text[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]


def test_a_page_is_told_where_there_is_one() -> None:
    text = "một\fhai"
    pages = (Page(1, 0, 3), Page(2, 4, 7))
    run = log([report(text, Evidence("a.pdf", 4, 7, "hai"), path="a.pdf", form="pdf", pages=pages)])
    (location,) = run["results"][0]["locations"]
    assert location["properties"] == {"page": 2}
    assert run["artifacts"][0]["contents"] == {"text": text}


def test_a_place_over_several_lines_and_one_at_the_end() -> None:
    text = "một\nhai\n"
    run = log([report(text, Evidence("a.txt", 2, 5, "t\nh"), Evidence("a.txt", 8, 8, ""))])
    first, second = (place["region"] for place in places(run))
    assert [first[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [1, 3, 2, 2]
    assert [second[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [3, 1, 3, 1]


def test_evidence_in_other_documents_is_a_related_location(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = []
    for day in ("02", "03"):
        path = tmp_path / f"{day}.txt"
        act = f"Thực hiện Quyết định số 4321/QĐ-TTg ngày {day}/3/2021 của Thủ tướng Chính phủ phê duyệt Đề án.\n"
        path.write_text(GOOD + act, encoding="utf-8")
        paths.append(str(path))
    run = printed(capsys, *paths, paths[0], "--select", "C202")
    assert len(run["artifacts"]) == 2
    assert len(run["results"]) == 2, "one for each document, though a file is named twice"
    for index, result in enumerate(run["results"]):
        (here,), others = result["locations"], result["relatedLocations"]
        assert here["physicalLocation"]["artifactLocation"]["index"] == index
        assert {other["physicalLocation"]["artifactLocation"]["index"] for other in others} == {1 - index}
        assert [other["id"] for other in others] == list(range(1, len(others) + 1))
        assert paths[1 - index] in others[0]["message"]["text"]
        assert others[0]["physicalLocation"]["region"]["snippet"]["text"] in others[0]["message"]["text"]


def test_evidence_in_a_database_is_found_under_the_folder_of_its_corpus() -> None:
    own = report("một", Evidence("a.txt", 0, 3, "một"), Evidence("sources/b.txt", 0, 3, "hai"))
    other = Facts(Document("0" * 64, "sources/b.txt", "text", "hai"), Head())
    run = log([Report(own.facts, own.findings, (), {"sources/b.txt": other}, frozenset({"sources/b.txt"}))])
    _, artifact = run["artifacts"]
    assert artifact["location"] == {"uri": "sources/b.txt", "uriBaseId": "CORPUS", "index": 1}
    assert artifact["roles"] == ["resultFile"]
    assert set(run["originalUriBaseIds"]) == {"CORPUS"}
    (related,) = run["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"] == artifact["location"]
    assert "originalUriBaseIds" not in log([own])


def test_what_is_missing_from_a_document_has_the_document_for_its_place() -> None:
    (result,) = log([report("một")])["results"]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "a.txt", "index": 0}}}]


def test_no_words_of_a_document_become_a_link_or_a_place_to_be_filled() -> None:
    evidence = Evidence("a.txt", 0, 1, "{1} [y](2)")
    (result,) = log([report("một", Evidence("a.txt", 0, 3, "một"), evidence)])["results"]
    told = [result["message"]["text"], *(one["message"]["text"] for one in result["relatedLocations"])]
    assert len(told) == 2
    assert not any(re.search(r"\]\(|(?<!\{)\{(?!\{)", text) for text in told)


def test_a_rule_has_its_page_and_what_must_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BAD, encoding="utf-8")
    run = printed(capsys, str(path))
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [rules[one["ruleIndex"]]["id"] for one in run["results"]]
    for rule in rules:
        assert rule["help"]["text"] == rule["help"]["markdown"] == page(rule["id"], "en")
        assert rule["fullDescription"]["text"] in page(rule["id"], "en")
        assert not rule["fullDescription"]["text"].startswith("#")
        assert rule["defaultConfiguration"]["level"] == CHECKS[rule["id"]].severity
        assert "helpUri" not in rule


@pytest.mark.parametrize("code", CHECKS)
def test_no_page_has_a_place_to_be_filled(code: str) -> None:
    assert not re.search(r"[{}]", page(code) + page(code, "en"))


def test_files_that_cannot_be_read_are_in_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    (invocation,) = printed(capsys, str(empty))["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["level"] == "error"
    assert "the file is empty" in told["message"]["text"]
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/empty.txt")
    path = tmp_path / "a.txt"
    path.write_text(GOOD, encoding="utf-8")
    (invocation,) = printed(capsys, str(path))["invocations"]
    assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}
