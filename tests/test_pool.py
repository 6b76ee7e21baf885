"""Processes at work end with the one that gives the work, however that ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.pool import in_processes
from extractor.readers import read, workers

SCRIPT = """
import os, signal
from extractor.pool import Processes

def number(item):
    return os.getpid()

with Processes(number, 2) as pool:
    pool.give(0, "a")
    pool.give(1, "b")
    print(*(process for _, process in pool.rest()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def is_running(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells of processes in another way")
def test_nobody_is_left_when_the_one_that_gives_the_work_is_killed() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, encoding="utf-8", check=False)
    processes = [int(one) for one in done.stdout.split()]
    assert len(set(processes)) == 2
    assert os.getpid() not in processes
    until = time.monotonic() + 30
    while any(map(is_running, processes)):
        assert time.monotonic() < until, "a process waits for work that nobody will give"
        time.sleep(0.1)


def companions(path: str) -> tuple[str, int]:
    """The text of a file, and how many programs wait at the side of the process that had it read."""
    text = read(path).text
    return text.strip(), workers._idle._waiting.qsize()


def test_a_process_of_ours_reads_texts_itself_and_nothing_else(tmp_path: Path) -> None:
    page = "<html><body><p>Kế hoạch</p></body></html>"
    (tmp_path / "a.txt").write_text("Kế hoạch", encoding="utf-8")
    (tmp_path / "b.html").write_text(page, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("a.txt", "b.html", "a.txt")]
    assert dict(in_processes(companions, paths, 1)) == {0: ("Kế hoạch", 0), 1: ("Kế hoạch", 1), 2: ("Kế hoạch", 1)}


LOADED = """
import sys
from pathlib import Path
from extractor.build import build
from extractor.pipeline import extract
from extractor.readers.plain import read_plain
from extractor.readers.source import Source
folder = Path(sys.argv[1])
build(folder, folder.parent / "one.db", workers=1)
assert not {"spacy", "underthesea"} & set(sys.modules), "one process loads what it needs itself"
build(folder, folder.parent / "two.db", workers=2)
assert {"spacy", "underthesea"} <= set(sys.modules), "several share what was loaded before"
before = set(sys.modules)
for path in folder.glob("*.txt"):
    extract(read_plain(Source.open(path)))
print(*(name for name in set(sys.modules) - before if "extractor" in name or "spacy" in name))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are not forked there")
def test_what_several_processes_need_is_loaded_once(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "KẾ HOẠCH\nSản phẩm Trà hoa vàng của Hợp tác xã Bản Liền đạt 4 sao.\n", encoding="utf-8"
    )
    (folder / "b.txt").write_text("BÁO CÁO\nNăm 2024 có 12 sản phẩm đạt 3 sao; kinh phí 5 tỷ đồng.\n", encoding="utf-8")
    command = [sys.executable, "-c", LOADED, str(folder)]
    assert subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.strip() == ""
