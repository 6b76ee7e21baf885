"""S2, references of a document to its own articles and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.checks.case import Case
from extractor.model import Finding, Section

_AMENDS = re.compile(r"sửa đổi|bổ sung|bãi bỏ", re.IGNORECASE)


def absent(case: Case) -> Iterator[Finding]:
    """S208: an article or clause "của Quyết định này" that the document does not have.

    Silent where the articles do not run on from 1, where no recipients or signer show that the document is whole, and
    in acts that amend, which quote articles of others.
    """
    whole = case.facts.head.signer or any(one.kind == "recipients" for one in case.facts.sections)
    articles = _articles(case) if whole and not _AMENDS.search(case.facts.head.title or "") else {}
    for match in case.pattern("own_articles").finditer(case.view.text) if articles else ():
        article, clause = int(match["article"]), match["clause"]
        clauses = _clauses(case, articles[article]) if article in articles else ()
        if article not in articles:
            lacking = f"Điều {article}"
        elif clause and clauses and int(clause) > len(clauses):
            lacking = f"khoản {clause} Điều {article}"
        else:
            continue
        yield Finding(
            "S208",
            "error",
            f"Văn bản không có {lacking} được dẫn.",
            (case.words(*case.view.span(match.start(), match.end())),),
            found=lacking,
            remedy="Ghi lại điều, khoản được dẫn.",
        )


def addressed(case: Case) -> Iterator[Finding]:
    """S209: "Nơi nhận: Như Điều N" names an article that is not the one of those who carry the document out."""
    articles = _articles(case)
    bound = [
        number
        for number, section in articles.items()
        if case.pattern("own_articles", "bound").search(_text(case, section))
    ]
    for match in case.pattern("own_articles", "addressed").finditer(case.view.text) if len(bound) == 1 else ():
        if int(match["article"]) not in bound:
            yield Finding(
                "S209",
                "warning",
                f"Nơi nhận ghi “Như Điều {match['article']}”; người thi hành được nêu tại Điều {bound[0]}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=f"Như Điều {bound[0]}",
                found=match.group(),
                remedy=f"Ghi: Như Điều {bound[0]}.",
            )


def _articles(case: Case) -> Mapping[int, Section]:
    """The articles by number; none where they are not 1, 2, 3 …, as where those of an attached document follow."""
    found = [one for one in case.facts.sections if one.kind == "article"]
    numbers = [int("".join(filter(str.isdigit, one.label or "")) or 0) for one in found]
    return dict(zip(numbers, found, strict=True)) if numbers == list(range(1, len(found) + 1)) else {}


def _clauses(case: Case, article: Section) -> Sequence[Section]:
    """The clauses of an article, none where they are not 1, 2, 3 …."""
    sections = case.facts.sections
    found = [
        one for one in sections if one.parent is not None and sections[one.parent] is article and one.kind == "number"
    ]
    return found if [one.label for one in found] == [str(n + 1) for n in range(len(found))] else ()


def _text(case: Case, section: Section) -> str:
    return case.facts.document.text[section.start : section.end]
