"""The measure: what matches, what counts, and what came right or went wrong since a saved run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.encode import facts_json
from extractor.evaluate import GoldError, Scores, changes, compare, evaluate, gold, load_scores, save_scores
from extractor.evaluate.agree import agrees, fold_key
from extractor.evaluate.tally import Tally, tally
from extractor.pipeline import extract
from extractor.readers import read
from extractor.report import scores_json

CORPUS = Path(__file__).parent.parent / "corpus"
HEAD = {"type": "document", "number": "46", "date": "2023-05-11"}


def citation(key: str, **fields: Any) -> dict[str, Any]:
    return {"type": "citation", "quote": f"Quyết định số {key}", "kind": "Quyết định", "key": key} | fields


def indicator(value: float, unit: str, **fields: Any) -> dict[str, Any]:
    return {"type": "indicator", "quote": f"{value} {unit}", "value": value, "unit": unit} | fields


def compared(kind: str, golds: list[dict[str, Any]], found: list[dict[str, Any]]) -> Tally:
    return tally([HEAD, *golds], {f"{kind}s": found})[kind]


def test_found_missed_and_invented_are_counted() -> None:
    one = compared(
        "citation", [citation("1/QĐ-TTg"), citation("2/QĐ-TTg")], [citation("1/QĐ-TTg"), citation("3/QĐ-TTg")]
    )
    assert (one.found, one.missed, one.invented) == (
        ("Quyết định số 1/QĐ-TTg",),
        ("Quyết định số 2/QĐ-TTg",),
        ("Quyết định số 3/QĐ-TTg",),
    )
    assert (one.precision, one.recall, one.f1) == (0.5, 0.5, 0.5)


def test_optional_facts_count_neither_when_found_nor_when_missed() -> None:
    optional = citation("1/QĐ-TTg", optional=True)
    assert compared("citation", [optional], [citation("1/QĐ-TTg")]) == compared("citation", [optional], [])


def test_each_gold_fact_is_met_once() -> None:
    one = compared("citation", [citation("1/QĐ-TTg")], [citation("1/QĐ-TTg"), citation("1/QĐ-TTg")])
    assert len(one.found) == len(one.invented) == 1


def test_among_equal_keys_the_one_with_the_same_fields_is_met() -> None:
    golds = [citation("1/QĐ-TTg", date="2020-01-01"), citation("1/QĐ-TTg", date="2021-01-01")]
    one = compared("citation", golds, list(reversed(golds)))
    assert one.fields["date"].accuracy == 1.0


def test_a_law_is_found_under_its_name_or_its_number() -> None:
    named = citation("27/2023/QH15", quote="Luật Nhà ở số 27/2023/QH15", kind="Luật")
    assert compared("citation", [named], [citation("Luật Nhà ở", kind="Luật")]).recall == 1.0


@pytest.mark.parametrize(
    ("unit", "met"), [("sản phẩm OCOP", 1), ("Sản phẩm", 1), ("sản", 1), ("sản phẩmOCOP", 0), ("hộ", 0)]
)
def test_one_unit_may_extend_the_other(unit: str, met: int) -> None:
    assert len(compared("indicator", [indicator(5, "sản phẩm")], [indicator(5, unit)]).found) == met


def test_a_wrong_a_missing_and_an_invented_field_are_errors_but_silence_on_both_sides_is_none() -> None:
    gold_fact = citation("1/QĐ-TTg", date="2020-01-01", issuer="Chính phủ", title=None, pinpoint=None)
    found = citation("1/QĐ-TTg", date="2020-01-02", title="ban hành", pinpoint=None)
    fields = compared("citation", [gold_fact], [found]).fields
    assert (fields["date"].right, fields["issuer"].right, fields["title"].right) == (0, 0, 0)
    assert fields["pinpoint"].of == 0
    assert fields["kind"].accuracy == 1.0


@pytest.mark.parametrize(
    ("field", "gold_value", "found", "right"),
    [
        ("issuer", "UBND tỉnh Hoà Bình", "Ủy ban nhân dân tỉnh Hòa Bình", True),
        ("issuer", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Hà Nam", True),
        ("issuer", "Chính phủ", "Quốc hội", False),
        ("relation", "mentions", "guides", True),
        ("relation", "mentions", "basis", False),
        ("title", "phê duyệt Đề án", "phê  duyệt đề án", True),
        ("stars", 3, "3", True),
        ("stars", 3, 4, False),
        ("period", "2021-2025", "2021–2025", True),
        ("corrected", "32/2016/QH14", "32 / 2016 / QH14", True),
        ("date", "2023-02-24", None, False),
        ("date", None, "", True),
    ],
)
def test_when_fields_agree(field: str, gold_value: object, found: object, right: bool) -> None:
    assert agrees(field, gold_value, found) is right


def test_keys_are_folded() -> None:
    assert fold_key("919 / QÐ–TTg") == fold_key("919/qđ-ttg")
    assert fold_key("Luật Hợp tác xã năm 2012") == fold_key("luật HTX 2012")


def test_the_head_counts_field_by_field() -> None:
    one = tally([HEAD], {"document": {"number": "46", "date": "2023-05-12"}})["document"]
    assert one.fields["number"].right == 1
    assert one.wrong == {"date": "gold '2023-05-11', got '2023-05-12'"}
    assert one.fields["signer"].right == 1


@pytest.fixture(scope="module")
def scores() -> Scores:
    return evaluate(CORPUS)


def test_a_document_that_cannot_be_read_ends_the_measuring_with_the_reason(tmp_path: Path) -> None:
    for folder in ("sources", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "sources" / "rỗng.txt").touch()
    (tmp_path / "gold" / "rỗng.jsonl").write_text('{"type": "document"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"rỗng\.txt: the file is empty"):
        evaluate(tmp_path)


def test_a_saved_run_comes_back_the_same(scores: Scores, tmp_path: Path) -> None:
    save_scores(scores, tmp_path / "run.json")
    again = load_scores(tmp_path / "run.json")
    assert again == scores
    assert list(changes(again, scores)) == []


def test_gains_and_losses_are_told_by_fact() -> None:
    before = {"plan.txt": tally([HEAD, citation("1/QĐ-X"), citation("2/QĐ-X")], {"citations": [citation("1/QĐ-X")]})}
    after = {"plan.txt": tally([HEAD, citation("1/QĐ-X"), citation("2/QĐ-X")], {"citations": [citation("2/QĐ-X")]})}
    told = {(change.gain, change.fact) for change in changes(Scores(before), Scores(after))}
    assert told == {(True, "Quyết định số 2/QĐ-X"), (False, "Quyết định số 1/QĐ-X")}


def test_facts_already_extracted_score_the_same_as_those_evaluate_extracts(scores: Scores) -> None:
    name = "chau-thanh-46-kh-ubnd.txt"
    assert compare(CORPUS, [extract(read(CORPUS / "sources" / name))]).documents == {name: scores.documents[name]}


def test_the_corpus_reaches_what_was_promised(scores: Scores) -> None:
    total = scores.total
    assert total["citation"].f1 >= 0.95
    assert (total["citation"].accuracy or 0) >= 0.90
    assert (total["document"].accuracy or 0) >= 0.90
    assert total["amount"].f1 >= 0.90
    assert min(total[kind].f1 for kind in ("indicator", "product", "organization")) >= 0.60


def test_texts_of_our_own_keep_what_was_reached() -> None:
    """Documents of other provinces, annotated by a reader who did not know the rules; mended on since."""
    total = evaluate(Path(__file__).parent / "second_corpus").total
    assert min(total[kind].f1 for kind in ("citation", "amount", "organization")) >= 0.98
    assert min(total[kind].f1 for kind in ("indicator", "product")) >= 0.95
    assert min(total[kind].accuracy or 0 for kind in ("citation", "amount", "indicator", "document")) >= 0.95


def test_references_as_people_write_them_keep_what_was_reached() -> None:
    """Eighteen documents with gold for references only; mended on since."""
    citation = evaluate(Path(__file__).parent / "citation_corpus").total["citation"]
    assert citation.f1 >= 0.98
    assert (citation.accuracy or 0) >= 0.97
    right = {name: share.accuracy or 0 for name, share in citation.fields.items()}
    assert min(right[name] for name in ("date", "issuer", "relation", "pinpoint")) >= 0.94
    assert right["title"] >= 0.87


def reference() -> Path:
    """The scoring program that the gold came with: beside the checkout, or where OCOP_SCORE says."""
    return Path(os.environ.get("OCOP_SCORE", CORPUS.parent.parent / "shared" / "gold" / "score.py"))


@pytest.mark.skipif(not reference().is_file(), reason="the reference program is not there")
def test_the_figures_are_those_of_the_reference(scores: Scores, tmp_path: Path) -> None:
    arguments: list[str] = []
    for name in scores.documents:
        facts = tmp_path / f"{name}.json"
        facts.write_text(json.dumps(facts_json(extract(read(CORPUS / "sources" / name)))), encoding="utf-8")
        arguments += [str(CORPUS / "gold" / f"{Path(name).stem}.jsonl"), str(facts)]
    done = subprocess.run(
        [sys.executable, str(reference()), "--json", *arguments], capture_output=True, text=True, check=True
    )
    expected = json.loads(done.stdout)["total"]
    for kind, figures in scores_json(scores).items():
        common = {name: figures[name] for name in expected[kind]}
        assert common == expected[kind], kind


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("{", "line 1"),
        ('{"type": "person"}', '"type"'),
        ('{"type": "citation"}', "exactly one"),
    ],
)
def test_malformed_gold_is_named(lines: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(GoldError, match=complaint):
        gold(path)


def test_a_corpus_without_gold_or_without_its_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="there is no gold"):
        evaluate(tmp_path)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "plan.jsonl").write_text(json.dumps(HEAD), encoding="utf-8")
    with pytest.raises(GoldError, match=r"plan\.jsonl has no document"):
        evaluate(tmp_path)


def test_a_file_that_is_no_saved_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("[]", encoding="utf-8")
    with pytest.raises(GoldError, match="not a saved run"):
        load_scores(tmp_path / "run.json")
