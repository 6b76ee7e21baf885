"""What was read before is not read again, and nothing else than what was read comes out of the cache."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path
from threading import Barrier, get_ident

import pytest
from test_house import MODULES, imports_of, name_of, room_of

from extractor import fact_cache
from extractor.build import Summary, build
from extractor.cli import program
from extractor.corpus import sources
from extractor.fact_cache import CacheFault, FactCache, cache_at, key_of
from extractor.gist import gist
from extractor.harvest import facts_of, key_in
from extractor.leaf import leaf_of
from extractor.limits import limited
from extractor.model import Facts, Page
from extractor.packing import loaded
from extractor.rulebook import Rulebook
from extractor.terminal import Exit, run

PLAN = """ỦY BAN NHÂN DÂN TỈNH BẾN TRE
Số: {number}/KH-UBND
Bến Tre, ngày 4 tháng 3 năm 2022

KẾ HOẠCH
Phát triển sản phẩm năm 2022

Căn cứ Quyết định số 771/QĐ-TTg ngày 12/5/2021 của Thủ tướng Chính phủ; kinh phí 120 triệu đồng.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    home = tmp_path / "corpus"
    (home / "sources").mkdir(parents=True)
    for number in (15, 16, 17):
        (home / "sources" / f"{number}.txt").write_text(PLAN.format(number=number), encoding="utf-8")
    return home


@pytest.fixture
def cache(tmp_path: Path, rulebook: Rulebook) -> FactCache:
    return cache_at(str(tmp_path / "cache"), rulebook)


def built(corpus: Path, cache: FactCache | None, name: str = "a.db") -> tuple[Summary, list[str]]:
    """What a build did, and all that the database says but how it was made."""
    database = corpus.parent / name
    summary = build(corpus, database, workers=1, cache=cache, fresh=True)
    connection = sqlite3.connect(database)
    try:
        return summary, [line for line in connection.iterdump() if not line.startswith('INSERT INTO "runs"')]
    finally:
        connection.close()


def entries(cache: FactCache) -> list[Path]:
    return sorted(Path(cache.place).rglob("*.facts"))


def test_a_second_build_reads_nothing_and_says_the_same(corpus: Path, cache: FactCache) -> None:
    without, said = built(corpus, None, "c.db")
    first, told = built(corpus, cache)
    second, again = built(corpus, cache, "b.db")
    assert (without.known, first.known, second.known) == (0, 0, 3)
    assert said == told == again
    assert any("771/QĐ-TTg" in line for line in again)


def test_only_what_is_new_is_read(corpus: Path, cache: FactCache) -> None:
    built(corpus, cache)
    (corpus / "sources" / "16.txt").write_text(PLAN.format(number=61), encoding="utf-8")
    (corpus / "sources" / "18.txt").write_text(PLAN.format(number=18), encoding="utf-8")
    summary, told = built(corpus, cache)
    assert (summary.documents, summary.known) == (4, 2)
    fresh = built(corpus, None, "fresh.db")[1]
    assert told == fresh


def test_a_row_of_the_index_counts(corpus: Path, cache: FactCache) -> None:
    built(corpus, cache)
    digest = hashlib.sha256((corpus / "sources" / "15.txt").read_bytes()).hexdigest()
    (corpus / "index.csv").write_text(
        f"file,sha256,title,copy_kind,origin,licence,number,date,place\n15.txt,{digest},,scan,,,99/KH-UBND,,\n"
    )
    summary, told = built(corpus, cache)
    assert summary.known == 2
    assert any("99/KH-UBND" in line for line in told)


@pytest.mark.parametrize("part", ["version_of_code", "_libraries", "_engines"])
def test_another_version_of_anything_reads_anew(
    part: str, corpus: Path, cache: FactCache, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(corpus, cache)
    monkeypatch.setattr(fact_cache, part, lambda *_: "another")
    assert built(corpus, cache_at(cache.place, rulebook))[0].known == 0


def test_what_the_version_leaves_out_has_no_say_in_facts() -> None:
    """A room on which facts depend must be in the version of the cache, or old facts are taken for new ones."""
    by_name = {name_of(path): path for path in MODULES}
    reached: set[str] = set()
    left = ["extractor.pipeline", "extractor.checks", "extractor.readers", "extractor.gist"]
    while left:
        name = left.pop()
        if name in reached or name not in by_name:
            continue
        reached.add(name)
        left += [one for one in by_name if one.startswith(f"{name}.")] + list(imports_of(by_name[name]))
    assert "extractor.rulebook" in reached
    assert not {name for name in reached if room_of(name) in fact_cache._LATER}


def test_other_rules_and_other_limits_read_anew(cache: FactCache, rulebook: Rulebook) -> None:
    assert cache_at(cache.place, rulebook).version == cache.version
    assert cache_at(cache.place, replace(rulebook, altered="other")).version != cache.version
    with limited(pages=3):
        assert cache_at(cache.place, rulebook).version != cache.version


@pytest.mark.parametrize(
    "damage", [b"", b"no facts", zlib.compress(b"no pickle"), zlib.compress(pickle.dumps(("a", 1)))]
)
def test_a_damaged_entry_is_read_anew_and_made_good(damage: bytes, corpus: Path, cache: FactCache) -> None:
    told = built(corpus, cache)[1]
    whole = entries(cache)[0].read_bytes()
    entries(cache)[0].write_bytes(damage)
    entries(cache)[1].write_bytes(whole[:20])
    entries(cache)[2].write_bytes(entries(cache)[2].read_bytes()[:-20])  # the gist before it is whole
    summary, again = built(corpus, cache)
    assert (summary.known, again) == (1, told)
    assert built(corpus, cache)[0].known == 3


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.folder,)

    def __init__(self, folder: str) -> None:
        self.folder = folder


