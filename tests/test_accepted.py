"""Findings that a person accepts: known by check and words, gone from the report, told when they are found no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.accepted import AcceptedError, load
from extractor.cli import program
from extractor.terminal import run

TEXT = (
    "UBND TỈNH LAI CHÂU\nSố: 12/KH-UBND\nLai Châu, ngày 10 tháng 02 năm 2022\n\nKẾ HOẠCH\nOCOP năm 2022\n\n"
    "Có 34/52 sản phẩm được công nhận (75,4%). Nêu đặc điểm riêng của của địa phương.\n"
)


def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str], entries: str, *more: str) -> tuple[int, str, str]:
    plan, accepted = tmp_path / "plan.txt", tmp_path / "accepted.toml"
    plan.write_text(TEXT, encoding="utf-8")
    accepted.write_text(entries, encoding="utf-8")
    code = run(program, ("check", str(plan), "--accepted", str(accepted), "--lang", "en", *more))
    return code, *capsys.readouterr()


def test_what_is_accepted_is_not_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = checked(
        tmp_path, capsys, '[[accepted]]\ncode = "N201"\nquote = "34/52 SẢN PHẨM"\nreason = "as in the report"\n'
    )
    assert code == 1
    assert "W101" in out
    assert "N201" not in out
    assert "no longer" not in err


def test_all_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = '[[accepted]]\ncode = "N201"\nquote = "34/52"\n[[accepted]]\ncode = "W101"\nquote = "của của"\n'
    code, out, err = checked(tmp_path, capsys, both)
    assert (code, out.strip()) == (0, "")
    assert "no findings" in err


def test_what_is_found_no_more_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = checked(tmp_path, capsys, '[[accepted]]\ncode = "N201"\nquote = "40/52"\n')
    assert "Accepted and no longer found: N201 “40/52”" in err


def test_what_was_not_looked_for_is_not_said_to_be_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = checked(tmp_path, capsys, '[[accepted]]\ncode = "N201"\nquote = "40/52"\n', "--select", "W")
    assert "no longer" not in err


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ("accepted = [", "cannot be read as TOML"),
        ('[[accepted]]\ncode = "N201"\n', "entry 1 needs code and quote"),
        ('[[accepted]]\ncode = "N999"\nquote = "x"\n', "there is no check N999"),
        ('[[accepted]]\ncode = "N201"\nquote = " "\n', "the quote is empty"),
    ],
)
def test_files_that_cannot_be_used(entries: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "accepted.toml"
    file.write_text(entries, encoding="utf-8")
    with pytest.raises(AcceptedError, match=why):
        load(file)


def test_milder_findings_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(TEXT, encoding="utf-8")
    run(program, ("check", str(plan), "--severity", "error", "--lang", "en"))
    assert "Milder findings not shown: 2 (--severity note)" in capsys.readouterr().err
    run(program, ("check", str(plan), "--severity", "note", "--lang", "en"))
    assert "not shown" not in capsys.readouterr().err
