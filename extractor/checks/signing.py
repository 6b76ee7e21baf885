"""S3, the authority to sign: TM. stands before a body that decides together, KT., TL. and TUQ. before one person."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding
from extractor.text import fold

_OTHERS = ("so ", "hoi dong nhan dan", "chu tich", "van phong", "phong ", "chi cuc")
"""How the names of issuers begin that are no People's Committee."""


def authority(case: Case) -> Iterator[Finding]:
    """S303: the letters before whom the signer signs for do not suit whom they name, or who issues the document.

    NĐ 30/2020, Phụ lục I. A department, a council or a chairman signs on behalf of no People's Committee.
    """
    issuer = fold(case.facts.head.issuer or "")
    for match in case.pattern("signing", "committee").finditer(case.view.text) if issuer.startswith(_OTHERS) else ():
        yield Finding(
            "S303",
            "warning",
            f"Văn bản của {case.facts.head.issuer} không ký “{match['sign']}”.",
            (case.words(*case.view.span(match.start("sign"), match.end("sign"))),),
            found=match["sign"],
            remedy="Ghi quyền hạn ký theo Phụ lục I Nghị định 30/2020/NĐ-CP.",
        )
    for use, right in (("person", "KT."), ("body", "TM.")):
        for match in case.pattern("signing", use).finditer(case.view.text):
            sign, whom = match["sign"], match["whom"]
            yield Finding(
                "S303",
                "warning",
                f"“{sign}” chỉ ghi trước chức vụ, không ghi trước tên tập thể: {whom}."
                if use == "body"
                else f"“TM.” chỉ ghi trước tên tập thể, không ghi trước chức vụ: {whom}.",
                (case.words(*case.view.span(match.start("sign"), match.end())),),
                expected=right,
                found=sign,
                remedy="Ghi quyền hạn ký theo Phụ lục I Nghị định 30/2020/NĐ-CP.",
            )
