"""A database read back: the facts that were written, and what is told of databases that are none."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import site_facts

from extractor.corpus import sources
from extractor.harvest import facts_of
from extractor.leaf.mask import mask, masked_text
from extractor.model import Cell, Document, Facts, Table
from extractor.resolve import instruments, reconcile
from extractor.resolve.registry import registry
from extractor.rulebook import Rulebook, load
from extractor.store import Writer
from extractor.store.reading import Unusable, opened

ROOT = Path(__file__).parent.parent


def write(path: Path, all_facts: Sequence[Facts], rulebook: Rulebook) -> None:
    """A database of ``all_facts``, each under a slug with its number: d0, d1 …"""
    found = registry(all_facts, rulebook)
    everything, entities = found.tied(all_facts), found.entities
    with Writer(path, rulebook) as writer:
        writer.add_instruments(instruments(everything, rulebook))
        writer.add_entities(entities)
        for number, facts in enumerate(everything):
            writer.add_document(facts, f"d{number}", {"file": facts.document.path})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)


def kept(facts: Facts, rulebook: Rulebook) -> Facts:
    """What the schema keeps of ``facts``: no words of pages, no edges of tables, no year of the own number, masked."""
    document = facts.document
    text = masked_text(document, lambda words: mask(words, rulebook))
    return replace(
        facts,
        document=replace(
            document,
            text=text,
            pages=tuple(replace(page, words=()) for page in document.pages),
            tables=tuple(replace(table, edges=()) for table in document.tables),
        ),
        head=replace(facts.head, year=None),
        findings=(),
    )


@pytest.mark.parametrize("corpus", ["corpus", "tests/second_corpus"])
def test_what_is_read_is_what_was_written(corpus: str, tmp_path: Path, rulebook: Rulebook) -> None:
    found = [facts_of(source) for source in sources(ROOT / corpus)]
    reconciled = reconcile(found, rulebook)
    written = registry(reconciled, rulebook).tied(reconciled)
    write(tmp_path / "ocop.db", written, rulebook)
    with opened(tmp_path / "ocop.db") as published:
        assert published.documents == len(written)
        for number, facts in enumerate(written):
            read, expected = published.facts(f"d{number}"), kept(facts, rulebook)
            for name in ("document", "head", "sections", "citations", "amounts", "indicators", "products"):
                assert getattr(read, name) == getattr(expected, name), f"{facts.document.path}: {name}"
            assert read == expected
            assert len(read.document.text) == len(facts.document.text)
            facts_of_all_kinds = (*read.citations, *read.amounts, *read.indicators, *read.products, *read.organizations)
            assert all(read.document.text[fact.start : fact.end] == fact.quote for fact in facts_of_all_kinds)


def test_pages_and_masks_and_cells_in_pieces(tmp_path: Path, rulebook: Rulebook) -> None:
    plan, report = site_facts.documents()
    cells = ((Cell("Trong năm", 0, 4, ((5, 9),)), Cell("")),)
    table = Table(0, 9, cells, page=1, layout="gaps", certainty=0.5, failed="no rows")
    report = replace(report, document=replace(report.document, tables=(table,), warnings=("blank page",)))
    plan = replace(plan, amounts=tuple(replace(one, value=one.value or 12) for one in plan.amounts))
    write(tmp_path / "ocop.db", [plan, report], rulebook)
    with opened(tmp_path / "ocop.db") as published:
        first, second = published.facts("d0"), published.facts("d1")
    assert "•••• ••• •••" in first.document.text
    assert "0912 345 678" not in first.document.text
    assert first.amounts[1].parent == 0
    assert first.products[0].section == 0
    assert [page.ocr for page in second.document.pages] == [False, True]
    assert second.document.page_at(second.citations[0].start) == 1
    assert second.document.warnings == ("blank page",)
    [read] = second.document.tables
    assert read.rows[0][0].rest == ((5, 9),)
    assert (read.page, read.layout, read.certainty, read.failed) == (1, "gaps", 0.5, "no rows")


def test_there_is_no_such_document(tmp_path: Path, rulebook: Rulebook) -> None:
    write(tmp_path / "ocop.db", site_facts.documents()[1:], rulebook)
    with opened(tmp_path / "ocop.db") as published, pytest.raises(KeyError):
        published.facts("d7")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE documents (name TEXT)")


def of_another_schema(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE documents (slug TEXT); CREATE TABLE citations (id INTEGER);"
            "CREATE TABLE runs (id INTEGER PRIMARY KEY, schema TEXT); INSERT INTO runs (schema) VALUES ('0123')"
        )


def of_the_first_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE documents (x); CREATE TABLE citations (x); CREATE TABLE runs (version)")


def without_documents(path: Path) -> None:
    with Writer(path, load()) as writer:
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: None, "missing"),
        (lambda path: path.mkdir(), "unreadable"),
        (lambda path: path.write_bytes(b""), "empty"),
        (without_documents, "empty"),
        (lambda path: path.write_text("no database " * 500), "foreign"),
        (foreign, "foreign"),
        (of_another_schema, "old"),
        (of_the_first_version, "old"),
    ],
)
def test_databases_of_no_use(make: object, why: str, tmp_path: Path) -> None:
    path = tmp_path / "ocop.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(Unusable) as told, opened(path):
        pass
    assert told.value.why == why
    assert told.value.path == path


def test_a_damaged_database_is_unreadable(tmp_path: Path, rulebook: Rulebook) -> None:
    path = tmp_path / "ocop.db"
    write(path, site_facts.documents()[1:], rulebook)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(Unusable) as told, opened(path) as published:
        published.facts("d0")
    assert told.value.why == "unreadable"
    assert told.value.cause


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be replaced there")
def test_a_database_replaced_meanwhile_does_not_matter(tmp_path: Path, rulebook: Rulebook) -> None:
    [_, report] = site_facts.documents()
    path, new = tmp_path / "a #1?.db", tmp_path / "new.db"
    write(path, [report], rulebook)
    write(new, [replace(report, document=Document("1" * 64, "other.txt", "text", "x"), citations=())], rulebook)
    with opened(path) as published:
        new.replace(path)
        assert published.facts("d0").document.path == report.document.path
