"""C4, titles and issuers: the names of bodies are whole, and a code of law is called one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from extractor.checks.case import Case
from extractor.model import Finding
from extractor.pattern import Pattern
from extractor.rulebook import Rulebook
from extractor.text import fold

_KINDS = ("Ủy ban", "Hội đồng", "Ngân hàng")
"""How the names of bodies begin whose level stands at their end."""
_NAMED = re.compile(r"Luật (.+?)(?: (?:số|năm|ngày) |$)")
_WORD = re.compile(r"[^\W_]+")
_BODY = Pattern(r"(?<!\w)(?:Bộ|Sở)(?=\s)")
_DASH = re.compile(r" ?[–-] ?")
_JOINT = r"(?:\s*[,–-]\s*|\s+)"
_YEAR = re.compile(r"\s*(?:năm\s+)?(?:số\s+\S+|\d{4})\s*$")
_BEFORE = re.compile(r"[Bb]ộ\s+\Z")
"""“Bộ Luật”, written so, is a code all the same."""


def cut_issuer(case: Case) -> Iterator[Finding]:
    """C401: the name of a body lacks a word."""
    for rule in case.rulebook.rules("body_names"):
        for match in rule.pattern.finditer(case.view.text):
            words = case.words(*case.view.span(*match.span("name")))
            before = str(rule.values["whole"]).startswith(_KINDS)
            whole = f"{rule.values['whole']} {match['unit']}" if before else f"{match['unit']} {rule.values['whole']}"
            whole = whole.strip()
            yield Finding(
                "C401",
                "note" if rule.values.get("usual") else "error",
                f"Tên cơ quan “{match['name']}” chưa đầy đủ.",
                (words,),
                expected=whole,
                found=match["name"],
                remedy=f"Ghi đủ tên cơ quan: {whole}.",
            )


def misspelt_name(case: Case) -> Iterator[Finding]:
    """C403: a province or the programme is written in a way that is known not to be its name."""
    for right, wrong in _misspelt(case.rulebook):
        for match in wrong.finditer(case.view.text):
            yield Finding(
                "C403",
                "note",
                f"“{match.group()}”: tên chính thức là “{right}”.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=right,
                found=match.group(),
                remedy=f"Ghi “{right}”.",
            )


@lru_cache(maxsize=8)
def _misspelt(rulebook: Rulebook) -> tuple[tuple[str, Pattern], ...]:
    """Names, and what finds the ways in which each is written wrongly."""
    rows = ((row["right"], map(re.escape, row["wrong"].split("|"))) for row in rulebook.table("misspelt_names"))
    return tuple((right, Pattern(rf"(?<![\w-])(?:{'|'.join(wrong)})(?![\w-])")) for right, wrong in rows)


def code_called_law(case: Case) -> Iterator[Finding]:
    """C402: a code of law (bộ luật) is cited as a law (luật)."""
    codes = {
        fold(name): row["name"]
        for row in case.rulebook.table("laws")
        if row["kind"] == "Bộ luật"
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }
    for citation in case.cited():
        if citation.kind != "Luật" or _BEFORE.search(
            case.facts.document.text[max(citation.start - 4, 0) : citation.start]
        ):
            continue
        printed = _NAMED.match(" ".join(citation.quote.split()))
        names = (_YEAR.sub("", citation.key.removeprefix("Luật ")), citation.title or "", printed[1] if printed else "")
        name = next((codes[folded] for folded in map(fold, names) if folded in codes), None)
        if name is None:
            continue
        yield Finding(
            "C402",
            "error",
            f"“{citation.quote}”: văn bản này là bộ luật, không phải luật.",
            (case.evidence(citation),),
            expected=f"Bộ luật {name}",
            found=citation.quote,
            remedy=f"Ghi “Bộ luật {name}”.",
        )


def cut_programme(case: Case) -> Iterator[Finding]:
    """C407: the name of a programme lacks a word, or has another in its place."""
    for rule in case.rulebook.rules("whole_programmes"):
        for match in rule.pattern.finditer(case.view.text):
            whole = str(rule.values["whole"])
            yield Finding(
                "C407",
                "warning",
                f"“{match['name']}”: ghi đúng là “{whole}”.",
                (case.words(*case.view.span(*match.span("name"))),),
                expected=whole,
                found=match["name"],
                remedy=f"Ghi đủ tên: {whole}.",
            )


def misshaped_body(case: Case) -> Iterator[Finding]:
    """C408: the name of a ministry or department is written with other signs or capitals, or lacks its "và"."""
    text, shapes = case.view.text, _shapes(case.rulebook)
    for begin in _BODY.finditer(text):
        first = _WORD.search(text, begin.end())
        for name, pattern in shapes.get(first.group().lower(), ()) if first else ():
            match = pattern.match(text, begin.start())
            found = " ".join(match.group().split()) if match else ""
            if match is None or _DASH.sub("-", found) == _DASH.sub("-", name):
                continue
            yield Finding(
                "C408",
                "note",
                f"“{found}”: tên cơ quan là “{name}”.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=name,
                found=found,
                remedy=f"Ghi đúng tên cơ quan: {name}.",
            )


@lru_cache(maxsize=8)
def _shapes(rulebook: Rulebook) -> Mapping[str, Sequence[tuple[str, re.Pattern[str]]]]:
    """The names of ministries and of departments, and what they look like whatever their signs and capitals.

    By the first word behind "Bộ" or "Sở", in small letters.
    """
    names = {row["name_vi"] for row in rulebook.table("issuers") if row["kind"] in ("bo", "so")}
    names |= {f"Sở {name.removeprefix('Bộ ')}" for name in names if name.startswith("Bộ ")}
    shapes = ((name, _JOINT.join(map(re.escape, _WORD.findall(name)))) for name in sorted(names))
    shapes = ((name, shape.replace(f"{_JOINT}và", f"(?:{_JOINT}và)?")) for name, shape in shapes)
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, shape in shapes:
        first = _WORD.findall(name)[1].lower()
        found.setdefault(first, []).append((name, re.compile(rf"(?<!\w)(?i:{shape})(?!\w)")))
    return found
