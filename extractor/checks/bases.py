"""S2, the bases of a document: lines that end with a semicolon, the last with a full stop (NĐ 30/2020, Phụ lục I)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Finding
from extractor.text import Paragraph

_OPENINGS = ("Căn cứ ", "Theo đề nghị ", "Xét ", "Thực hiện ")
_FEWEST = 2
_SIGNS = ";.,:"
_ENACTS = re.compile(r"[*_ ]*QUYẾT (?:ĐỊNH|NGHỊ)(?!\w)")
_STOP_FROM = "2020-03-05"
"""Since NĐ 30/2020; before, the last line ended with a comma."""


def closing_signs(case: Case) -> Iterator[Finding]:
    """S206: a line of the bases ends with another sign than the form asks for.

    Normative acts have their own form: there a line is found that ends otherwise than most of the others.
    """
    text = case.view.text
    for lines, following in _runs(case):
        ends = [text[line.start : line.end].rstrip('*_ ”"')[-1:] for line in lines]
        wrong = [
            (line, ";")
            for line, end in zip(lines[:-1], ends[:-1], strict=True)
            if end != ";" and (end in _SIGNS or end.isalnum())
        ]
        if is_normative(case):
            wrong = wrong if 2 * ends.count(";") > len(ends) else []
        elif ends[-1] == ";" or (ends[-1] == "," and case.day >= _STOP_FROM and _ENACTS.match(following)):
            # a comma may join the last one to "…, Ủy ban nhân dân tỉnh ban hành Kế hoạch"
            wrong.append((lines[-1], "."))
        for line, sign in wrong:
            found = text[line.start : line.end].rstrip('*_ ”"')[-1:]
            yield Finding(
                "S206",
                "note",
                f"Dòng căn cứ kết thúc bằng “{found}”, theo thể thức là “{sign}”.",
                (case.words(*case.view.span(max(line.start, line.end - 60), line.end)),),
                expected=sign,
                found=found,
                remedy="Cuối mỗi dòng căn cứ ghi dấu chấm phẩy, dòng cuối cùng ghi dấu chấm.",
            )


def _runs(case: Case) -> Iterator[tuple[list[Paragraph], str]]:
    """The bases that stand in paragraphs of their own, one after another, and the paragraph behind them."""
    run: list[Paragraph] = []
    text = case.view.text
    paragraphs = [one for one in case.view.paragraphs if not one.note]
    for index, paragraph in enumerate(paragraphs):
        line = text[paragraph.start : paragraph.end]
        words = line.lstrip("*_- ")
        if words.startswith("Căn cứ ") or (run and words.startswith(_OPENINGS)):
            run.append(paragraph)
            if index + 1 < len(paragraphs):
                continue
        if len(run) >= _FEWEST:
            yield run, line
        run = []
