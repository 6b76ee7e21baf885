"""What is asked often answers at once: help and ``ocop cite`` load nothing that reads files or makes pages."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    *("spacy", "underthesea", "numpy", "cv2", "PIL", "pdfplumber", "pdfminer", "pypdfium2", "tesserocr", "lxml"),
    *("docx", "openpyxl", "datasette", "sqlite_utils", "sqlite3", "fsspec", "asyncio", "distributed", "dask"),
}
"""Modules that take long to load."""
SCRIPT = """
import sys
from extractor.cli import program
from extractor.terminal import run
code = run(program, sys.argv[1:])
print(code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded(*arguments: str) -> tuple[int, set[str], str]:
    """The exit code of a command, the packages that it loaded, and what it printed."""
    command = [sys.executable, "-c", SCRIPT, *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    code, *names = done.stderr.splitlines()[-1].split()
    return int(code), set(names), done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--help",), "ocop"),
        (("--lang", "vi", "--help"), "ocop"),
        (("build", "--help"), "--cluster"),
        (("--version",), "ocop"),
        (("cite", "919/QĐ-TTg"), "qd-ttg-919-2022"),
        (("cite", "Quyết định số 919/QĐ-TTg"), "qd-ttg-919-2022"),
        (("explain", "C402"), "C402"),
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_loaded(arguments: tuple[str, ...], said: str) -> None:
    code, names, printed = loaded(*arguments)
    assert code == 0
    assert said in printed
    assert "extractor" in names
    assert names & HEAVY == set()


def test_who_builds_a_database_of_texts_loads_nothing_that_sees_images() -> None:
    script = "import sys, extractor.build; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, encoding="utf-8", check=True)
    names = set(done.stdout.split())
    assert "sqlite3" in names
    assert names & {"numpy", "PIL", "cv2", "tesserocr", "spacy", "underthesea"} == set()


def test_no_pattern_is_compiled_before_it_is_used() -> None:
    script = (
        "import re, sre_compile\n"
        "from extractor.rulebook import load\n"
        "rules = [rule for those in load().topics.values() for rule in those]\n"
        "assert len(rules) > 50\n"
        "kept = {key[1] for key in re._cache}\n"
        "assert not [rule.id for rule in rules if rule.expanded in kept]\n"
        "assert all(rule.pattern.pattern == rule.expanded for rule in rules[:3])\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_file_of_rules_is_read_when_it_is_asked_for() -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from extractor.rulebook import load\n"
        "read = []\n"
        "sys.addaudithook(lambda event, what: event == 'open' and read.append(Path(str(what[0])).name))\n"
        "book = load()\n"
        "assert read == ['fragments.toml'], read\n"
        "assert book.table('laws') and 'laws.csv' in read\n"
        "assert book.rules('privacy') and 'personal.toml' in read\n"
        "assert 'provinces.csv' not in read\n"
        "assert book.version and 'provinces.csv' in read\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
