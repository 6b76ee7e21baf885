"""The index of a corpus, and the corpus that it describes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.readers import read_bytes
from extractor.readers.index import COLUMNS, IndexFault, load_index

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
DOCUMENT = read_bytes("Kế hoạch".encode(), "kế hoạch.txt")


def index(tmp_path: Path, *rows: str, head: str = ",".join(COLUMNS)) -> Path:
    path = tmp_path / "index.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_row_says_what_a_person_knows(tmp_path: Path) -> None:
    row = f"a.txt,{DOCUMENT.id},Kế hoạch,scan,tự quét,,46,2023-05-11,"
    entry = load_index(index(tmp_path, row))["a.txt"]
    assert (entry.title, entry.licence, entry.number, entry.date, entry.place) == (
        "Kế hoạch",
        None,
        "46",
        "2023-05-11",
        None,
    )
    assert entry.complete(DOCUMENT).copy_kind == "scan"


def test_without_an_index_there_are_no_rows(tmp_path: Path) -> None:
    assert load_index(tmp_path / "index.csv") == {}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a.txt,abc,,,,,,,", "sha256 of a.txt"),
        (f",{'0' * 64},,,,,,,", "not named"),
        (f"a.txt,{'0' * 64},,photo,,,,,", "copy_kind photo"),
        (f"a.txt,{'0' * 64},,,,,,11/5/2023,", "11/5/2023 is not ISO"),
        (f"a.txt,{'0' * 64},,", "too few or too many"),
        (f"a.txt,{'0' * 64},,,,,,,,more", "too few or too many"),
        (f"a.txt,{'0' * 64},,,,,,,\na.txt,{'0' * 64},,,,,,,", "twice"),
    ],
)
def test_a_wrong_row_is_said_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(IndexFault, match=says) as caught:
        load_index(index(tmp_path, row))
    assert "line" in str(caught.value)


def test_missing_and_unknown_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(IndexFault, match=r"lacks sha256.*unknown hash"):
        load_index(index(tmp_path, head=",".join(COLUMNS).replace("sha256", "hash")))


def test_another_file_than_the_index_says_is_found_out(tmp_path: Path) -> None:
    entry = load_index(index(tmp_path, f"a.txt,{'0' * 64},,,,,,,"))["a.txt"]
    with pytest.raises(IndexFault, match=r"a\.txt has changed"):
        entry.complete(DOCUMENT)


def test_the_corpus_is_as_its_index_says() -> None:
    entries = load_index(CORPUS / "index.csv")
    sources = sorted(path for path in (CORPUS / "sources").iterdir())
    assert sorted(entries) == [path.name for path in sources]
    for path in sources:
        data = path.read_bytes()
        entry = entries[path.name]
        assert entry.copy_kind
        if path.suffix == ".txt":
            judged = read_bytes(data, path.name)
            assert entry.complete(judged).copy_kind == judged.copy_kind
    assert (CORPUS / "sources" / "chau-thanh-46-kh-ubnd-trang-1-2.pdf").stat().st_size < 600_000