def test_a_foreign_entry_does_nothing(corpus: Path, cache: FactCache, tmp_path: Path) -> None:
    built(corpus, cache)
    trap = zlib.compress(pickle.dumps(_Trap(str(tmp_path / "sprung"))))
    for entry in entries(cache):
        entry.write_bytes(trap)
    assert built(corpus, cache)[0].known == 0
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize(
    "name", ["making.attrgetter", "findings.hashlib", "facts.dataclass", "document.Document.page_at"]
)
def test_no_more_than_nouns_comes_out_of_a_pickle(name: str) -> None:
    module, _, thing = name.partition(".")
    asked = b"\x80\x04" + b"c" + f"extractor.model.{module}\n{thing}\n".encode() + b"."
    with pytest.raises(pickle.UnpicklingError, match="is no noun"):
        loaded(zlib.compress(asked))


def test_a_document_with_a_page_that_was_not_read_is_not_kept(corpus: Path, cache: FactCache) -> None:
    source = sources(corpus)[0]
    facts = facts_of(source)
    page = Page(1, 0, 9, note="text layer absent; not read by OCR")
    key = key_of(facts.document.id, source.file, None)
    cache.keep(key, replace(facts, document=replace(facts.document, pages=(page,))))
    assert cache.find(key) is None
    cache.keep(key, facts)
    assert cache.find(key) == facts


def test_a_cache_that_cannot_be_written_hinders_nothing(corpus: Path, tmp_path: Path, rulebook: Rulebook) -> None:
    cache = cache_at(str(tmp_path / "cache"), rulebook)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / cache.version).write_text("a file where a folder should be")
    assert built(corpus, cache)[0].documents == 3


def test_a_place_that_is_none_is_refused(tmp_path: Path, rulebook: Rulebook) -> None:
    (tmp_path / "file").write_text("")
    for place in (str(tmp_path / "file"), "nowhere://cache"):
        with pytest.raises(CacheFault, match="Name a folder"):
            cache_at(place, rulebook)


def test_places_are_those_of_fsspec(rulebook: Rulebook, corpus: Path) -> None:
    cache = cache_at("memory://shared/cache", rulebook)
    source = sources(corpus)[0]
    facts = facts_of(source)
    key = key_of(facts.document.id, source.file, None)
    assert cache.keep(key, facts)
    assert (cache.find(key), cache.find_gist(key)) == (facts, gist(facts))
    assert cache.find_leaf(key) == leaf_of(facts, rulebook)
    assert cache.contents().entries == 1


def test_the_command_tells_and_prunes(
    corpus: Path, cache: FactCache, capsys: pytest.CaptureFixture[str], rulebook: Rulebook
) -> None:
    def said(*arguments: str) -> str:
        assert run(program, [*arguments, "--cache", cache.place, "--lang", "en"]) == Exit.DONE
        return capsys.readouterr().out

    database = str(corpus.parent / "a.db")
    assert "read before" not in said("build", str(corpus), "-o", database)
    assert "Nothing is new" in said("build", str(corpus), "-o", database)
    assert "3 of 3 documents had been read before" in said("build", str(corpus), "-o", database, "--fresh")
    assert "read before" not in said("build", str(corpus), "-o", database, "--no-cache")
    assert re.fullmatch(rf"{re.escape(cache.place)}: 3 documents \([1-9]\d* KB\)\n", said("cache", "info"))
    replace(cache, version="0" * 16).keep("aa", facts_of(sources(corpus)[0]))
    assert "1 more of other versions" in said("cache", "info")
    assert re.fullmatch(r"Taken away: 1 documents \([1-9]\d* KB\)\n", said("cache", "prune"))
    assert cache.contents().entries == 3
    assert not cache.contents().others


def test_a_cache_that_takes_nothing_is_told(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    place = str(tmp_path / "file" / "cache")
    assert (
        run(program, ["build", str(corpus), "-o", str(tmp_path / "a.db"), "--cache", place, "--lang", "en"])
        == Exit.DONE
    )
    assert f"{place}: nothing can be written there" in capsys.readouterr().err
    assert (tmp_path / "a.db").is_file()


def test_a_cache_that_is_far_is_asked_many_things_at_once(
    corpus: Path, rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near, far = cache_at(str(tmp_path / "near"), rulebook), cache_at("memory://far/cache", rulebook)
    assert (near.is_far, far.is_far, cache_at("file:///a", rulebook).is_far) == (False, True, False)
    told = built(corpus, near)[1]
    for source in sources(corpus):  # processes of their own would have memories of their own
        assert far.keep(key_in(source) or "", facts_of(source))
    asked: list[tuple[str, int]] = []
    together = Barrier(3, timeout=20)
    find = FactCache.find_gist

    def slow(self: FactCache, key: str) -> Facts | None:
        if len(asked) < 3:
            asked.append((key, get_ident()))
            together.wait()  # nobody gets an answer before all have asked
        return find(self, key)

    monkeypatch.setattr(FactCache, "find_gist", slow)
    summary, again = built(corpus, far, "far.db")
    assert (summary.known, again) == (3, told)
    assert len({thread for _, thread in asked}) == 3
