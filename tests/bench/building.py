"""How fast a folder becomes a database: documents a second, the memory of the process that writes, and what it costs to
build again when nothing, one document, or one in a hundred is new.

``python tests/bench/building.py -n 1000 10000 -l 2500`` writes folders below build/ and builds them with the command.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import texts  # noqa: E402

FOLDER = ROOT / "build" / "bench"
COMMAND = """
import re
from extractor.cli import main
try:
    main()
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""
"""The command, which tells at its end how many KiB it had; a process that it was started by would count otherwise."""


@dataclass(frozen=True)
class Built:
    """What builds of ``count`` documents of ``length`` characters took: seconds of the first, of one that finds nothing
    new, of one that finds one document changed, and of one that finds one in a hundred changed; of the first the
    seconds of processors (of the build and the processes that find facts) and the MiB of the process that writes."""

    count: int
    length: int
    first: float
    again: float
    one: float
    changed: float
    spent: float
    memory: float


def measured(count: int, length: int = texts.LENGTH, folder: Path = FOLDER) -> Built:
    """Builds ``count`` documents of ``length`` characters four times."""
    home = folder / str(count)
    shutil.rmtree(home, ignore_errors=True)
    texts.write(home / "corpus", count, length)
    first, spent, memory = _build(home)
    again, *_ = _build(home)
    files = sorted(home.rglob("*.txt"))
    _change(files[-1:])
    one, *_ = _build(home)
    _change(files[::100])
    changed, *_ = _build(home)
    shutil.rmtree(home)
    return Built(count, length, first, again, one, changed, spent, memory)


def _change(files: Sequence[Path]) -> None:
    for path in files:
        path.write_text(path.read_text(encoding="utf-8").replace("triệu đồng", "tỷ đồng"), encoding="utf-8")


def _build(home: Path) -> tuple[float, float, float]:
    """Seconds that the command took, on the clock and of processors, and MiB of its own process at most."""
    command = [sys.executable, "-c", COMMAND]
    command += ["build", str(home / "corpus"), "-o", str(home / "ocop.db"), "--cache", str(home / "cache")]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    *_, told = process.stdout or ()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The build ended with exit code {process.returncode}.")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, int(told) / 1024


def lines(built: Built) -> Iterator[str]:
    """What was measured, for people."""
    rate = built.count / built.first
    yield f"{built.count:,} documents of {built.length:,} characters: {built.first:.0f} s, {rate:.1f} a second"
    yield f"  nothing new: {built.again:.1f} s; one changed: {built.one:.1f} s; in a hundred: {built.changed:.1f} s"
    each = 1000 * built.spent / built.count
    yield f"  {each:.0f} ms of a processor each; memory of the process that writes: {built.memory:.0f} MiB"


def main() -> None:
    """Builds and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--documents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("-l", "--length", type=int, default=texts.LENGTH, help="characters of a document")
    given = parser.parse_args()
    for count in given.documents:
        for line in lines(measured(count, given.length)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
