"""Vietnamese words for what findings speak of: dates, kinds of copy, degrees of certainty, acts."""

from __future__ import annotations

from extractor.model import Citation, Instrument

COPIES = {
    "original": "bản gốc",
    "scan": "bản quét",
    "web_copy": "bản sao trên trang tin",
    "ocr_text": "văn bản nhận dạng (OCR)",
    "pdf_text": "lớp chữ của tệp PDF",
}
CERTAINTIES = {
    "A": "đã đối chiếu với nguồn đăng lại",
    "B": "đã đối chiếu với nguồn dẫn lại",
    "C": "một nguồn, chưa kiểm chứng",
    "D": "chưa kiểm chứng",
}
SURE = frozenset("AB")
"""The degrees of certainty on which an error may rest."""


def day(date: str) -> str:
    """An ISO date, whole or in part, as it is written in documents: "21/8/2019", "tháng 4/2023", "năm 2018"."""
    parts = date.split("-")
    if len(parts) == 3:
        return f"{int(parts[2]):02}/{int(parts[1])}/{parts[0]}" if int(parts[1]) > 2 else "/".join(reversed(parts))
    return f"tháng {int(parts[1])}/{parts[0]}" if len(parts) == 2 else f"năm {parts[0]}"


def written(value: float, places: int = 3) -> str:
    """A number with at most so many decimals as it is written in documents: "3.715", "1.860,447"."""
    digits = f"{value:,.{places}f}"
    digits = digits.rstrip("0").removesuffix(".") if "." in digits else digits
    return digits.translate(str.maketrans(",.", ".,"))


def act(citation: Citation) -> str:
    """What a cited act is called in a message: its kind and its number, or its name."""
    return citation.key if citation.key.startswith(citation.kind) else f"{citation.kind} {citation.key}"


def authority(known: Instrument) -> str:
    """Where the fact that a finding rests on comes from, and how surely it is known."""
    source = f"; nguồn: {known.source}" if known.source else ""
    return f"bảng văn bản đối chiếu ({CERTAINTIES[known.certainty or 'D']}{source})"
