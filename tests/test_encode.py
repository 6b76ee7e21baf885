"""The JSON of facts: its names are a promise to gold files, scores and users' programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.encode import KINDS, facts_json
from extractor.model import Citation, Column, Document, Facts, Head, Page, Table, Unresolved
from extractor.pipeline import extract
from extractor.readers import read
from extractor.review import checked

SOURCES = sorted((Path(__file__).parent.parent / "corpus" / "sources").glob("*.txt"))

PROMISED = {
    "document": "id path format pages ocr_pages ocr_confidence warnings number symbol doc_type title issuer level "
    "copy_kind province place date signer signer_role period_start period_end",
    "sections": "start end level label heading parent",
    "citations": "kind number year symbol key date issuer title relation by preamble pinpoint short corrected repairs "
    "form instrument",
    "amounts": "value currency per label role period words comparator value_max stage source parent",
    "indicators": "kind comparator value value_max of unit subject period table scope as_of place parent",
    "products": "name producer stars group status recognition decision expires place",
    "organizations": "name kind",
    "tables": "page rows columns failed",
    "unresolved": "start end quote why of",
    "findings": "code severity message expected found evidence remedy",
}
COMMON = {"start", "end", "quote", "page", "section", "rule"}
FACTS = ("citations", "amounts", "indicators", "products", "organizations")


@pytest.fixture(scope="module")
def corpus() -> list[dict[str, Any]]:
    return [facts_json(checked(extract(read(source))), text=True) for source in SOURCES]


def test_every_promised_name_is_there(corpus: list[dict[str, Any]]) -> None:
    for facts in corpus:
        assert facts["schema"] == 1
        assert set(PROMISED["document"].split()) <= facts["document"].keys()
        for kind in KINDS:
            for fact in facts[kind]:
                assert set(PROMISED[kind].split()) <= fact.keys(), kind
                assert kind not in FACTS or fact.keys() >= COMMON
    assert all(any(facts[kind] for facts in corpus) for kind in (*FACTS, "sections", "findings"))


def test_every_fact_points_at_its_words(corpus: list[dict[str, Any]]) -> None:
    for facts in corpus:
        for kind in FACTS:
            for fact in facts[kind]:
                assert facts["text"][fact["start"] : fact["end"]] == fact["quote"] != "", fact
                assert fact["section"] is None or fact["section"] < len(facts["sections"])
        for finding in facts["findings"]:
            for side in finding["evidence"]:
                assert facts["text"][side["start"] : side["end"]] == side["quote"]


def test_it_is_plain_json(corpus: list[dict[str, Any]]) -> None:
    assert json.loads(json.dumps(corpus)) == corpus


def scanned() -> Facts:
    citation = Citation(
        start=0, end=4, quote="1/QĐ", kind="Quyết định", key="1/QĐ", confidence=0.9, boxes=((1, 0.0, 1.0, 2.0, 3.0),)
    )
    pages = (Page(1, 0, 4, ocr=True, confidence=0.9), Page(2, 5, 5, ocr=True, confidence=0.8), Page(3, 6, 6))
    tables = (Table(0, 4, rows=((), ()), columns=(Column("TT"),), page=1),)
    document = Document("0", "scan.pdf", "pdf", "1/QĐ\f\f", pages=pages, tables=tables, warnings=("dark",))
    unresolved = (Unresolved(0, 4, "1/QĐ", "no issuer"),)
    return Facts(document, Head(number="1"), citations=(citation,), unresolved=unresolved)


def test_a_scan_has_confidence_and_boxes() -> None:
    facts = facts_json(scanned())
    assert facts["document"]["pages"] == 3
    assert facts["document"]["ocr_pages"] == 2
    assert facts["document"]["ocr_confidence"] == 0.85
    assert facts["document"]["warnings"] == ["dark"]
    assert facts["citations"][0]["confidence"] == 0.9
    assert facts["citations"][0]["boxes"] == [[1, 0.0, 1.0, 2.0, 3.0]]
    assert facts["tables"][0]["rows"] == 2
    assert facts["unresolved"] == [{"start": 0, "end": 4, "quote": "1/QĐ", "why": "no issuer", "of": "citation"}]


def test_only_what_is_asked_for() -> None:
    facts = facts_json(scanned(), only=("citations",))
    assert facts.keys() == {"schema", "document", "citations"}
    assert "text" in facts_json(scanned(), text=True)
