"""Mutates documents and reads them: whatever comes out is facts or a message, and nothing hangs.

``python tests/fuzz.py [COUNT] [SEED]`` reads 1,000 files unless told otherwise and prints how they ended; the exit code
is 1 when one was not accounted for, and the files that were not are left in ``build/fuzz``.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl
from make_pdf import Sheet, make_pdf
from PIL import Image, ImageDraw

from extractor.limits import TookTooLong, deadline, limited
from extractor.pipeline import extract
from extractor.readers import ReadError, read_bytes
from extractor.review import checked

ROOT = Path(__file__).resolve().parent.parent
_LETTERS = 4000
_SECONDS = 120
"""For the facts of a file; what takes longer ends as "late", as in the command."""
_INTERESTING = (b"\0", b"\xff" * 4, b"\x7f\xff\xff\xff", b"-1", b"99999999999", b"<", b"(" * 50, b"1" * 300, b"\n\n")


@dataclass
class Tally:
    """How the files ended, by kind of file and end; what is no end is among the faults."""

    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    @property
    def done(self) -> int:
        """The files that were read or refused."""
        return self.ends.total()


def documents() -> dict[str, bytes]:
    """A document of each kind, made of the plans of the tests."""
    texts = [p.read_text(encoding="utf-8")[:_LETTERS] for p in sorted((ROOT / "tests" / "consistent").glob("*.txt"))]
    text = texts[0]
    lines = text.splitlines()
    rows = "".join(f"<tr><td>{n}</td><td>Gạo</td><td>{n}0</td></tr>" for n in range(1, 6))
    page = "".join(f"<p>{line}</p>" for line in lines if line.strip())
    return {
        "text": text.encode(),
        "text2": texts[-1].encode(),
        "html": f'<!doctype html><html><body>{page}<table border="1">{rows}</table></body></html>'.encode(),
        "mhtml": b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
        + f"<html><body>{page}<table>{rows}</table></body></html>".encode(),
        "docx": _word(lines),
        "xlsx": _workbook(lines),
        "pdf": make_pdf(Sheet().lines("\n".join(lines[:40])), Sheet().lines("\n".join(lines[40:70]))),
        "image": _picture(lines[:4]),
    }


def _word(lines: Sequence[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(4, 3, style="Table Grid")
    for number, row in enumerate(table.rows):
        for cell, words in zip(row.cells, ("Stt", "Gạo", str(number)), strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _workbook(lines: Sequence[str]) -> bytes:
    book = openpyxl.Workbook()
    for row in ([lines[0]], ["Stt", "Tên", "Sao"], *([number, "Gạo", 3] for number in range(1, 6))):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _picture(lines: Sequence[str]) -> bytes:
    image = Image.new("L", (500, 120), 255)
    ImageDraw.Draw(image).text((10, 10), "\n".join(line[:60] for line in lines).encode("ascii", "ignore").decode())
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """``data`` with one to eight changes: letters, stretches lost, doubled, moved, or taken from ``other``."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(out) + 1), chance.choice((1, 4, 30, 500))
        out[at : at + length] = _changed(bytes(out[at : at + length]), other, chance)
    return bytes(out[: chance.randrange(len(out))] if chance.random() < 0.1 else out)


def _changed(piece: bytes, other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(other))
    changes = (
        b"",
        piece[::-1],
        chance.randbytes(len(piece)),
        piece * chance.choice((2, 20, 400)),
        other[at : at + len(piece)],
        chance.choice(_INTERESTING),
    )
    return chance.choice(changes)


def _within(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A package with one of its parts mutated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = [entry.filename for entry in old.infolist()]
        content = [part for part in parts if part in ("word/document.xml", "xl/worksheets/sheet1.xml")]
        struck = content[0] if chance.random() < 0.7 else chance.choice(parts)
        for part in parts:
            new.writestr(part, mutated(old.read(part), other, chance) if part == struck else old.read(part))
    return out.getvalue()


def files(seed: int) -> Iterator[tuple[str, bytes]]:
    """Mutated files without end, as (kind, bytes); the same for the same seed."""
    chance = random.Random(seed)
    sound = documents()
    weights = [10 if kind == "image" else 30 for kind in sound]
    while True:
        kind = chance.choices(list(sound), weights)[0]
        other = sound[chance.choice(list(sound))]
        inside = kind in ("docx", "xlsx") and chance.random() < 0.7
        yield kind, (_within if inside else mutated)(sound[kind], other, chance)


def end_of(data: bytes) -> str:
    """How reading, extracting and checking ``data`` ends. Raises what they should not."""
    try:
        document = read_bytes(data, "tệp")
        with deadline(_SECONDS):
            facts = checked(extract(document))
    except TookTooLong:
        return "late"
    except ReadError as error:
        said = str(error)
        assert said.startswith("tệp: "), said
        assert "\n" not in said, said
        return "late" if "OCOP_MAX_SECONDS" in said else "refused"
    for fact in (*facts.citations, *facts.amounts, *facts.indicators, *facts.products, *facts.organizations):
        assert document.text[fact.start : fact.end] == fact.quote, fact
    return "read"


def run(count: int, seconds: float, seed: int) -> Tally:
    """Reads so many mutated files, or as many as go into so many seconds."""
    tally = Tally()
    end_of(documents()["text"])  # rules are compiled when they are first needed, which is none of the files' time
    over = time.monotonic() + seconds
    with limited(seconds=_SECONDS):
        for number, (kind, data) in zip(range(count), files(seed), strict=False):
            began = time.monotonic()
            if began > over:
                break
            try:
                end = end_of(data)
            except Exception as fault:
                end = "fault"
                tally.faults.append(f"{number} ({kind}): {type(fault).__name__}: {str(fault)[:200]}")
                _leave(data, f"{seed}-{number}-{kind}")
            tally.ends[kind, end] += 1
            tally.slowest = max(tally.slowest, time.monotonic() - began)
    return tally


def _leave(data: bytes, name: str) -> None:
    folder = ROOT / "build" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def main() -> int:
    """The command."""
    count, seed = (
        int(given) if given else usual for given, usual in zip([*sys.argv[1:3], "", ""], (1000, 1), strict=False)
    )
    tally = run(count, float("inf"), seed)
    for (kind, end), number in sorted(tally.ends.items()):
        print(f"{kind:6} {end:8} {number:6}")
    print(f"{tally.done} of {count} accounted for, slowest {tally.slowest:.1f} s, faults {len(tally.faults)}")
    print(*tally.faults, sep="\n")
    return 1 if tally.faults or tally.done < count else 0


if __name__ == "__main__":
    sys.exit(main())
