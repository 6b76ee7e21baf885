"""V, vocabulary: groups of products and offices of the time that a sentence speaks of.

What was recognised under an earlier regime keeps its words: a report on 2022 names the groups of 2022. So these checks
are silent below headings on results, and where a sentence names an earlier year or says that something was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz, process

from extractor.checks.case import Case
from extractor.checks.earlier_times import says_before
from extractor.checks.group_names import (
    every_name,
    groups_named,
    lost_signs,
    names_before,
    names_since,
    plain,
    regime_on,
    spoken,
    successor,
    unofficial,
)
from extractor.checks.procedure import is_normative
from extractor.checks.wording import day
from extractor.model import Evidence, Finding
from extractor.pattern import Pattern
from extractor.rulebook import Rulebook

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DISTORTED = 80
"""Likeness in percent from which on a name is meant to be a known one."""
_NO_DISTRICTS_FROM = "2025-07-01"
_HANDED_OVER = timedelta(days=45)
"""After a body came to its end its name still stands in what was begun before."""
_CLAUSE_END = re.compile(r"[.;](?=\s)|\n")
_COMMITTEES = ("UBND", "Ủy ban nhân dân", "HĐND", "Hội đồng nhân dân")
_AFTER_ACT = 160
_BEHIND = 50
"""Characters from a name on in which it may be said that something was: "nhóm thảo dược 05 sản phẩm đã công nhận"."""


def old_group(case: Case) -> Iterator[Finding]:
    """V101: a group of products under a name of the regime before, in what is to be done.

    So is one told beside names of today: a list is of one time.
    """
    issued = case.day
    now = regime_on(case.rulebook, issued)
    if not now or is_normative(case):
        return
    since = max(row["valid_from"] for row in case.rulebook.table("ocop_groups") if row["regime"] == now)
    old = names_before(case.rulebook, now)
    named = groups_named(case)
    of_today = names_since(case.rulebook, now)
    today = [start for start, words in named.items() if plain(words) in of_today]
    for start, words in named.items():
        row = old.get(plain(words))
        if row is None or issued <= row["valid_to"]:
            continue
        beside = any(_one_list(case, start, other) for other in today) and not _clause_of_before(case, start, since)
        if not beside and _speaks_of_before(case, start, since) and not _put_into(case, start):
            continue
        new = successor(case.rulebook, row["no"], now)
        yield Finding(
            "V101",
            "warning",
            f"“{words}” là tên nhóm sản phẩm áp dụng đến ngày {day(row['valid_to'])}.",
            (case.words(*case.view.span(start, start + len(words))),),
            expected=new,
            found=words,
            remedy=f"Ghi tên nhóm theo quy định đang áp dụng: {new}." if new else "Ghi tên nhóm đang áp dụng.",
        )


def distorted_group(case: Case) -> Iterator[Finding]:
    """V102: the name of a group of products with a word too many, or one lost; V101 has the old names."""
    issued = case.day
    now = regime_on(case.rulebook, issued)
    former = names_before(case.rulebook, now) if now else {}
    known, others = every_name(case.rulebook), unofficial(case.rulebook)
    for start, words in groups_named(case).items():
        said = spoken(words)
        if whole := lost_signs(case.rulebook, words):
            yield _distorted(case, start, words, known[spoken(whole)])
        elif (row := former.get(plain(words))) is not None and row["valid_to"] < issued:
            continue
        elif (official := others.get(said) or _nearest(case.rulebook, said)) is not None:
            yield _distorted(case, start, words, official)


@lru_cache(maxsize=4096)
def _nearest(rulebook: Rulebook, said: str) -> str | None:
    """The official name that is meant by one without signs that is like it; ``None`` where it is right, or another."""
    known = every_name(rulebook)
    if said in known:
        return None
    found = process.extractOne(said, known.keys(), scorer=fuzz.ratio, score_cutoff=_DISTORTED)
    if found is None:
        return None
    near = found[0]
    longer = near.startswith(said) or any(
        said.startswith(name) and not {*said[len(name) :].split()} & {*near.split()} for name in known
    )
    return None if longer or plain(said) == plain(near) else known[near]


def _distorted(case: Case, start: int, words: str, official: str) -> Finding:
    return Finding(
        "V102",
        "note",
        f"“{words}” không phải tên nhóm sản phẩm; tên gần nhất là “{official}”.",
        (case.words(*case.view.span(start, start + len(words))),),
        expected=official,
        found=words,
        remedy=f"Ghi đúng tên nhóm sản phẩm: {official}.",
    )


def former_level(case: Case) -> Iterator[Finding]:
    """V103: a task is given to districts, which are no more on the day of the document."""
    if case.day < _NO_DISTRICTS_FROM or is_normative(case):
        return
    for rule in case.rulebook.rules("former_levels"):
        if rule.values.get("use") not in (None, "after"):
            continue
        for match in rule.pattern.finditer(case.view.text):
            before = not rule.values.get("use") and _speaks_of_before(case, match.start(), _NO_DISTRICTS_FROM)
            if before or _in_title(case, match.start()):
                continue
            yield Finding(
                "V103",
                "warning",
                f"“{match.group()}”: từ ngày 01/7/2025 không còn thị trấn."
                if "thị trấn" in match.group()
                else f"“{match.group()}”: từ ngày 01/7/2025 không còn cấp huyện.",
                (case.words(*case.view.span(*match.span())),),
                found=match.group(),
                remedy="Ghi các đơn vị cấp xã hiện nay (xã, phường, đặc khu), hoặc nói rõ là trước ngày 01/7/2025."
                if "thị trấn" in match.group()
                else "Ghi cơ quan đang có thẩm quyền (cấp tỉnh hoặc cấp xã), hoặc nói rõ là trước ngày 01/7/2025.",
            )


def former_body(case: Case) -> Iterator[Finding]:
    """V104: a ministry or department is named as acting after it was joined with another."""
    issued = case.day
    if len(issued) < len("2025-07-01") or is_normative(case):
        return
    cited = [citation for citation in case.cited() if citation.issuer and citation.date]
    for name, ended, late, new in _former(case.rulebook):
        if issued <= late:
            continue
        for start, end in _named(case, name):
            if not _speaks_of_before(case, start, ended) and not _in_title(case, start):
                yield _no_more(case.words(*case.view.span(start, end)), name, ended, new)
        for citation in cited:
            if (citation.issuer or "").endswith(name) and late < (citation.date or ""):
                yield _no_more(case.evidence(citation), name, ended, new)


def _named(case: Case, name: str) -> Iterator[tuple[int, int]]:
    """Where a body is named in the view: by its whole name, or in a list: "các sở: Tài chính, Công Thương"."""
    text, own = case.view.text, name.removeprefix("Sở ")
    whole, listed_by = _names(name)
    yield from (match.span() for match in whole.finditer(text)) if name in text else ()
    for listed in case.pattern("former_levels", "departments").finditer(text) if own != name else ():
        if match := listed_by.search(text, listed.start(), listed.end() + 1):
            yield match.span()


@lru_cache(maxsize=512)
def _names(name: str) -> tuple[Pattern, Pattern]:
    """What finds a body by its whole name, and in a list."""
    own = re.escape(name.removeprefix("Sở "))
    return (
        Pattern(rf"(?<!\w){re.escape(name)}(?!\w)"),
        Pattern(rf"(?:(?<=[:,] )|(?<=và )|(?<=[Ss]ở )){own}(?=[,;.:]| và )"),
    )


def _no_more(words: Evidence, name: str, ended: str, new: str | None) -> Finding:
    printed, now = name, new
    if new and words.quote == name.removeprefix("Sở "):  # of a list: "các sở: Tài chính, Công Thương"
        printed, now = words.quote, new.removeprefix("Sở ")
    return Finding(
        "V104",
        "warning",
        f"“{name}” không còn tên này từ tháng {int(ended[5:7]) % 12 + 1}/{ended[:4]}.",
        (words,),
        expected=now,
        found=printed,
        remedy=f"Ghi tên cơ quan hiện nay ({new}), hoặc nói rõ là trước khi sắp xếp."
        if new
        else "Ghi tên cơ quan hiện nay.",
    )


def _speaks_of_before(case: Case, start: int, since: str) -> bool:
    """Whether a place stands below a heading on results, in a clause that names a year before ``since``, or says so."""
    headings = case.headings(case.view.span(start, start + 1)[0])
    over = any(year < since[:4] for year in _YEAR.findall(headings)) or says_before(case, headings)
    return over or _clause_of_before(case, start, since)


def _clause(case: Case, start: int) -> tuple[int, int]:
    text = case.view.text
    begin = max((end.end() for end in _CLAUSE_END.finditer(text, max(start - 600, 0), start)), default=0)
    return begin, next((end.start() for end in _CLAUSE_END.finditer(text, start)), len(text))


def _clause_of_before(case: Case, start: int, since: str) -> bool:
    """Whether the clause itself, whatever stands over it, names a year before ``since`` or says that something was."""
    begin, stop = _clause(case, start)
    before, behind = case.view.text[begin:start], case.view.text[start:stop]
    named = any(year < since[:4] for year in _YEAR.findall(before + behind))
    return named or says_before(case, before, behind)


def _one_list(case: Case, one: int, other: int) -> bool:
    """Whether two places of the view are in one line, or in one table."""
    tables = [case.facts.document.table_at(case.view.span(at, at + 1)[0]) for at in (one, other)]
    if tables[0] is not None or tables[1] is not None:
        return tables[0] is tables[1]
    return "\n" not in case.view.text[min(one, other) : max(one, other)]


def _put_into(case: Case, start: int) -> bool:
    """Whether products are to be put into the group: "khi đánh giá lại được xếp vào nhóm …"."""
    begin, _ = _clause(case, start)
    return case.pattern("former_levels", "into").search(case.view.text, begin, start) is not None


def _in_title(case: Case, start: int) -> bool:
    """Whether a place is within a citation or right behind one: in the name of its issuer, or in its title."""
    offset = case.view.span(start, start + 1)[0]
    text = case.facts.document.text
    return any(
        one.start <= offset < one.end
        or (one.end <= offset < one.end + _AFTER_ACT and "\n" not in text[one.end : offset])
        for one in case.facts.citations
    )


@lru_cache(maxsize=8)
def _former(rulebook: Rulebook) -> tuple[tuple[str, str, str, str | None], ...]:
    """Bodies that are no more under their name: the name, its last day, how long it still stands in what was begun
    before, the names of what came after."""
    rows = rulebook.table("issuers")
    names = {row["code"]: row["name_vi"] for row in rows}
    found: list[tuple[str, str, str | None]] = []
    for row in rows:
        ended = row["valid_to"]
        if len(ended) < len("2025-02") or row["kind"] not in ("bo", "so", "phong"):
            continue
        last = ended if len(ended) > len("2025-02") else f"{ended}-28"
        after = [names[code] for code in row["successor_codes"].split("|") if code in names]
        for name in (row["name_vi"], *filter(None, row["name_aliases"].split("|"))):
            found.append((name, last, ", ".join(after) or None))
    for row in rulebook.table("provinces"):
        unit = row["old_full_name"][:1].lower() + row["old_full_name"][1:]
        now = row["new_full_name_2026"][:1].lower() + row["new_full_name_2026"][1:]
        if row["change"] == "absorbed":
            found += [(f"{office} {unit}", "2025-06-30", f"{office} {now}") for office in _COMMITTEES]
    late = {last: (date.fromisoformat(last) + _HANDED_OVER).isoformat() for _, last, _ in found}
    return tuple((name, last, late[last], new) for name, last, new in found)
