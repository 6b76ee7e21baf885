"""S2, the bases of a document: lines that end with a semicolon, the last with a full stop (NĐ 30/2020, Phụ lục I)."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Finding
from extractor.text import Paragraph

_OPENINGS = ("Căn cứ ", "Theo đề nghị ", "Xét ", "Thực hiện ")
_FEWEST = 2
_SIGNS = ";.,:"


def closing_signs(case: Case) -> Iterator[Finding]:
    """S206: a line of the bases ends with another sign than the form asks for; normative acts have their own."""
    text = case.view.text
    if is_normative(case):
        return
    for lines in _runs(case):
        ends = [text[line.start : line.end].rstrip('*_ ”"')[-1:] for line in lines]
        wrong = [
            (line, ";")
            for line, end in zip(lines[:-1], ends[:-1], strict=True)
            if end != ";" and (end in _SIGNS or end.isalnum())
        ]
        if ends[-1] == ";":  # a comma joins the last one to "…, Ủy ban nhân dân tỉnh ban hành Kế hoạch"
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


def _runs(case: Case) -> Iterator[list[Paragraph]]:
    """The bases that stand in paragraphs of their own, one after another."""
    run: list[Paragraph] = []
    paragraphs = [one for one in case.view.paragraphs if not one.note]
    for index, paragraph in enumerate(paragraphs):
        words = case.view.text[paragraph.start : paragraph.end].lstrip("*_- ")
        if words.startswith("Căn cứ ") or (run and words.startswith(_OPENINGS)):
            run.append(paragraph)
            if index + 1 < len(paragraphs):
                continue
        if len(run) >= _FEWEST:
            yield run
        run = []
