"""All that is measured in one table, each beside a peer that works on the same in the same run.

    make bench              prints the table (some ten minutes; QUICK=1: two)
    make bench SAVE=1       writes it to docs/benchmark.md too
    make bench LARGE=1      builds 100,000 documents as well

The peers: eyecite for citations, pdfplumber for pages of text (with pypdfium2, which gives letters without their
places, as what is possible at all), the program tesseract for scans. Where other work disturbs the machine it disturbs
both: look at the ratios.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

import building  # noqa: E402
import facts  # noqa: E402
import pages  # noqa: E402
import scans  # noqa: E402
import texts  # noqa: E402

LONG = 25_000
"""Characters of a plan of a province."""
PAGE = ROOT / "docs" / "benchmark.md"
HEAD = """# Benchmark

Made by `make bench SAVE=1` (`tests/bench/table.py`). A ratio above 1 means that this project is faster than its peer.
All of a row was measured in one run, so that other work on the machine disturbs both alike; the rows of one core count
the time of processors, which other work hardly changes.

"""


def machine() -> str:
    """The kind of machine, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    load = os.getloadavg()[0]
    return (
        f"{date.today():%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} processors ({model}), "
        f"{memory:.0f} GiB; load of other work {load:.1f} at the start."
    )


def cited(quick: bool) -> Iterator[str]:
    """Citations, one core, processor time."""
    speeds = facts.measured(2 if quick else facts.ROUNDS, 20 if quick else None)
    ours, theirs = 1e-6 / speeds.ours, 1e-6 / speeds.theirs
    yield (
        f"| citations of a text, one core | {ours:.2f} million characters a second | eyecite {version('eyecite')} | "
        f"{theirs:.3f} | {ours / theirs:.1f} |"
    )
    yield f"| all facts of a text, tables too, one core | {1e-6 / speeds.whole:.2f} million characters a second | | | |"


def paged(quick: bool) -> Iterator[str]:
    """Pages of PDFs with a text layer, wall time with two processes, then processor time."""
    count, best = pages.best_of(30 if quick else 100, 2 if quick else 3)
    for name, floor in (("pdfplumber", ""), ("pypdfium2", " (letters alone)")):
        for kind, what, unit in ((0, "text pages of PDF, all cores", "pages a second"), (1, "the same, one core", "")):
            ours, theirs = (count / max(best[one][kind], 1e-9) for one in ("ocop", name))
            yield (
                f"| {what} | {ours:.1f} {unit or 'pages a second of a processor'} | {name} {version(name)}{floor} | "
                f"{theirs:.1f} | {ours / theirs:.2f} |"
            )


def scanned(quick: bool) -> Iterator[str]:
    """Scans at 200 dpi, wall time, one page on each core."""
    for kind in scans.KINDS:
        count, ours, theirs = scans.timed(200, kind, 4 if quick else None)
        for clock, what in enumerate((f"scanned pages, {kind}, all cores", "the same, one core")):
            mine, other = count / ours[clock], count / theirs[clock]
            unit = " of a processor" if clock else ""
            yield f"| {what} | {mine:.2f} pages a second{unit} | tesseract | {other:.2f} | {mine / other:.2f} |"


def built(sizes: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Builds of folders of so many texts of so many characters."""
    yield ""
    yield "| documents | letters, each | first build | processor, each | nothing new | 1 new | 1 in 100 new | memory |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for count, length in sizes:
        one = building.measured(count, length)
        yield (
            f"| {count:,} | {length:,} | {one.first:.0f} s, {count / one.first:.1f} a second | "
            f"{1000 * one.spent / count:.0f} ms | {one.again:.1f} s | {one.one:.1f} s | {one.changed:.1f} s | "
            f"{one.memory:.0f} MiB |"
        )


def table(quick: bool, sizes: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The lines of the table, as they are measured."""
    yield machine()
    yield ""
    yield "| | this project | peer | its rate | ratio |"
    yield "| --- | --- | --- | --- | --- |"
    yield from cited(quick)
    yield from paged(quick)
    yield from scanned(quick)
    yield from built(sizes)


def main() -> None:
    """Measures, prints, and saves where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="less of everything")
    parser.add_argument("--large", action="store_true", help="build 100,000 documents too")
    parser.add_argument("-n", "--documents", type=int, nargs="+", help="build so many instead of 1,000 and 10,000")
    parser.add_argument("--save", action="store_true", help="write the table to docs/benchmark.md")
    given = parser.parse_args()
    lines = []
    usual = (300,) if given.quick else (1_000, 10_000, *((100_000,) if given.large else ()))
    sizes = [(count, texts.LENGTH) for count in given.documents or usual]
    for line in table(given.quick, [(100 if given.quick else 1_000, LONG), *sizes]):
        print(line, flush=True)
        lines.append(line)
    if given.save:
        PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
