"""Citations in the fixed form of the codification (Pháp điển), against a splitter that knows this form alone.

    (Điều 1 Nghị định số 114/2018/NĐ-CP về … ngày 04/09/2018 của Chính phủ, có hiệu lực thi hành kể từ ngày 04/09/2018)

What a string states of its first act before "có hiệu lực": provision, kind, number, and often title, date, issuer.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from extractor.cited import citations
from extractor.facts.citations.tails import spelled
from extractor.numbers import date
from extractor.rulebook import Rulebook
from extractor.text import normalise

NOTES = Path(os.environ.get("OCOP_NOTES", "../shared/data/phapdien_notes.txt"))

_FORM = re.compile(
    r"[( ]+(?:(?P<pinpoint>(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ lục)\b[^()]{0,80}?) )?"
    r"(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết liên tịch|Nghị quyết|Quyết định|Thông tư liên tịch|Thông tư"
    r"|Chỉ thị|Lệnh|Sắc lệnh|Sắc luật|Công văn) số (?P<key>[0-9]\S*?(?:(?<=[/-]) \S+?| [/-] ?\S+?)*)(?P<rest>[ ,].*|$)",
    re.DOTALL,
)
_DAY = re.compile(r"[,.]? ngày (?P<date>[\d/]+) của (?P<issuer>.+)$")


def split(line: str) -> dict[str, str | None] | None:
    """The parts of a line in the fixed form, or ``None`` when it has another."""
    stated, mark, _ = unicodedata.normalize("NFC", line).partition("có hiệu lực")
    match = _FORM.match(stated) if mark else None
    if match is None:
        return None
    parts = match.groupdict()
    parts["key"] = re.sub(r"(?:\(\d\)|[.\"])+$", "", parts["key"])
    rest = parts.pop("rest").rstrip(" ,(")
    # The date and issuer of the act itself stand last; titles quote dates and issuers of other acts.
    days = [m.start() for m in re.finditer(r"[,.]? ngày [\d/]+ của ", rest)]
    tail = _DAY.match(rest, days[-1]) if days else None
    if rest and (tail is None or days[0] == 0):
        return None
    title = rest[: days[-1]].strip(" ,.") if tail else ""
    return parts | {
        "title": re.sub(r"(?i)^(?:về việc|v/v|về) ", "", title) or None,
        "date": date(tail["date"]) if tail else None,
        "issuer": tail["issuer"] if tail else None,
    }


def plain(words: str) -> str:
    return re.sub(r"\W+", " ", normalise(words).casefold()).strip()


def agrees(field: str, wanted: str | None, found: str | None, rulebook: Rulebook) -> bool:
    if wanted is None or found is None:
        return wanted == found
    if field == "key":
        return wanted.replace(" ", "").replace("_", "-").casefold() == found.casefold()
    if field == "issuer":
        wanted, found = spelled(normalise(wanted), rulebook), normalise(found)
    return plain(wanted) == plain(found)


@pytest.mark.skipif(not NOTES.exists(), reason="needs the notes of the codification (OCOP_NOTES)")
def test_the_parts_of_codified_citations(rulebook: Rulebook) -> None:
    wrong: Counter[str] = Counter()
    right = total = 0
    for line in NOTES.read_text(encoding="utf-8").splitlines():
        parts = split(line)
        if parts is None:
            continue
        total += 1
        found = citations(line, rulebook)
        bad = [
            name
            for name, value in parts.items()
            if not found or not agrees(name, value, getattr(found[0], name), rulebook)
        ]
        wrong.update(bad)
        right += not bad
    assert total > 4300, "the splitter no longer knows the form"
    assert right / total >= 0.99, f"{right} of {total} right; wrong: {wrong}"
