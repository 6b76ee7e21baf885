"""What the tests of the checks share: texts in which a check finds something, and heads to put over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from extractor.checks import CHECKS, check_document
from extractor.model import Facts, Finding
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.review import Choice, Report, checked, review
from extractor.rulebook import Rulebook

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def headed(
    body: str,
    day: str = "15/3/2023",
    *,
    issuer: str = "ỦY BAN NHÂN DÂN\nTỈNH YÊN BÁI",
    number: str = "61/KH-UBND",
    place: str = "Yên Bái",
    kind: str = "KẾ HOẠCH",
    title: str = "Phát triển sản phẩm đặc trưng của địa phương",
) -> str:
    """A document with ``body`` under a whole head."""
    date, month, year = day.split("/")
    return (
        f"{issuer}\n\n{STATE}\n\nSố: {number}\n{place}, ngày {int(date):02} tháng {int(month):02} năm {year}\n\n"
        f"{kind}\n{title}\n\n{body}\n"
    )


@dataclass(frozen=True)
class Gives:
    """A text in which a check finds something: how grave, in which words, and what it would have instead."""

    code: str
    severity: str
    text: str
    words: Sequence[str]
    expected: str | None = None


def read(text: str, rulebook: Rulebook, path: str = "document.txt") -> Facts:
    return extract(read_bytes(text.encode(), path), rulebook)


def reports(texts: Mapping[str, str], rulebook: Rulebook, code: str = "") -> Sequence[Report]:
    """What the checks find in documents read together, by their paths."""
    assert code in (*CHECKS, "")
    given = [checked(read(text, rulebook, path), rulebook) for path, text in texts.items()]
    return review(given, rulebook, Choice.of(code, "", "note"))


def findings(code: str, text: str, rulebook: Rulebook) -> tuple[Finding, ...]:
    (report,) = reports({"document.txt": text}, rulebook, code)
    return report.findings


def between(code: str, texts: Sequence[str], rulebook: Rulebook) -> list[Finding]:
    """What lies between documents, each finding once."""
    told = reports({f"{name}.txt": text for name, text in zip("abcdefgh", texts, strict=False)}, rulebook, code)
    return list(dict.fromkeys(finding for report in told for finding in report.findings))


def told(given: Facts, rulebook: Rulebook, *codes: str) -> tuple[Finding, ...]:
    """The findings of checks whose codes begin with ``codes``; without any, of all but S302: the text has no head."""
    found = check_document(given, rulebook)
    return tuple(one for one in found if (one.code.startswith(codes) if codes else one.code != "S302"))


def words(finding: Finding) -> list[str]:
    return [" ".join(side.quote.split()) for side in finding.evidence]


def assert_found(wanted: Gives, rulebook: Rulebook) -> None:
    found = findings(wanted.code, wanted.text, rulebook)
    assert [(one.severity, words(one), one.expected) for one in found] == [
        (wanted.severity, list(wanted.words), wanted.expected)
    ]
    assert found[0].code == wanted.code


def wrong(reason: str, *case: Any) -> Any:
    """A case that the code does not yet treat as it should."""
    return pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason=reason))


def silent(texts: Mapping[str, Mapping[str, str]]) -> Iterator[Any]:
    """One case for each text in which a check must find nothing, named by what it is.

    A name that begins with "wrong: " is of one in which the code still finds something.
    """
    for code, named in texts.items():
        for name, text in named.items():
            reason = name.removeprefix("wrong: ")
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason != name else []
            yield pytest.param(code, text, id=f"{code} {reason}", marks=marks)
