"""The invented documents from which a build is measured: the same each time, and everything is in them to be found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractor.checks import check_document
from extractor.model import Facts
from extractor.pipeline import extract
from extractor.readers import read_whole
from extractor.rulebook import Rulebook

sys.path.insert(0, str(Path(__file__).resolve().parent / "bench"))

import site_data
import texts

COUNT = 6


@pytest.fixture(scope="module")
def found(rulebook: Rulebook) -> list[Facts]:
    acts = site_data.instruments(2_000)
    made = [texts.document(number, acts) for number in range(COUNT)]
    return [extract(read_whole(name, text.encode()), rulebook) for name, text in made]


def test_the_same_number_of_documents_gives_the_same_folder(tmp_path: Path) -> None:
    one, two = (texts.write(tmp_path / name, COUNT) for name in ("one", "two"))
    files = sorted(path.relative_to(one) for path in one.rglob("*.txt"))
    assert len(files) == COUNT
    assert all((one / path).read_bytes() == (two / path).read_bytes() for path in files)
    assert len({(one / path).read_bytes() for path in files}) == COUNT


def test_they_are_as_long_as_is_said(found: list[Facts]) -> None:
    assert all(texts.LENGTH <= len(facts.document.text) <= 1.2 * texts.LENGTH for facts in found)


def test_every_kind_of_fact_is_in_them(found: list[Facts]) -> None:
    for number, facts in enumerate(found):
        assert len(facts.citations) == 4, facts.document.text
        assert all(citation.preamble and citation.date for citation in facts.citations)
        assert len(facts.amounts) == 4
        assert len(facts.indicators) >= 2
        assert len(facts.products) >= 5
        assert len(facts.organizations) >= 5
        assert facts.head.number
        assert facts.head.province
        assert bool(facts.document.tables) == (number % 3 == 0)


def test_they_contradict_nobody(found: list[Facts], rulebook: Rulebook) -> None:
    grave = [one for facts in found for one in check_document(facts, rulebook) if one.severity == "error"]
    assert grave == []
